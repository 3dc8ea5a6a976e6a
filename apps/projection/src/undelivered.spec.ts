import { eventually, realServices, uniqueName } from '@redress/testing';
import { clerk, ProjectionUnderTest } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

interface Page {
  readonly items: readonly { readonly complaintId: string }[];
  readonly next?: string;
}

describe('messages that arrived nowhere', () => {
  let service: ProjectionUnderTest;
  const listed = async (query = '', staffId = 'c1', siteId = 'main'): Promise<Page> =>
    (await service.get<Page>(`/api/v1/undelivered?${query}`, { ...clerk, staffId, siteId })).body;

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('are listed, latest first, page by page, for the site alone and for nobody the complaint names', async () => {
    const [first, second] = [1, 2].map((n) => new SampleComplaint(`MAIN-2026-00004${n}-1`).registered(n));
    if (!first || !second) throw new Error('no samples');
    first.notified(3);
    first.undelivered(4);
    second.assigned(3).naming(4, 'c9').undelivered(5);
    await service.publish(...first.commits, ...second.commits);
    await eventually(async () => expect((await listed()).items).toHaveLength(2));
    expect((await listed()).items).toMatchObject([
      { complaintId: second.id, givenUpAt: at(5), attempts: 4, reason: 'smtp-550', channel: 'email' },
      { complaintId: first.id, givenUpAt: at(4), recipient: expect.stringMatching(/^complainant:/) as string },
    ]);
    const page = await listed('limit=1');
    expect(page.items).toMatchObject([{ complaintId: second.id }]);
    expect((await listed(`limit=1&cursor=${page.next ?? ''}`)).items).toMatchObject([{ complaintId: first.id }]);
    expect((await listed('', 'c9')).items).toMatchObject([{ complaintId: first.id }]);
    expect((await listed('', 'c1', 'north')).items).toEqual([]);
  });

  it('stay listed while they are tried again, and leave the list when they arrive (R-065)', async () => {
    const one = new SampleComplaint('NORTH-2026-000041-1', 'north').registered(1);
    const first = one.undelivered(3, { channel: 'webhook', via: 'wecom', recipient: 'staff:m1' }).lost;
    await service.publish(...one.commits);
    const items = async () => (await listed('', 'c1', 'north')).items;
    await eventually(async () =>
      expect(await items()).toMatchObject([{ id: first, state: 'givenUp', channel: 'wecom', complaintId: one.id }]),
    );
    const seen = one.commits.length;
    await service.publish(...one.resumed(6).commits.slice(seen));
    await eventually(async () =>
      expect(await items()).toEqual([
        {
          id: first,
          state: 'triedAgain',
          complaintId: one.id,
          recipient: 'staff:m1',
          channel: 'wecom',
          template: 'complainant-registered',
          queuedAt: at(3),
          givenUpAt: at(3),
          attempts: 4,
          reason: 'smtp-550',
          resumedAt: at(6),
          resumedBy: 'staff:c1',
        },
      ]),
    );
    await service.publish(...one.arrived(7).commits.slice(seen + 1));
    await eventually(async () => expect(await items()).toEqual([]));
  });
});
