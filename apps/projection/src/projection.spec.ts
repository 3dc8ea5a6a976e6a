import { eventually, realServices, uniqueName } from '@redress/testing';
import { clerk, ProjectionUnderTest } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

interface Item {
  readonly complaintId: string;
  readonly complaintNo: string;
}
interface Page {
  readonly items: readonly Item[];
  readonly next?: string;
}
interface Problem {
  readonly type: string;
}
type Detail = Readonly<Record<string, unknown>>;

const path = '/api/v1/complaints';
const north = { ...clerk, siteId: 'north' };
const planner = { staffId: 'p1', roles: ['planner'] } as const;
const manager = { staffId: 'm1', roles: ['dutyManager'] } as const;

describe('the projection service on real Kafka and MongoDB', () => {
  let service: ProjectionUnderTest;
  const numbered = (n: number, siteId = 'main', text?: string): SampleComplaint => {
    const made = new SampleComplaint(`${siteId.toUpperCase()}-2026-${String(n).padStart(6, '0')}-1`, siteId, text);
    service.owners.know(made.key);
    return made;
  };
  /** Publishes and waits until the models have it. */
  const publish = async (...complaints: SampleComplaint[]): Promise<void> => {
    const commits = complaints.flatMap((complaint) => complaint.commits.splice(0));
    await service.publish(...commits);
    const tokens = commits.map(({ envelope: { streamId, version } }) => `${streamId}@${version}`);
    for (let from = 0; from < tokens.length; from += 20) {
      const query = tokens.slice(from, from + 20).map((token) => `atLeast=${token}`);
      await eventually(
        async () => {
          const { headers, status } = await service.get(`/api/v1/counters?${query.join('&')}`);
          expect([status, headers.get('redress-lag')]).toEqual([200, null]);
        },
        { timeoutMs: 40_000 },
      );
    }
  };
  const numbers = async (query: string, staff: Parameters<typeof service.get>[1] = clerk): Promise<string[]> => {
    const { body } = await service.get<Page>(`${path}?${query}`, staff);
    return body.items.map(({ complaintNo }) => complaintNo);
  };

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  describe('lists', () => {
    const made: SampleComplaint[] = [];
    beforeAll(async () => {
      made.push(
        numbered(1).registered(1).classified(1, 'P3').watched(1, 300),
        numbered(2).registered(2).classified(2, 'P1', 'severe').watched(2, 200).breached(200).escalated(200),
        numbered(3).registered(3).classified(3, 'P3').verified(4).accepted(5).assigned(6, 'h7').watched(3, 100),
        numbered(4).registered(4).verified(5, false).declined(6),
        numbered(5, 'north').registered(5).classified(5),
      );
      await publish(...made);
    }, 60_000);
    const no = (n: number, site = 'MAIN') => `${site}-2026-${String(n).padStart(6, '0')}-1`;

    it('are sorted by priority and remaining time, for the caller’s site only (R-029)', async () => {
      expect(await numbers('')).toEqual([no(2), no(3), no(1), no(4)]);
      expect(await numbers('', north)).toEqual([no(5, 'NORTH')]);
    });

    it.each([
      ['priority=P1', [2]],
      ['priority=P1&priority=P3', [2, 3, 1]],
      ['level=severe', [2]],
      ['status=declined', [4]],
      ['stage=investigation', [3]],
      ['category=food&status=registered', [2, 1]],
      ['handler=h7', [3]],
      ['handler=none&open=true', [2, 1]],
      ['overdue=true', [2]],
      ['overdue=false', [3, 1, 4]],
      ['open=false', [4]],
      ['channel=hotline', []],
      [`receivedFrom=${at(2)}&receivedBefore=${at(4)}`, [2, 3]],
      ['sort=-receivedAt', [4, 3, 2, 1]],
      ['sort=receivedAt', [1, 2, 3, 4]],
      ['sort=dueAt&open=true', [3, 2, 1]],
      ['q=MAIN-2026-00000', [2, 3, 1, 4]],
      ['q=main-2026-000002', [2]],
    ] as const)('are narrowed by %s', async (query, wanted) => {
      expect(await numbers(query)).toEqual(wanted.map((n) => no(n)));
    });

    it('come page by page, each complaint once', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await service.get<Page>(`${path}?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        seen.push(...body.items.map(({ complaintNo }) => complaintNo));
        cursor = body.next;
      } while (cursor !== undefined);
      expect(seen).toEqual([no(2), no(3), no(1), no(4)]);
    });

    it.each([
      'limit=201',
      'limit=0',
      'status=lost',
      'receivedFrom=yesterday',
      'sort=name',
      'open=perhaps',
      'atLeast=x',
      'cursor=x',
      'bogus=1',
    ])('refuse %s', async (query) => expect((await service.get<Problem>(`${path}?${query}`)).status).toBe(400));

    it('are for staff only', async () => {
      for (const read of [
        path,
        `${path}/${made[0]?.id}`,
        '/api/v1/counters',
        '/api/v1/worklist',
        '/api/v1/events/stream',
      ]) {
        expect([read, await service.statusWithoutToken(read)]).toEqual([read, 401]);
      }
    });

    it('count exactly', async () => {
      expect((await service.get('/api/v1/counters')).body).toMatchObject({
        siteId: 'main',
        total: 4,
        open: 3,
        byStatus: { registered: 2, accepted: 1, declined: 1 },
        openByPriority: { P1: 1, P3: 2 },
        overdue: { complaints: 1, byDeadline: { acceptance: 1 } },
        escalations: { open: 1, raised: 1, acknowledged: 0 },
      });
      expect((await service.get('/api/v1/counters', { ...clerk, siteId: 'nowhere' })).body).toMatchObject({
        total: 0,
        byStatus: {},
      });
    });

    it('show each person what to do', async () => {
      const tasks = async (staff: Parameters<typeof service.get>[1]) => {
        const { body } = await service.get<{ items: { tasks: { task: string }[]; complaint: Item }[] }>(
          '/api/v1/worklist',
          staff,
        );
        return body.items.map((item) => `${item.complaint.complaintNo}: ${item.tasks.map(({ task }) => task).join()}`);
      };
      expect(await tasks(clerk)).toEqual([`${no(2)}: verify`, `${no(1)}: verify`]);
      expect(await tasks(manager)).toEqual([`${no(2)}: acknowledge`]);
      expect(await tasks({ staffId: 'h7', roles: ['handler'] })).toEqual([`${no(3)}: startInvestigation`]);
      expect(await tasks(planner)).toEqual([]);
    });
  });

  describe('a complaint', () => {
    let one: SampleComplaint;
    beforeAll(async () => {
      one = numbered(10).registered(1).classified(1).watched(1, 300).escalated(200).notified(201);
      await publish(one);
    }, 60_000);

    it('is shown whole to who handles complaints, with the words of the complainant', async () => {
      const { body, status } = await service.get<Detail>(`${path}/${one.id}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        complaintNo: one.no,
        personalData: 'readable',
        complaint: { registration: { narrative: one.text, complainant: { name: '王女士', phone: '13800000000' } } },
        watch: { deadlines: { acceptance: { dueAt: at(300), state: 'running' } } },
        notifications: [{ state: 'sent', recipient: 'staff:m1' }],
        versions: [one.token('complaint'), one.token('watch')],
      });
      expect(JSON.stringify(body)).not.toContain('trackingTokenHash');
    });

    it('hides personal data from other roles, and itself from other sites (R-108)', async () => {
      const { body } = await service.get<Detail>(`${path}/${one.id}`, planner);
      expect(body).toMatchObject({
        personalData: 'hidden',
        complaint: { registration: { narrative: null, complainant: null } },
      });
      expect((await service.get<Problem>(`${path}/${one.id}`, north)).body.type).toBe(
        'urn:redress:problem:complaint-unknown',
      );
      expect((await service.get<Problem>(`${path}/${one.id}/timeline`, north)).status).toBe(404);
      expect((await service.get<Problem>(`${path}/not-an-id`)).status).toBe(400);
    });

    it('tells its history over all services, page by page, with nothing sealed (R-112)', async () => {
      const first = await service.get<{ items: { id: string; events: { type: string }[] }[]; next?: string }>(
        `${path}/${one.id}/timeline?limit=2`,
      );
      const rest = await service.get<typeof first.body>(`${path}/${one.id}/timeline?cursor=${first.body.next ?? ''}`);
      const types = [...first.body.items, ...rest.body.items].flatMap(({ events }) => events.map(({ type }) => type));
      expect([...types].sort()).toEqual([
        'ComplaintClassified',
        'ComplaintRegistered',
        'DeadlineStarted',
        'EscalationRaised',
        'NotificationQueued',
        'NotificationSent',
        'WatchOpened',
      ]);
      expect(rest.body.next).toBeUndefined();
      expect(JSON.stringify([first.body, rest.body])).not.toMatch(/sealed|trackingTokenHash/);
    });

    it('says that its personal data cannot be had, or no longer', async () => {
      const gone = numbered(11).registered(1);
      await publish(gone);
      service.owners.releasesKeys = false;
      const other = numbered(12).registered(1);
      await publish(other);
      expect((await service.get<Detail>(`${path}/${other.id}`)).body.personalData).toBe('unavailable');
      service.owners.releasesKeys = true;
      service.owners.erase(gone.key);
      await service.publish(gone.erased(5));
      await eventually(async () =>
        expect((await service.get<Detail>(`${path}/${gone.id}`)).body.personalData).toBe('erased'),
      );
    });
  });

  describe('the search (R-016)', () => {
    it('finds Chinese and other words, for those who may read them', async () => {
      const poisoned = numbered(20, 'search', '一家五口在餐厅吃饭后食物中毒 Food poisoning');
      const queue = numbered(21, 'search', '排队两小时，检票口没有人管');
      await publish(poisoned.registered(1), queue.registered(2));
      const of = { ...clerk, siteId: 'search' };
      await eventually(async () => expect(await numbers('q=食物中毒', of)).toEqual([poisoned.no]));
      await eventually(async () => expect(await numbers('q=检票口', of)).toEqual([queue.no]));
      expect(await numbers('q=POISON', of)).toEqual([poisoned.no]);
      expect(await numbers('q=餐厅 排队', of)).toEqual([]);
      expect(await numbers('q=食物中毒')).toEqual([]);
      expect(await numbers('q=食物中毒', { ...planner, siteId: 'search' })).toEqual([]);
    });

    it('pages through what a common word finds, in order and narrowed by filters', async () => {
      const of = { ...clerk, siteId: 'common' };
      const made = Array.from({ length: 1_200 }, (_, n) =>
        numbered(n, 'common', n % 10 === 0 ? '厕所没有纸' : `讲解员第${n}次迟到`).registered(n),
      );
      for (const severe of [made[7], made[777]]) severe?.classified(2_000, 'P1', 'severe');
      await publish(...made);
      const wanted = made.filter((_, n) => n % 10 !== 0).map(({ no }) => no);
      await eventually(async () => expect(await numbers('q=777', of)).toEqual(['COMMON-2026-000777-1']));
      const found: string[] = [];
      for (let next: string | undefined = ''; next !== undefined;) {
        const after: string = next === '' ? '' : `&cursor=${next}`;
        const { body } = await service.get<Page>(`${path}?q=讲解员&sort=receivedAt&limit=200${after}`, of);
        found.push(...body.items.map(({ complaintNo }) => complaintNo));
        next = body.next;
      }
      expect(found).toEqual(wanted);
      expect(await numbers('q=讲解员&level=severe&sort=receivedAt', of)).toEqual([made[7]?.no, made[777]?.no]);
      expect(await numbers('q=讲解员 厕所', of)).toEqual([]);
    });

    it('waits for keys without holding the read models up, and forgets who is erased', async () => {
      const of = { ...clerk, siteId: 'erasing' };
      service.owners.releasesKeys = false;
      const late = numbered(22, 'erasing', '缆车停运没有通知').registered(1);
      await publish(late);
      expect(await numbers('', of)).toEqual([late.no]);
      expect(await numbers('q=缆车', of)).toEqual([]);
      service.owners.releasesKeys = true;
      await eventually(async () => expect(await numbers('q=缆车', of)).toEqual([late.no]), { timeoutMs: 30_000 });
      service.owners.erase(late.key);
      await service.publish(late.erased(9));
      await eventually(async () => expect(await numbers('q=缆车', of)).toEqual([]));
      expect(await numbers('', of)).toEqual([late.no]);
    });
  });

  it('finds petitions, and a complaint by the number another body gave it (R-021)', async () => {
    const of = { ...clerk, siteId: 'outside' };
    const handedOver = { outside: { body: '12345', number: 'GD-1', replyBy: at(9_000) }, partyKind: 'employee' };
    const [one, two] = [numbered(50, 'outside'), numbered(51, 'outside')];
    await publish(one.registered(1, handedOver), two.registered(2, { petition: true }));
    expect(await numbers('outsideNumber=GD-1', of)).toEqual([one.no]);
    expect(await numbers('outsideNumber=GD-2', of)).toEqual([]);
    expect(await numbers('petition=true', of)).toEqual([two.no]);
    const { body } = await service.get<Detail>(`${path}/${one.id}`, of);
    expect(body).toMatchObject({ outsideBody: '12345', outsideNumber: 'GD-1', partyKind: 'employee', petition: false });
  });

  it('lists complaints whose complainant nobody has reached yet, and shows what was said (R-017, R-111)', async () => {
    const of = { ...clerk, siteId: 'contact' };
    const [called, missed, wrote] = [numbered(60, 'contact'), numbered(61, 'contact'), numbered(62, 'contact')];
    called.registered(1).communicated(9).communicated(5).communicated(7);
    await publish(
      called,
      missed.registered(2).communicated(8, 'staff:c1', false),
      wrote.registered(3).communicated(8, 'visitor'),
    );
    expect(await numbers('contacted=false&sort=receivedAt', of)).toEqual([missed.no, wrote.no]);
    expect(await numbers('contacted=true', of)).toEqual([called.no]);
    expect((await service.get<Detail>('/api/v1/counters', of)).body).toMatchObject({ withoutContact: 2 });
    const { body } = await service.get<Detail>(`${path}/${called.id}`, of);
    expect(body).toMatchObject({ firstContactAt: at(5) });
    const { communications } = body['complaint'] as { communications: object[] };
    expect(communications).toHaveLength(3);
    expect(communications[0]).toMatchObject({ occurredAt: at(9), medium: 'phone', content: '已电话说明' });
  });

  it('show no complaint to whom it is about, in no list and no detail (R-048)', async () => {
    const of = (staffId: string) => ({ staffId, roles: ['handler', 'teamLead'], siteId: 'named' }) as const;
    const one = numbered(70, 'named').registered(1).verified(2).accepted(3).naming(4, 'h9');
    await publish(one);
    expect(await numbers('', of('h8'))).toEqual([one.no]);
    expect((await service.get<Detail>(`${path}/${one.id}`, of('h8'))).body).toMatchObject({ respondentIds: ['h9'] });
    expect(await numbers('', of('h9'))).toEqual([]);
    for (const hidden of [`${path}/${one.id}`, `${path}/${one.id}/timeline`])
      expect((await service.get(hidden, of('h9'))).status).toBe(404);
    const worklist = async (staffId: string) =>
      (await service.get<{ items: object[] }>('/api/v1/worklist', of(staffId))).body.items.length;
    expect([await worklist('h8'), await worklist('h9')]).toEqual([1, 0]);
  });

  it('add up what was received in a period, for those who lead (R-113)', async () => {
    const of = (role: 'teamLead' | 'clerk') => ({ staffId: 's1', roles: [role], siteId: 'sums' }) as const;
    const watched = (n: number) => numbered(n, 'sums').registered(n).classified(n).watched(n, 300);
    await publish(watched(80).met(90), watched(81).breached(300), watched(82));
    const asked = (query: string, role: 'teamLead' | 'clerk' = 'teamLead') =>
      service.get<Detail & { readonly total: object }>(`/api/v1/statistics?${query}`, of(role));
    const period = `from=${at(80)}&before=${at(82)}`;
    const { body } = await asked(`${period}&by=category`);
    const figures = { complaints: 2, open: 2, byStatus: { registered: 2 } };
    expect(body).toMatchObject({ total: figures, groups: [{ key: 'food', ...figures }], moreGroups: 0 });
    expect(body.total).toMatchObject({ stages: { acceptance: { met: 1, breached: 1, onTimeRate: 0.5 } } });
    expect((await asked(period, 'clerk')).status).toBe(403);
    for (const wrong of [`from=${at(82)}&before=${at(80)}`, `from=${at(0)}&before=2029-01-01T00:00:00Z`])
      expect((await asked(wrong)).status).toBe(422);
    for (const wrong of ['', `${period}&by=name`, `from=x&before=${at(1)}`])
      expect((await asked(wrong)).status).toBe(400);
    const recurring = async (minimum: number) =>
      service.get<Detail>(`/api/v1/statistics/recurring?${period}&minimum=${minimum}`, of('teamLead'));
    // Neither place nor cause of these is known, so nothing is told of them.
    expect((await recurring(2)).body).toEqual({ from: at(80), before: at(82), items: [], more: 0 });
    expect((await recurring(1)).status).toBe(400);
  });

  it('lets a read wait for what was written, and says when it lags', async () => {
    const one = numbered(40).registered(1);
    const reading = service.get(`${path}/${one.id}?atLeast=${one.token('complaint')}`);
    await service.publish(...one.commits.splice(0));
    expect((await reading).status).toBe(200);
    const lagging = await service.get(`${path}/${one.id}?atLeast=${one.token('complaint')}&atLeast=case-${one.id}@1`);
    expect(lagging.headers.get('redress-lag')).toBe(`case-${one.id}@1`);
    const roster = `roster-${one.id}`;
    const [envelope] = [one.registered(2).commits.splice(0)[0]?.envelope];
    if (!envelope) throw new Error('no envelope');
    await service.publish({
      envelope: { ...envelope, context: 'notification', streamId: roster, version: 1, subject: roster },
      events: [],
    });
    expect((await service.get(`/api/v1/counters?atLeast=${roster}@1`)).headers.get('redress-lag')).toBeNull();
  });
});
