import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { unseal } from '@redress/personal-data';
import { isSealed, type PublishedCommit, type Sealed } from '@redress/kernel';
import { hasValidCheckDigit } from './commands/check-digit';
import { trackingTokenHash } from '@redress/platform';
import {
  Outside,
  planPublished,
  serviceToken,
  staffToken,
  startIntakeUnderTest,
  type Answer,
  type Caller,
  type IntakeUnderTest,
} from './spec-kit/intake-under-test';

const surroundings = { ...realServices(), name: uniqueName('intake') };
const outside = new Outside(surroundings);
const published = planPublished(samplePlan);
const text = '餐厅的饭菜不新鲜，王小明吃完以后肚子疼';
const contact = { name: '王小明', phone: '13800138000', email: 'xiaoming@example.org' };
const form = { text, contact, place: 'north-gate', facts: { illPeople: 1 } };
const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });

let intake: IntakeUnderTest;
let caller: Caller;
const register = (body: object = form, headers: Record<string, string> = {}): Promise<Answer> =>
  caller.call('POST', '/api/v1/complaints', body, headers);
const idOf = ({ body }: Answer): string => String(body['complaintId']);
const commitsOf = async (streamId: string, atLeast: number): Promise<PublishedCommit[]> =>
  eventually(async () => {
    const commits = (await outside.published()).filter(({ envelope }) => envelope.streamId === streamId);
    expect(commits.length).toBeGreaterThanOrEqual(atLeast);
    return commits;
  });

beforeAll(async () => {
  await outside.createTopics();
  intake = await startIntakeUnderTest(surroundings);
  caller = intake.caller;
});
afterAll(async () => {
  await intake.stop();
  await outside.clear();
});

describe('before a plan is in force', () => {
  it('registers nothing and says why', async () => {
    const answer = await register();
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({
      ...problem('no-plan-in-force'),
      title: '景区尚无生效的应急预案，暂时无法登记',
    });
    expect(answer.headers.get('retry-after')).toBe('60');
  });
});

describe('under a plan', () => {
  let first: Answer;
  beforeAll(async () => {
    await outside.publishPlan(published);
    first = await eventually(async () => {
      const answer = await register(form, { 'idempotency-key': 'k-1' });
      expect(answer.status).toBe(201);
      return answer;
    });
  });

  describe('registering (R-004, R-011)', () => {
    it('answers with number, token, promises and what happens next (R-009, R-109)', () => {
      expect(first.body).toEqual({
        complaintId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        complaintNo: expect.stringMatching(/^MAIN-\d{4}-\d{6}-\d$/) as string,
        trackingToken: expect.stringMatching(/^[\w-]{22}$/) as string,
        acceptBy: expect.any(String) as string,
        confidentiality: { zh: expect.stringContaining('删除') as string, en: expect.any(String) as string },
        next: { zh: expect.stringContaining('北京时间') as string, en: expect.stringContaining('Beijing') as string },
        version: `complaint-${idOf(first)}@1`,
      });
      expect(hasValidCheckDigit(String(first.body['complaintNo']))).toBe(true);
    });

    it('gives the same answer to the same key and body, number included', async () => {
      const again = await Promise.all([1, 2, 3].map(() => register(form, { 'idempotency-key': 'k-1' })));
      for (const answer of again) expect([answer.status, answer.body]).toEqual([201, first.body]);
    });

    it('gives twins that come at the same time one complaint', async () => {
      const twins = await Promise.all([1, 2, 3, 4].map(() => register(form, { 'idempotency-key': 'k-twins' })));
      expect(twins.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(new Set(twins.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    });

    it('refuses the same key with another body', async () => {
      const answer = await register({ ...form, text: '另一件事' }, { 'idempotency-key': 'k-1' });
      expect([answer.status, answer.body]).toMatchObject([422, problem('idempotency-key-reused')]);
    });

    it('gives the key of a visitor no power over that of staff', async () => {
      const body = { ...form, channel: 'hotline' };
      const answer = await caller.as(['clerk'], '/api/v1/complaints/on-behalf', body, { 'idempotency-key': 'k-1' });
      expect(answer.status).toBe(201);
      expect(idOf(answer)).not.toBe(idOf(first));
    });

    it('gives each complaint an id and a number of its own (R-012)', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => register()));
      expect(new Set(answers.map(idOf)).size).toBe(20);
      expect(new Set(answers.map(({ body }) => body['complaintNo'])).size).toBe(20);
    });

    it('calls for a person at once when the words are graver than what is stated', async () => {
      const answer = await register({ text: '缆车旁有人受伤了' });
      const [commit] = await commitsOf(`complaint-${idOf(answer)}`, 1);
      expect(commit?.events.map(({ type }) => type)).toEqual([
        'ComplaintRegistered',
        'ComplaintClassified',
        'SevereSuspected',
      ]);
      expect(commit?.events[2]?.data).toMatchObject({ ruleId: 'LVL-01', words: ['受伤'] });
    });

    it.each([
      ['no text', { contact }, '/text'],
      ['blanks for text', { text: ' \n ' }, '/text'],
      ['too much text', { text: 'x'.repeat(5_001) }, '/text'],
      ['a fact that is no number', { text, facts: { deaths: 'many' } }, '/facts/deaths'],
      ['a fact below zero', { text, facts: { deaths: -1 } }, '/facts/deaths'],
      ['an unknown fact', { text, facts: { ghosts: 1 } }, '/facts/ghosts'],
      ['an e-mail address that is none', { text, contact: { email: 'x' } }, '/contact/email'],
      ['an unknown field', { text, level: 'severe' }, '/level'],
    ])('refuses %s', async (_, body, pointer) => {
      const answer = await register(body);
      expect(answer.status).toBe(400);
      expect(answer.body['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
    });

    it('refuses a category the plan does not know', async () =>
      expect([await register({ text, category: 'weather' })]).toMatchObject([
        { status: 422, body: problem('unknown-category') },
      ]));
  });

  describe('deciding', () => {
    let path: string;
    let streamId: string;
    beforeAll(async () => {
      const complaintId = idOf(await register());
      path = `/api/v1/complaints/${complaintId}`;
      streamId = `complaint-${complaintId}`;
    });

    it('accepts only what was verified and found valid, each step once (R-018, R-019)', async () => {
      const accept = () => caller.as(['clerk'], `${path}/accept`);
      expect(await accept()).toMatchObject({ status: 409, body: problem('complaint-not-verified') });
      const verify = (valid: boolean) => caller.as(['clerk'], `${path}/verify`, { valid, note: '王小明电话核实' });
      expect(await verify(false)).toMatchObject({ status: 200, body: { version: `${streamId}@2`, changed: true } });
      expect(await accept()).toMatchObject({ status: 409, body: problem('complaint-found-invalid') });
      expect(await verify(true)).toMatchObject({ status: 200, body: { version: `${streamId}@3`, changed: true } });
      expect(await verify(true)).toMatchObject({ status: 200, body: { version: `${streamId}@3`, changed: false } });
      expect(await accept()).toMatchObject({ status: 200, body: { version: `${streamId}@4`, changed: true } });
      expect(await accept()).toMatchObject({ status: 200, body: { version: `${streamId}@4`, changed: false } });
    });

    it('classifies by the rules on confirmed facts, and overrules them only with a reason (R-023)', async () => {
      const classify = (body: object) => caller.as(['teamLead'], `${path}/classify`, body);
      expect(await classify({ level: 'suggestion' })).toMatchObject({
        status: 422,
        body: problem('override-reason-required'),
      });
      expect(await classify({ facts: { deaths: 1 } })).toMatchObject({ status: 200, body: { changed: true } });
      expect(await classify({ level: 'general', reason: '王小明核实无伤亡' })).toMatchObject({
        status: 200,
        body: { changed: true },
      });
    });

    it('declines with a reason and transfers to a named body (R-020)', async () => {
      const decline = async (id: string) =>
        caller.as(['clerk'], `/api/v1/complaints/${id}/decline`, { reason: 'duplicate', explanation: '重复' });
      const transfer = async (id: string) =>
        caller.as(['clerk'], `/api/v1/complaints/${id}/transfer`, { receiver: '12345', explanation: '转交' });
      const [one, two] = [idOf(await register()), idOf(await register())];
      expect(await decline(one)).toMatchObject({ status: 200, body: { changed: true } });
      expect(await transfer(one)).toMatchObject({ status: 409, body: problem('complaint-declined') });
      expect(await transfer(two)).toMatchObject({ status: 200, body: { changed: true } });
      expect(await decline(two)).toMatchObject({ status: 409, body: problem('complaint-transferred') });
    });

    it('settles on the spot what needs no approval (R-031)', async () => {
      const id = idOf(await register());
      const settle = (measures: object[]) =>
        caller.as(['clerk'], `/api/v1/complaints/${id}/settle-on-the-spot`, {
          measures,
          settlement: '当面向王小明道歉',
        });
      expect(await settle([{ kind: 'compensation', amountYuan: 99_999 }])).toMatchObject({
        status: 409,
        body: problem('settlement-needs-approval'),
      });
      expect(await settle([{ kind: 'compensation' }])).toMatchObject({
        status: 422,
        body: problem('compensation-amount-required'),
      });
      expect(await settle([[]])).toMatchObject({ status: 400, body: problem('validation-failed') });
      expect(await settle([{ kind: 'apology' }])).toMatchObject({ status: 200, body: { changed: true } });
      expect(await caller.as(['clerk'], `/api/v1/complaints/${id}/verify`, { valid: true })).toMatchObject({
        status: 409,
        body: problem('complaint-settled'),
      });
    });

    it('lets the complainant, with the token, take a complaint back', async () => {
      const { body } = await register();
      const { complaintId, trackingToken } = body as { complaintId: string; trackingToken: string };
      const takeBack = (token: string, id = complaintId) =>
        caller.call(
          'POST',
          `/api/v1/complaints/${id}/take-back`,
          { reason: '王小明已解决' },
          { 'tracking-token': token },
        );
      for (const wrong of [takeBack('wrong'), takeBack(trackingToken, '00000000-0000-4000-8000-000000000000')])
        expect(await wrong).toMatchObject({ status: 404, body: problem('tracking-unknown') });
      expect(await takeBack(trackingToken)).toMatchObject({ status: 200, body: { changed: true } });
      expect(await takeBack(trackingToken)).toMatchObject({ status: 200, body: { changed: false } });
    });

    it('is for staff of the site with a role for it, about a complaint that is there', async () => {
      expect((await caller.call('POST', `${path}/accept`)).status).toBe(401);
      expect((await caller.as(['auditor'], `${path}/accept`)).status).toBe(403);
      const stranger = { authorization: `Bearer ${await staffToken(['clerk'], 'lake')}` };
      expect(await caller.call('POST', `${path}/accept`, undefined, stranger)).toMatchObject({
        status: 403,
        body: problem('other-site'),
      });
      const nowhere = '/api/v1/complaints/00000000-0000-4000-8000-000000000000';
      expect(await caller.as(['clerk'], `${nowhere}/accept`)).toMatchObject({
        status: 404,
        body: problem('complaint-not-registered'),
      });
      expect((await caller.as(['clerk'], '/api/v1/complaints/not-an-id/accept')).status).toBe(400);
    });

    it('publishes every step in order, under the pinned plan and the complaint’s key', async () => {
      const commits = await commitsOf(streamId, 6);
      expect(commits.map(({ envelope }) => envelope.version)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(commits.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
        'ComplaintRegistered',
        'ComplaintClassified',
        'ComplaintVerified',
        'ComplaintVerified',
        'ComplaintAccepted',
        'ComplaintClassified',
        'ComplaintClassified',
      ]);
      for (const { envelope } of commits) {
        expect(envelope).toMatchObject({
          planRef: 'sample@1',
          siteId: 'main',
          subject: streamId.slice('complaint-'.length),
        });
      }
    });

    it('gives the same commits in stream pages, to services only', async () => {
      const token = { authorization: `Bearer ${await serviceToken()}` };
      const { body } = await caller.call('GET', `/internal/streams/${streamId}?from=2&limit=2`, undefined, token);
      const expected = (await commitsOf(streamId, 6)).slice(1, 3);
      expect(body).toEqual({ commits: expected, next: 4 });
      expect((await caller.call('GET', `/internal/streams/${streamId}`)).status).toBe(401);
    });
  });

  describe('personal data', () => {
    const releaseKey = async (personId: string) =>
      caller.call('POST', '/internal/keys/release', { personId }, { authorization: `Bearer ${await serviceToken()}` });
    const registration = async () => {
      const answer = await register();
      const [commit] = await commitsOf(`complaint-${idOf(answer)}`, 1);
      return {
        answer,
        data: commit?.events[0]?.data as {
          personId: string;
          narrative: Sealed;
          complainant: Sealed;
          trackingTokenHash: string;
        },
      };
    };

    it('is nowhere in clear, in no collection and no message', async () => {
      await register();
      const everything = (await outside.storedText()) + JSON.stringify(await outside.published());
      for (const word of ['王小明', '13800138000', 'xiaoming', '肚子疼', '核实'])
        expect(everything).not.toContain(word);
    });

    it('opens with the key that is released to services, and to them alone', async () => {
      const { answer, data } = await registration();
      expect(isSealed(data.narrative)).toBe(true);
      expect(data.trackingTokenHash).toBe(trackingTokenHash(String(answer.body['trackingToken'])));
      const released = await releaseKey(data.personId);
      expect(released.headers.get('cache-control')).toBe('no-store');
      const key = { personId: data.personId, key: Buffer.from(String(released.body['key']), 'base64') };
      expect(unseal(key, data.narrative)).toBe(text);
      expect(unseal(key, data.complainant)).toEqual(contact);
      expect((await caller.call('POST', '/internal/keys/release', { personId: data.personId })).status).toBe(401);
      expect((await caller.as(['admin'], '/internal/keys/release', { personId: data.personId })).status).toBe(401);
    });

    it('is gone for good once the person is erased', async () => {
      const { answer, data } = await registration();
      const erase = (roles = ['admin']) => caller.as(roles, `/api/v1/persons/${data.personId}/erase`);
      expect((await erase(['clerk'])).status).toBe(403);
      const elsewhere = { authorization: `Bearer ${await staffToken(['admin'], 'other')}` };
      expect(await caller.call('POST', `/api/v1/persons/${data.personId}/erase`, {}, elsewhere)).toMatchObject({
        status: 404,
        body: problem('person-unknown'),
      });
      expect(await erase()).toMatchObject({
        status: 200,
        body: { version: `person-${data.personId}@1`, changed: true },
      });
      expect(await erase()).toMatchObject({
        status: 200,
        body: { version: `person-${data.personId}@1`, changed: false },
      });
      expect((await releaseKey(data.personId)).status).toBe(410);
      const [commit] = await commitsOf(`person-${data.personId}`, 1);
      expect(commit?.events).toMatchObject([
        { type: 'PersonErased', data: { personId: data.personId, erasedBy: 'staff:chen' } },
      ]);
      const declined = await caller.as(['clerk'], `/api/v1/complaints/${idOf(answer)}/decline`, {
        reason: 'other',
        explanation: '无',
      });
      expect(declined).toMatchObject({ status: 410, body: problem('person-erased') });
    });

    it('releases the keys of many at once, to services alone, with who was erased and without who has none', async () => {
      const path = '/internal/keys/release-many';
      const [{ data: one }, { data: gone }] = [await registration(), await registration()];
      await caller.as(['admin'], `/api/v1/persons/${gone.personId}/erase`);
      const ask = async (personIds: string[]) =>
        caller.call('POST', path, { personIds }, { authorization: `Bearer ${await serviceToken()}` });
      const many = await ask([one.personId, gone.personId, '00000000-0000-4000-8000-000000000000']);
      expect(many.headers.get('cache-control')).toBe('no-store');
      expect(many.body).toEqual({ keys: [(await releaseKey(one.personId)).body], erased: [gone.personId] });
      for (const wrong of [[], ['no id!'], Array.from({ length: 101 }, () => one.personId)])
        expect((await ask(wrong)).status).toBe(400);
      expect((await caller.call('POST', path, { personIds: [one.personId] })).status).toBe(401);
      expect((await caller.as(['admin'], path, { personIds: [one.personId] })).status).toBe(401);
    });

    it('of nobody is neither released nor erased', async () => {
      const nobody = '00000000-0000-4000-8000-000000000000';
      expect((await releaseKey(nobody)).status).toBe(404);
      expect(await caller.as(['admin'], `/api/v1/persons/${nobody}/erase`)).toMatchObject({
        status: 404,
        body: problem('person-unknown'),
      });
    });
  });
});
