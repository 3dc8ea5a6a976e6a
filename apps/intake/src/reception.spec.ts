import type { PublishedCommit } from '@redress/kernel';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import {
  Outside,
  planPublished,
  startIntakeUnderTest,
  type Answer,
  type Caller,
  type IntakeUnderTest,
} from './spec-kit/intake-under-test';

const surroundings = { ...realServices(), name: uniqueName('intake') };
const outside = new Outside(surroundings);
const text = '垃圾太多，没有人清理';
const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });
const later = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

let intake: IntakeUnderTest;
let caller: Caller;
const idOf = ({ body }: Answer): string => String(body['complaintId']);
const commitsOf = (streamId: string, atLeast = 1): Promise<PublishedCommit[]> =>
  eventually(async () => {
    const commits = (await outside.published()).filter(({ envelope }) => envelope.streamId === streamId);
    expect(commits.length).toBeGreaterThanOrEqual(atLeast);
    return commits;
  });

beforeAll(async () => {
  await outside.createTopics();
  intake = await startIntakeUnderTest(surroundings);
  caller = intake.caller;
  await outside.publishPlan(planPublished(samplePlan));
  await eventually(async () => expect((await caller.call('POST', '/api/v1/complaints', { text })).status).toBe(201));
});
afterAll(async () => {
  await intake.stop();
  await outside.clear();
});

describe('registering on behalf', () => {
  const onBehalf = (body: object, roles = ['clerk']) => caller.as(roles, '/api/v1/complaints/on-behalf', body);

  it('keeps the true time of receipt, and promises from there (R-003, R-005)', async () => {
    const receivedAt = '2026-01-05T09:30:00+08:00';
    const answer = await onBehalf({ text: '垃圾太多', channel: 'letterBox', receivedAt });
    expect(answer.status).toBe(201);
    expect(answer.body['acceptBy']).toBe('2026-01-06T01:30:00.000Z');
    const [commit] = await commitsOf(`complaint-${idOf(answer)}`);
    expect(commit?.events[0]?.data).toMatchObject({
      channel: 'letterBox',
      receivedAt: '2026-01-05T01:30:00.000Z',
      registeredBy: 'staff:chen',
    });
  });

  it('records who took it, where, as what the complainant complains, and what for (R-001, R-002, R-007, R-013)', async () => {
    const answer = await onBehalf({
      text,
      channel: 'receivingPoint',
      receivingPoint: 'visitor-centre',
      receivedBy: 'wang',
      partyKind: 'employee',
      place: 'north-gate',
      occurredAt: '2026-10-01T09:00:00+08:00',
      need: '请王小明道歉',
    });
    expect(answer.status).toBe(201);
    const [commit] = await commitsOf(`complaint-${idOf(answer)}`);
    expect(commit?.events[0]?.data).toMatchObject({
      receivingPoint: 'visitor-centre',
      receivedBy: 'staff:wang',
      registeredBy: 'staff:chen',
      partyKind: 'employee',
      place: 'north-gate',
      occurredAt: '2026-10-01T01:00:00.000Z',
      need: { keyRef: expect.any(String) as string, sealed: expect.stringMatching(/^v1\./) as string },
      confidentialityPromise: '2026-1',
    });
    expect(JSON.stringify(commit)).not.toContain('王小明');
  });

  it('keeps the number and the due time of the body that handed it over, and marks petitions (R-021)', async () => {
    const outsideCase = { body: '12345', number: 'GD20261001-00123', replyBy: '2026-10-08T17:00:00+08:00' };
    const answer = await onBehalf({ text, channel: 'hotline', petition: true, outside: outsideCase });
    const [commit] = await commitsOf(`complaint-${idOf(answer)}`);
    expect(commit?.events[0]?.data).toMatchObject({
      petition: true,
      outside: { body: '12345', number: 'GD20261001-00123', replyBy: '2026-10-08T09:00:00.000Z' },
    });
  });

  it('takes a joint complaint of four or more with one to five representatives, whose names are sealed', async () => {
    const joint = (complainants: number, ...representatives: object[]) =>
      onBehalf({ text, channel: 'post', joint: { complainants, representatives } });
    const one = { name: '王小明', phone: '13800138000' };
    for (const wrong of [joint(3, one), joint(4), joint(9, one, one, one, one, one, one)])
      expect(await wrong).toMatchObject({ status: 400, body: problem('validation-failed') });
    const [commit] = await commitsOf(`complaint-${idOf(await joint(4, one))}`);
    expect(commit?.events[0]?.data).toMatchObject({ joint: { complainants: 4 } });
    expect(JSON.stringify(commit)).not.toContain('王小明');
  });

  it.each([
    [{ channel: 'receivingPoint' }, 'receiving-point-required'],
    [{ channel: 'post', occurredAt: '2999-01-01T00:00:00Z' }, 'occurred-in-the-future'],
  ])('refuses %j', async (said, code) =>
    expect(await onBehalf({ text, ...said })).toMatchObject({ status: 422, body: problem(code) }),
  );

  it.each(['joint', 'outside', 'contact', 'facts'])('refuses a list for %s', async (field) => {
    const answer = await onBehalf({ text, channel: 'post', [field]: [] });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: `/${field}` }] } });
  });

  it('refuses a receipt in the future', async () => {
    const receivedAt = later(new Date().toISOString(), 1);
    const answer = await onBehalf({ text, channel: 'post', receivedAt });
    expect([answer.status, answer.body]).toMatchObject([422, problem('received-in-the-future')]);
  });

  it.each(['2026-02-30T10:00:00Z', '2026-02-01T10:00:00', '2026-02-01', 'yesterday', '2026-02-01T23:59:60Z'])(
    'refuses the instant %s',
    async (receivedAt) => expect((await onBehalf({ text, channel: 'post', receivedAt })).status).toBe(400),
  );

  it('is for staff with a role for it', async () => {
    const body = { text, channel: 'post' };
    expect((await caller.call('POST', '/api/v1/complaints/on-behalf', body)).status).toBe(401);
    expect((await onBehalf(body, ['planner'])).status).toBe(403);
  });
});

describe('the communication log (R-111)', () => {
  let id: string;
  let trackingToken: string;
  beforeAll(async () => {
    const { body } = await caller.call('POST', '/api/v1/complaints', { text });
    ({ complaintId: id, trackingToken } = body as { complaintId: string; trackingToken: string });
  });
  const record = (said: object, roles = ['clerk']) =>
    caller.as(roles, `/api/v1/complaints/${id}/record-communication`, said);
  const write = (token: string, of = id) =>
    caller.call('POST', `/api/v1/complaints/${of}/messages`, { content: '王小明补充' }, { 'tracking-token': token });

  it('takes calls and talks with their true time, their content sealed (R-017)', async () => {
    const occurredAt = '2026-10-01T10:00:00+08:00';
    const call = {
      direction: 'out',
      medium: 'phone',
      reached: true,
      confirmed: true,
      content: '王小明确认属实',
      occurredAt,
    };
    expect(await record(call)).toMatchObject({ status: 200, body: { changed: true } });
    expect(await record({ ...call, confirmed: undefined, occurredAt: undefined, reached: false })).toMatchObject({
      status: 200,
    });
    const commits = await commitsOf(`complaint-${id}`, 3);
    expect(commits.slice(1).map(({ events }) => events[0]?.data)).toMatchObject([
      {
        medium: 'phone',
        reached: true,
        confirmed: true,
        occurredAt: '2026-10-01T02:00:00.000Z',
        recordedBy: 'staff:chen',
      },
      { medium: 'phone', reached: false, confirmed: false },
    ]);
    expect(JSON.stringify(commits)).not.toContain('王小明');
  });

  it('is open to the complainant who shows the token, and to nobody else without an account', async () => {
    const wrong = { status: 404, body: problem('tracking-unknown') };
    expect(await write('wrong')).toMatchObject(wrong);
    expect(await write(trackingToken, '00000000-0000-4000-8000-000000000000')).toMatchObject(wrong);
    expect(await write(trackingToken)).toMatchObject({ status: 200, body: { changed: true } });
    const commits = await commitsOf(`complaint-${id}`, 4);
    expect(commits[3]?.events[0]?.data).toMatchObject({ direction: 'in', medium: 'web', recordedBy: 'visitor' });
  });

  it.each([
    [{ direction: 'sideways', medium: 'phone', reached: true, content: '一' }, 400, 'validation-failed'],
    [{ direction: 'in', medium: 'phone', reached: true, content: ' ' }, 400, 'validation-failed'],
    [{ direction: 'in', medium: 'phone', content: '一' }, 400, 'validation-failed'],
    [
      { direction: 'in', medium: 'phone', reached: true, content: '一', occurredAt: '2999-01-01T00:00:00Z' },
      422,
      'occurred-in-the-future',
    ],
  ])('refuses %j', async (said, status, code) =>
    expect(await record(said)).toMatchObject({ status, body: problem(code) }),
  );

  it('is not for an auditor', async () => {
    const said = { direction: 'in', medium: 'phone', reached: true, content: '一' };
    expect((await record(said, ['auditor'])).status).toBe(403);
  });
});

describe('suggestions (R-008)', () => {
  const suggest = (body: object, headers: Record<string, string> = {}) =>
    caller.call('POST', '/api/v1/suggestions', body, headers);
  const idIn = ({ body }: Answer): string => String(body['suggestionId']);

  it('are taken of anybody, apart from complaints, their words sealed', async () => {
    const form = { text: '王小明建议增设饮水点', contact: { name: '王小明' }, place: 'north-gate' };
    const answer = await suggest(form, { 'idempotency-key': 's-1' });
    const id = idIn(answer);
    expect(answer).toMatchObject({ status: 201, body: { version: `suggestion-${id}@1` } });
    expect((await suggest(form, { 'idempotency-key': 's-1' })).body).toEqual(answer.body);
    expect((await suggest({ ...form, text: '别的' }, { 'idempotency-key': 's-1' })).status).toBe(422);
    const [made] = await commitsOf(`suggestion-${id}`);
    expect(made?.events).toMatchObject([{ type: 'SuggestionMade', data: { place: 'north-gate', locale: 'zh-CN' } }]);
    expect(JSON.stringify(made)).not.toContain('王小明');
    for (const wrong of [{}, { text: ' ' }, { text: '一', contact: [] }, { text: '一', more: 1 }])
      expect((await suggest(wrong)).status).toBe(400);
  });

  it('are reviewed by staff of the site with a role for it', async () => {
    const id = idIn(await suggest({ text: '建议增设座椅' }));
    const review = (roles: string[], of = id) =>
      caller.as(roles, `/api/v1/suggestions/${of}/review`, { adopted: true, note: '纳入计划' });
    expect((await review(['auditor'])).status).toBe(403);
    expect(await review(['clerk'])).toMatchObject({ status: 200, body: { changed: true } });
    expect(await review(['clerk'], '00000000-0000-4000-8000-000000000000')).toMatchObject({
      status: 404,
      body: problem('suggestion-unknown'),
    });
    const commits = await commitsOf(`suggestion-${id}`, 2);
    expect(commits[1]?.events).toMatchObject([{ type: 'SuggestionReviewed', data: { adopted: true } }]);
  });
});

describe('a question to the complainant (R-014)', () => {
  let id: string;
  let trackingToken: string;
  beforeAll(async () => {
    const { body } = await caller.call('POST', '/api/v1/complaints', { text });
    ({ complaintId: id, trackingToken } = body as { complaintId: string; trackingToken: string });
  });
  const ask = (said: object, roles = ['clerk']) => caller.as(roles, `/api/v1/complaints/${id}/ask-complainant`, said);
  const write = (said: object) =>
    caller.call('POST', `/api/v1/complaints/${id}/messages`, said, { 'tracking-token': trackingToken });

  it('is sealed, waits as long as the plan says, and is one at a time', async () => {
    expect(await ask({ question: '王小明，请补充门票照片。' })).toMatchObject({ status: 200, body: { changed: true } });
    const [commit] = (await commitsOf(`complaint-${id}`, 2)).slice(1);
    const asked = commit?.events[0];
    expect(asked).toMatchObject({ type: 'ComplainantAsked', data: { questionNo: 1, pausing: true } });
    const { askedAt, answerBy } = asked?.data as { askedAt: string; answerBy: string };
    expect(Date.parse(answerBy) - Date.parse(askedAt)).toBeGreaterThan(4 * 86_400_000);
    expect(JSON.stringify(commit)).not.toContain('王小明');
    expect(await ask({ question: '还有呢？' })).toMatchObject({
      status: 409,
      body: { ...problem('question-open'), details: { questionNo: 1, answerBy } },
    });
  });

  it('is answered by the complainant, whose words stand in the log', async () => {
    expect(await write({ content: '王小明：已附照片。', questionNo: 2 })).toMatchObject({
      status: 422,
      body: problem('question-unknown'),
    });
    expect(await write({ content: '王小明：已附照片。', questionNo: 1 })).toMatchObject({ status: 200 });
    const [commit] = (await commitsOf(`complaint-${id}`, 3)).slice(2);
    expect(commit?.events).toMatchObject([
      { type: 'CommunicationRecorded', data: { direction: 'in', recordedBy: 'visitor' } },
      { type: 'QuestionAnswered', data: { questionNo: 1, answeredBy: 'visitor', late: false } },
    ]);
  });

  it('may be answered in a talk with staff, and leave the clocks running', async () => {
    expect(await ask({ question: '几点发生的？', pause: false }, ['investigator'])).toMatchObject({ status: 200 });
    const call = { direction: 'out', medium: 'phone', reached: true, content: '下午三点', questionNo: 2 };
    expect(await caller.as(['clerk'], `/api/v1/complaints/${id}/record-communication`, call)).toMatchObject({
      status: 422,
      body: problem('answer-is-outgoing'),
    });
    const heard = { ...call, direction: 'in' };
    expect(await caller.as(['clerk'], `/api/v1/complaints/${id}/record-communication`, heard)).toMatchObject({
      status: 200,
    });
    const types = (await commitsOf(`complaint-${id}`, 5)).slice(3).flatMap(({ events }) => events);
    expect(types).toMatchObject([
      { type: 'ComplainantAsked', data: { questionNo: 2, pausing: false } },
      { type: 'CommunicationRecorded' },
      { type: 'QuestionAnswered', data: { questionNo: 2, answeredBy: 'staff:chen' } },
    ]);
  });

  it.each([[{ question: ' ' }], [{}], [{ question: '几点？', pause: 'yes' }]])('refuses %j', async (said) =>
    expect((await ask(said)).status).toBe(400),
  );

  it('is not for an auditor', async () => expect((await ask({ question: '几点？' }, ['auditor'])).status).toBe(403));
});
