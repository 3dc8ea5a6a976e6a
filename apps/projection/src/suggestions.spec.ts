import { eventually, realServices, uniqueName } from '@redress/testing';
import { ProjectionUnderTest } from './spec-kit/projection-under-test';
import { suggestion } from './spec-kit/sample-suggestion';

describe('the projection service', () => {
  let service: ProjectionUnderTest;
  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('lists suggestions apart from complaints, with their words for those who may read them (R-008)', async () => {
    const of = (role: 'clerk' | 'planner') => ({ staffId: 's1', roles: [role], siteId: 'ideas' }) as const;
    const [first, second] = [suggestion('ideas', 1), suggestion('ideas', 2, true)];
    for (const { key } of [first, second]) service.owners.know(key);
    await service.publish(...first.commits, ...second.commits);
    const listed = async (query: string, role: 'clerk' | 'planner' = 'clerk') =>
      (await service.get<{ items: object[]; next?: string }>(`/api/v1/suggestions?${query}`, of(role))).body;
    await eventually(async () => expect((await listed('')).items).toHaveLength(2));
    const { items, next } = await listed('limit=1');
    expect(items).toMatchObject([
      { suggestionId: second.id, text: '增设饮水点', author: { name: '李四' }, adopted: true },
    ]);
    expect((await listed(`limit=1&cursor=${next ?? ''}`)).items).toMatchObject([
      { suggestionId: first.id, reviewed: false },
    ]);
    expect((await listed('reviewed=true')).items).toMatchObject([{ suggestionId: second.id, note: '已采纳' }]);
    expect((await listed('', 'planner')).items).toMatchObject([{ text: null, personalData: 'hidden' }, { text: null }]);
    expect((await service.get<{ items: object[] }>('/api/v1/complaints', of('clerk'))).body.items).toEqual([]);
  });
});
