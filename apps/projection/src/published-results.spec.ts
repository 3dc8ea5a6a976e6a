import { eventually, realServices, uniqueName } from '@redress/testing';
import { clerk, ProjectionUnderTest } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

interface Page {
  readonly items: readonly { readonly title: string }[];
  readonly next?: string;
}

describe('what is public of how complaints were handled (R-106)', () => {
  let service: ProjectionUnderTest;
  const read = async (query = ''): Promise<Page> =>
    (await service.get<Page>(`/api/v1/published-results?${query}`, { ...clerk, siteId: 'north' })).body;

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('is listed for everybody, latest first, page by page, and tells neither complaint nor person (R-110)', async () => {
    const [first, second, taken, elsewhere] = [1, 2, 3, 4].map((n) =>
      new SampleComplaint(`MAIN-2026-00005${n}-1`, n === 4 ? 'north' : 'main').registered(n),
    );
    if (!first || !second || !taken || !elsewhere) throw new Error('no samples');
    first.published(11, '关于餐厅');
    second.published(12, '关于索道');
    taken.published(13, '关于厕所').published(14);
    elsewhere.published(15, '别处');
    await service.publish(...[first, second, taken, elsewhere].flatMap(({ commits }) => commits));
    await eventually(async () => expect((await read()).items).toHaveLength(2));
    expect(await service.statusWithoutToken('/api/v1/published-results')).toBe(200);
    expect((await read()).items).toEqual([
      { title: '关于索道', text: '餐厅已整改。', publishedAt: at(12), substantiated: true, category: 'food' },
      { title: '关于餐厅', text: '餐厅已整改。', publishedAt: at(11), substantiated: true, category: 'food' },
    ]);
    const page = await read('limit=1');
    expect(page.items).toMatchObject([{ title: '关于索道' }]);
    expect(await read(`limit=1&cursor=${page.next ?? ''}`)).toMatchObject({ items: [{ title: '关于餐厅' }] });
  });

  it('refuses a cursor of another list', async () => {
    const { status } = await service.get<object>('/api/v1/published-results?cursor=abc');
    expect(status).toBe(400);
  });
});
