import { chinaCalendar } from '@redress/calendar';
import { assertReadable } from '@redress/contracts';
import type { EventStore } from '@redress/event-store';
import { makeClock, type PublishedCommit } from '@redress/kernel';
import { EVENT_STORE } from '@redress/platform';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { Redis } from 'ioredis';
import { createConnection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { startUnderTest, type EscalationUnderTest } from './spec-kit/escalation-under-test';
import { Others } from '@redress/testing';

const planRef = 'sample@3';

/** A deployment of its own: topics, database and clock. */
interface Deployment {
  readonly others: Others;
  readonly escalation: EscalationUnderTest;
  now(): string;
  drop(): Promise<void>;
}

const deploy = async (speed: number): Promise<Deployment> => {
  const services = realServices();
  const dbPrefix = uniqueName('esc');
  const topicPrefix = `${dbPrefix.replace('_', '-')}-`;
  const clock = { realStart: new Date().toISOString(), simStart: '2026-03-02T01:00:00.000Z', speed };
  const others = await Others.open(services.kafkaBrokers, topicPrefix);
  await others.say('planning', `plan-${randomUUID()}`, [plan()]);
  const escalation = await startUnderTest({ ...services, dbPrefix, topicPrefix, clock });
  const drop = async (): Promise<void> => {
    await escalation.app.close();
    await others.close();
    const connection = await createConnection(services.mongoUri, { dbName: `${dbPrefix}_escalation` }).asPromise();
    await connection.dropDatabase();
    await connection.close();
    const redis = new Redis(services.redisUrl);
    const left = await redis.keys(`*${dbPrefix}*`);
    if (left.length > 0) await redis.del(left);
    await redis.quit();
  };
  return { others, escalation, now: makeClock(() => Date.now(), clock).now, drop };
};

const plan = () => ({
  type: 'PlanPublished',
  data: {
    planId: 'sample',
    planVersion: 3,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    publishedAt: '2026-01-01T00:00:00.000Z',
    publishedBy: 'staff:planner',
    calendarRef: chinaCalendar.version,
    document: samplePlan,
  },
});
const registered = (complaintId: string, receivedAt: string) => ({
  type: 'ComplaintRegistered',
  data: {
    complaintId,
    complaintNo: 'MAIN-2026-000001-1',
    channel: 'web',
    receivedAt,
    registeredAt: receivedAt,
    acceptBy: new Date(Date.parse(receivedAt) + 24 * 3_600_000).toISOString(),
    planRef,
    calendarRef: chinaCalendar.version,
    personId: randomUUID(),
    complainant: { keyRef: 'p', sealed: 'v1.a.b.c' },
    narrative: { keyRef: 'p', sealed: 'v1.a.b.c' },
    locale: 'zh-CN',
    facts: {},
    textSignature: '0123456789abcdef',
    trackingTokenHash: 'a'.repeat(64),
    registeredBy: 'visitor',
  },
});
const accepted = (complaintId: string, acceptedAt: string) => ({
  type: 'ComplaintAccepted',
  data: { complaintId, acceptedAt, acceptedBy: 'staff:clerk', late: false },
});
const hours = (from: string, count: number): string => new Date(Date.parse(from) + count * 3_600_000).toISOString();
const asked = (askedAt: string, answerBy: string) => ({
  question: { keyRef: 'p', sealed: 'v1.a.b.c' },
  askedAt,
  askedBy: 'staff:clerk',
  answerBy,
  pausing: true,
});
const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: `urn:redress:problem:${code}`, ...more },
});

/** What a watch has published so far, as its owner gives it. */
const told = async ({ escalation }: Deployment, complaintId: string): Promise<string[]> => {
  const { body } = await escalation.ask(`/internal/streams/watch-${complaintId}?limit=500`);
  return (body['commits'] as PublishedCommit[]).flatMap(({ events }) =>
    events.map(({ type, data }) => {
      const fields = data as Record<string, string>;
      return [type, fields['deadline'], fields['step'], fields['cause']]
        .filter((field) => field !== undefined)
        .join(' ');
    }),
  );
};
const toldOf = (deployment: Deployment, complaintId: string, ...expected: readonly string[]): Promise<string[]> =>
  eventually(
    async () => {
      const said = await told(deployment, complaintId);
      expect(said).toEqual(expect.arrayContaining([...expected]));
      return said;
    },
    { timeoutMs: 40_000, intervalMs: 100 },
  );
const register = ({ others, now }: Deployment, complaintId: string, receivedAt = now()) =>
  others.say('intake', `complaint-${complaintId}`, [registered(complaintId, receivedAt)]);

describe('a complaint that nobody accepts', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    // Four hours a second: a day's deadline is a matter of seconds.
    deployment = await deploy(14_400);
  });
  afterAll(() => deployment.drop());

  it('climbs its ladder by the clock, is breached once, and hears when it is accepted at last', async () => {
    const { others, now } = deployment;
    const complaintId = randomUUID();
    await others.repeat(await register(deployment, complaintId));
    await toldOf(deployment, complaintId, 'DeadlineBreached acceptance', 'EscalationRaised acceptance 2 step');
    await others.say('intake', `complaint-${complaintId}`, [accepted(complaintId, now())]);
    const said = await toldOf(deployment, complaintId, 'DeadlineMet acceptance', 'DeadlineStarted investigation');
    expect(said.slice(0, 6)).toEqual([
      'WatchOpened',
      'DeadlineStarted acceptance',
      'EscalationRaised acceptance 0 step',
      'EscalationRaised acceptance 1 step',
      'DeadlineBreached acceptance',
      'EscalationRaised acceptance 2 step',
    ]);
    expect(said.filter((one) => one.startsWith('DeadlineBreached acceptance'))).toHaveLength(1);
    const commits = await eventually(async () => {
      const found = await others.heard('escalation', complaintId, assertReadable);
      expect(found.length).toBeGreaterThanOrEqual(6);
      return found;
    });
    expect(commits.map(({ envelope }) => envelope.version)).toEqual(commits.map((_, index) => index + 1));
    for (const { events } of commits)
      for (const { type, data } of events)
        if (type === 'EscalationRaised') {
          const { raisedAt, dueAt, step } = data as { raisedAt: string; dueAt: string; step: number };
          expect([step, Date.parse(raisedAt) >= Date.parse(dueAt)]).toEqual([step, step >= 2]);
        }
  });

  it('waits for an answer as long as it was given, then runs on by itself and climbs (R-014)', async () => {
    const { others, now } = deployment;
    const complaintId = randomUUID();
    await register(deployment, complaintId);
    const askedAt = now();
    await others.say('intake', `complaint-${complaintId}`, [
      { type: 'ComplainantAsked', data: { complaintId, questionNo: 1, ...asked(askedAt, hours(askedAt, 12)) } },
    ]);
    const said = await toldOf(deployment, complaintId, 'DeadlineResumed acceptance', 'DeadlineBreached acceptance');
    expect(said.slice(0, 4)).toEqual([
      'WatchOpened',
      'DeadlineStarted acceptance',
      'DeadlinePaused acceptance',
      'DeadlineResumed acceptance',
    ]);
    const { body } = await deployment.escalation.ask(`/internal/streams/watch-${complaintId}?limit=500`);
    const events = (body['commits'] as PublishedCommit[]).flatMap(({ events: all }) => all);
    expect(events.find(({ type }) => type === 'DeadlineResumed')?.data).toMatchObject({
      resumedAt: hours(askedAt, 12),
      resumedBy: 'system:escalation',
    });
  });
});

describe('in real time', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await deploy(1);
  });
  afterAll(() => deployment.drop());

  it('an escalation that reached nobody climbs at once, and acknowledged is quiet', async () => {
    const { others, escalation, now } = deployment;
    const complaintId = randomUUID();
    const suspicion = { complaintId, suspectedAt: now(), ruleId: 'LVL-01', words: ['受伤'] };
    await others.say('intake', `complaint-${complaintId}`, [
      registered(complaintId, now()),
      { type: 'SevereSuspected', data: suspicion },
    ]);
    await toldOf(deployment, complaintId, 'EscalationRaised 0 severe');
    const gap = {
      complaintId,
      escalationId: `${complaintId}-severe.severe.0.1`,
      roles: ['dutyManager'],
      noticedAt: now(),
    };
    await others.say('notification', `gap-${complaintId}`, [{ type: 'NobodyOnDuty', data: gap }]);
    await toldOf(deployment, complaintId, 'EscalationHandedUp nobodyOnDuty', 'EscalationRaised 1 nobodyOnDuty');

    const path = `/api/v1/escalations/${complaintId}-severe.severe.1.2/acknowledge`;
    expect(await escalation.post(path, undefined, { roles: ['auditor'] })).toMatchObject(problem(403, 'forbidden'));
    expect(await escalation.post(path, undefined, { siteId: 'other' })).toMatchObject(problem(403, 'other-site'));
    const answer = await escalation.post(path);
    expect(answer).toMatchObject({ status: 200, body: { changed: true } });
    expect(answer.body['version']).toMatch(new RegExp(`^watch-${complaintId}@\\d+$`));
    expect(await escalation.post(path)).toMatchObject({ status: 200, body: { changed: false } });
    expect(await toldOf(deployment, complaintId, 'EscalationAcknowledged')).toEqual([
      'WatchOpened',
      'DeadlineStarted acceptance',
      'EscalationRaised 0 severe',
      'EscalationHandedUp nobodyOnDuty',
      'EscalationRaised 1 nobodyOnDuty',
      'EscalationAcknowledged',
    ]);
  });

  it('an escalation that was never raised cannot be acknowledged', async () => {
    const path = `/api/v1/escalations/${randomUUID()}-severe.severe.0.1/acknowledge`;
    expect(await deployment.escalation.post(path)).toMatchObject(problem(404, 'escalation-unknown'));
    expect(await deployment.escalation.post('/api/v1/escalations/nonsense/acknowledge')).toMatchObject({ status: 400 });
  });

  it('messages in another order than things happened end in the same deadlines', async () => {
    const { others, now } = deployment;
    const complaintId = randomUUID();
    const at = now();
    const of = (type: string, field: string, more: object = {}) => ({
      type,
      data: { complaintId, [field]: at, ...more },
    });
    const sealed = { keyRef: 'p', sealed: 'v1.a.b.c' };
    await others.say('investigation', `case-${complaintId}`, [
      of('InvestigationCompleted', 'completedAt', { completedBy: 'staff:x', substantiated: true, report: sealed }),
      of('ResolutionPlanAdopted', 'adoptedAt', { proposalNo: 1 }),
    ]);
    await register(deployment, complaintId, at);
    await others.say('intake', `complaint-${complaintId}`, [accepted(complaintId, at)]);
    await toldOf(
      deployment,
      complaintId,
      'DeadlineMet acceptance',
      'DeadlineMet investigation',
      'DeadlineMet resolutionPlan',
      'DeadlineStarted feedback',
    );
  });

  it('messages wait for the plan version they name, and nobody else waits with them', async () => {
    const { others, now } = deployment;
    const [waiting, other] = [randomUUID(), randomUUID()];
    const { type, data } = registered(waiting, now());
    await others.say('intake', `complaint-${waiting}`, [{ type, data: { ...data, planRef: 'sample@4' } }]);
    await register(deployment, other);
    await toldOf(deployment, other, 'WatchOpened');
    expect(await told(deployment, waiting)).toEqual([]);
    const later = plan();
    await others.say('planning', `plan-${randomUUID()}`, [{ ...later, data: { ...later.data, planVersion: 4 } }]);
    await toldOf(deployment, waiting, 'WatchOpened');
  });

  it('a stage clock stands still and runs on, by those who may and for a reason of the plan', async () => {
    const { escalation } = deployment;
    const complaintId = randomUUID();
    await register(deployment, complaintId);
    await toldOf(deployment, complaintId, 'WatchOpened');
    const pause = `/api/v1/complaints/${complaintId}/pause-deadline`;
    const body = { deadline: 'acceptance', reason: 'awaitingComplainant' };
    expect(await escalation.post(pause, body, { roles: ['handler'] })).toMatchObject(problem(403, 'forbidden'));
    expect(await escalation.post(pause, body, { siteId: 'other' })).toMatchObject(problem(403, 'other-site'));
    expect(await escalation.post(pause, { ...body, reason: 'lunch' })).toMatchObject(
      problem(422, 'pause-reason-not-in-plan', { details: { pauseReasons: ['awaitingComplainant'] } }),
    );
    expect(await escalation.post(pause, { ...body, deadline: 'lunch' })).toMatchObject({ status: 400 });
    expect(await escalation.post(pause, { ...body, deadline: 'feedback' })).toMatchObject(
      problem(409, 'deadline-not-running'),
    );
    expect(await escalation.post(pause, body)).toMatchObject({ status: 200, body: { changed: true } });
    const resume = `/api/v1/complaints/${complaintId}/resume-deadline`;
    expect(await escalation.post(resume, { deadline: 'acceptance' })).toMatchObject({ status: 200 });
    await toldOf(deployment, complaintId, 'DeadlinePaused acceptance', 'DeadlineResumed acceptance');
    const nobodys = `/api/v1/complaints/${randomUUID()}/pause-deadline`;
    expect(await escalation.post(nobodys, body)).toMatchObject(problem(404, 'watch-not-open'));
  });

  it('a question to the complainant stops the clock until the answer (R-014)', async () => {
    const { others, now } = deployment;
    const complaintId = randomUUID();
    await register(deployment, complaintId);
    const say = (type: string, data: object) =>
      others.say('intake', `complaint-${complaintId}`, [{ type, data: { complaintId, questionNo: 1, ...data } }]);
    await others.repeat(await say('ComplainantAsked', asked(now(), hours(now(), 48))));
    await toldOf(deployment, complaintId, 'DeadlinePaused acceptance');
    await say('QuestionAnswered', { answeredAt: now(), answeredBy: 'visitor', late: false });
    const said = await toldOf(deployment, complaintId, 'DeadlineResumed acceptance');
    expect(said.filter((one) => one.startsWith('DeadlinePaused'))).toHaveLength(1);
  });

  it('a pause may have an end of its own, which lies ahead', async () => {
    const { escalation, now } = deployment;
    const complaintId = randomUUID();
    await register(deployment, complaintId);
    await toldOf(deployment, complaintId, 'WatchOpened');
    const pause = `/api/v1/complaints/${complaintId}/pause-deadline`;
    const body = { deadline: 'acceptance', reason: 'awaitingComplainant' };
    expect(await escalation.post(pause, { ...body, until: '2001-01-01T00:00:00Z' })).toMatchObject(
      problem(422, 'pause-ends-in-the-past'),
    );
    expect(await escalation.post(pause, { ...body, until: 'tomorrow' })).toMatchObject({ status: 400 });
    expect(await escalation.post(pause, { ...body, until: hours(now(), 24) })).toMatchObject({ status: 200 });
    await toldOf(deployment, complaintId, 'DeadlinePaused acceptance');
  });

  it('a stage clock can be stopped in the moment in which the watch is opened', async () => {
    const { app, post } = deployment.escalation;
    const complaintId = randomUUID();
    const store: EventStore = app.get(EVENT_STORE, { strict: false });
    const read = store.readStream.bind(store);
    let looks = 0;
    const spy = jest.spyOn(store, 'readStream').mockImplementation(async (streamId, ...range) => {
      const found = await read(streamId, ...range);
      if (streamId !== `watch-${complaintId}` || (looks += 1) !== 2) return found;
      await register(deployment, complaintId);
      await toldOf(deployment, complaintId, 'WatchOpened');
      return found;
    });
    const body = { deadline: 'acceptance', reason: 'awaitingComplainant' };
    const answer = await post(`/api/v1/complaints/${complaintId}/pause-deadline`, body);
    spy.mockRestore();
    expect(answer).toMatchObject({ status: 200, body: { changed: true } });
  });

  it('the streams are given page by page to other services, private events left out', async () => {
    const complaintId = randomUUID();
    await register(deployment, complaintId);
    await toldOf(deployment, complaintId, 'WatchOpened');
    const { body } = await deployment.escalation.ask(`/internal/streams/watch-${complaintId}`);
    expect(JSON.stringify(body)).not.toContain('LadderScheduled');
  });
});
