import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import {
  Outside,
  planPublished,
  startIntakeUnderTest,
  type Caller,
  type IntakeUnderTest,
} from './spec-kit/intake-under-test';

const surroundings = { ...realServices(), name: uniqueName('intake') };
const outside = new Outside(surroundings);
const form = { text: '厕所太脏' };
const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });

let intake: IntakeUnderTest;
let caller: Caller;
beforeAll(async () => {
  await outside.createTopics();
  intake = await startIntakeUnderTest(surroundings);
  caller = intake.caller;
  await outside.publishPlan(planPublished(samplePlan));
  await eventually(async () => expect((await caller.call('POST', '/api/v1/complaints', form)).status).toBe(201));
});
afterAll(async () => {
  await intake.stop();
  await outside.clear();
});

describe('intake in operation', () => {
  it('is ready, and shows its relay and its consumer', async () => {
    await eventually(async () => expect((await caller.call('GET', '/readyz')).status).toBe(200));
    const figures = await (await fetch(`${await intake.app.getUrl()}/metrics`)).text();
    expect(figures).toContain('redress_tail_leading{tail="relay"');
    expect(figures).toContain('redress_consumer_running{group="intake-plans"');
  });

  it('describes its whole public interface', async () => {
    const { body } = await caller.call('GET', '/openapi.json');
    expect(Object.keys(body['paths'] as object).filter((path) => path.startsWith('/api/'))).toEqual([
      '/api/v1/complaints',
      '/api/v1/complaints/on-behalf',
      ...[
        'verify',
        'accept',
        'decline',
        'transfer',
        'settle-on-the-spot',
        'withdraw',
        'record-communication',
        'ask-complainant',
        'classify',
        'link',
        'unlink',
        'merge',
        'unmerge',
        'take-back',
        'messages',
      ].map((command) => `/api/v1/complaints/{id}/${command}`),
      '/api/v1/suggestions',
      '/api/v1/suggestions/{id}/review',
      '/api/v1/persons/{id}/erase',
    ]);
  });

  it('registers while Kafka is away, and tells so in its readiness', async () => {
    const alone = await startIntakeUnderTest(surroundings, { kafkaBrokers: ['127.0.0.1:1'] });
    try {
      const answer = await alone.caller.call('POST', '/api/v1/complaints', form);
      expect(answer.status).toBe(201);
      const { status, body } = await alone.caller.call('GET', '/readyz');
      expect([status, body]).toMatchObject([
        503,
        {
          checks: [
            { name: 'mongo', ok: true },
            { name: 'kafka', ok: false },
          ],
        },
      ]);
      const streamId = `complaint-${String(answer.body['complaintId'])}`;
      await eventually(async () =>
        expect((await outside.published()).map(({ envelope }) => envelope.streamId)).toContain(streamId),
      );
    } finally {
      await alone.stop();
    }
  });

  it('bounds what a second brings', async () => {
    const narrow = await startIntakeUnderTest(surroundings, { registrationsPerSecond: 2 });
    try {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => narrow.caller.call('POST', '/api/v1/complaints', form)),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]?.body).toMatchObject(problem('too-many-requests'));
      expect(refused[0]?.headers.get('retry-after')).toBe('1');
    } finally {
      await narrow.stop();
    }
  });
});
