import type { StoredCommit } from '@redress/event-store';
import { openTestDatabase, samplePlan, type TestDatabase } from '@redress/testing';
import { PlanRegister } from './plan-register';

const at = '2026-03-01T00:00:00.000Z';
const commit = (siteId: string, type: string, data: object): StoredCommit => ({
  commitId: 'c',
  siteId,
  context: 'planning',
  streamId: 'plan-1',
  version: 1,
  subject: '1',
  occurredAt: at,
  recordedAt: at,
  storeEpoch: 1,
  actor: 'staff:p',
  correlationId: 'c',
  causationId: 'c',
  keyRefs: [],
  prevHash: '',
  hash: '',
  events: [{ type, schemaVersion: 1, data }],
});
const published = (siteId: string, planId: string, planVersion: number): StoredCommit =>
  commit(siteId, 'PlanPublished', {
    planId,
    planVersion,
    effectiveFrom: at,
    publishedAt: at,
    publishedBy: 'staff:p',
    calendarRef: 'k',
    document: samplePlan,
  });

describe('the register of plans', () => {
  let database: TestDatabase;
  let register: PlanRegister;
  const history = [
    published('main', 'b', 1),
    published('main', 'a', 1),
    published('main', 'a', 2),
    published('lake', 'a', 1),
    commit('main', 'PlanRetired', { planId: 'a', planVersion: 1, retiredAt: at }),
  ];

  beforeAll(async () => {
    database = await openTestDatabase();
    register = new PlanRegister(database.connection);
    await register.prepare();
    await register.follow(history);
  });
  afterAll(() => database.drop());

  const shown = async (limit = 10, after?: { planId: string; planVersion: number }) =>
    (await register.page('main', limit, after)).map(
      ({ planId, planVersion, retiredAt }) => `${planId}@${planVersion}${retiredAt ? ' retired' : ''}`,
    );

  it('lists the versions of one site by plan, newest first', async () => {
    expect(await shown()).toEqual(['a@2', 'a@1 retired', 'b@1']);
    expect(await shown(1, { planId: 'a', planVersion: 2 })).toEqual(['a@1 retired']);
    expect(await shown(10, { planId: 'a', planVersion: 1 })).toEqual(['b@1']);
  });

  it('does not change when commits come again', async () => {
    const before = await database.connection.collection('plan_register').find().sort({ _id: 1 }).toArray();
    await register.follow(history);
    expect(await database.connection.collection('plan_register').find().sort({ _id: 1 }).toArray()).toEqual(before);
  });

  it('knows which sites have a plan', async () => {
    expect([await register.hasAny('lake'), await register.hasAny('mountain')]).toEqual([true, false]);
  });
});
