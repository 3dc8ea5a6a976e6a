import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, bearer, faultOf, type Answer } from './ask';
import type { Interface, Operation, Schema } from './operations';
import { writers } from '../check/stores';
import type { World } from './world';

const json = { 'content-type': 'application/json' };

/** Another good body: with a longer text, the opposite of a yes or no, or another of the values there are. */
const altered = (api: Interface, schema: Schema, body: Record<string, unknown>): object => {
  const [name, text] = Object.entries(body).find(([, value]) => /[^\x20-\x7e]/.test(String(value))) ?? [];
  if (name !== undefined) return { ...body, [name]: `${String(text)}。` };
  const [flag] = Object.entries(body).find(([, value]) => typeof value === 'boolean') ?? [];
  if (flag !== undefined) return { ...body, [flag]: !body[flag] };
  const choices = Object.entries(api.resolved(schema).properties ?? {});
  const [choice, { enum: values = [] }] = choices.find(([, { enum: of }]) => of && of.length > 1) ?? ['none', {}];
  return { ...body, [choice]: values.find((value) => value !== body[choice]) };
};

const registered = async ({
  stack,
}: World): Promise<{ complaintId: string; complaintNo: string; trackingToken: string }> => {
  const request = { method: 'POST', path: '/api/v1/complaints', headers: json, body: '{"text":"栈道结冰湿滑。"}' };
  const answer = await ask(stack.gateway, request);
  return JSON.parse(answer.text) as { complaintId: string; complaintNo: string; trackingToken: string };
};

/** Operations that take an Idempotency-Key and a JSON body. */
const repeatable = ({ api }: World): Operation[] =>
  api.operations.filter(
    ({ parameters, body }) => body !== undefined && parameters.some(({ name }) => name === 'Idempotency-Key'),
  );

/** How many commits requests led to. */
const commitsOf = async ({ stores }: World, answers: readonly Answer[]): Promise<number> => {
  const filter = { correlationId: { $in: answers.map(({ correlationId }) => correlationId) } };
  const counts = await Promise.all(writers.map((one) => stores.db(one).collection('commits').countDocuments(filter)));
  return counts.reduce((sum, count) => sum + count, 0);
};

/** A repeat is answered as the first time, but for `changed`, which says that nothing new happened. */
const sameThing = (first: Answer, again: Answer): boolean => {
  const told = ({ text }: Answer) => ({ ...(JSON.parse(text) as object), changed: undefined });
  return JSON.stringify(told(first)) === JSON.stringify(told(again));
};

/** How often it is asked again, each 200 ms, whether the other services have heard of a complaint by now. */
const hearTries = 50;

/** What is answered once the complaint is known everywhere; before that a service says 404. */
const known = async (send: () => Promise<Answer>): Promise<Answer> => {
  let answer = await send();
  for (let tried = 0; answer.status === 404 && tried < hearTries; tried += 1) {
    await sleep(200);
    answer = await send();
  }
  return answer;
};

/** What happens when an operation is sent, repeated, and sent with another body under one key; undefined where nothing is stored. */
const reuse = async (world: World, operation: Operation): Promise<{ fault?: string } | undefined> => {
  const { stack, api, tokens } = world;
  const path = operation.path.replace('{id}', (await registered(world)).complaintId);
  const headers = { ...json, ...bearer(await tokens.ofAll()), 'idempotency-key': `reuse-${randomUUID()}` };
  const body = api.sample(operation.body ?? {}, true) as Record<string, unknown>;
  const send = (content: object) =>
    ask(stack.gateway, { method: 'POST', path, headers, body: JSON.stringify(content) });
  const first = await known(() => send(body));
  if (first.status >= 300 || first.text.includes('"changed":false')) return undefined;
  const again = await send(body);
  const other = await send(altered(api, operation.body ?? {}, body));
  const commits = await commitsOf(world, [again, other]);
  const good = again.status === first.status && sameThing(first, again) && other.status === 422 && commits === 0;
  return good && !faultOf(other) ? {} : { fault: [first, again, other].map(({ text }) => text).join(' ') };
};

/** Idempotency keys in other hands. */
export const keySuite = (world: () => World): void => {
  it('never takes another body under a used Idempotency-Key', async () => {
    const tried: string[] = [];
    const faults: string[] = [];
    for (const operation of repeatable(world())) {
      const outcome = await reuse(world(), operation);
      if (outcome) tried.push(operation.name);
      if (outcome?.fault) faults.push(`${operation.name}: ${outcome.fault}`);
    }
    expect(faults).toEqual([]);
    expect(tried).toEqual(expect.arrayContaining(['POST /api/v1/complaints', 'POST /api/v1/complaints/{id}/verify']));
    expect(tried.length).toBeGreaterThan(6);
  });

  it('stores one commit for one key, however many use it at once', async () => {
    const headers = { ...json, 'idempotency-key': `race-${randomUUID()}` };
    const bodies = Array.from({ length: 12 }, (_, at) =>
      JSON.stringify({ text: at % 2 ? '游船超载。' : '游船漏水。' }),
    );
    const answers = await Promise.all(
      bodies.map((body) => ask(world().stack.gateway, { method: 'POST', path: '/api/v1/complaints', headers, body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
    const ids = answers.flatMap(({ text }) => (JSON.parse(text) as { complaintId?: string }).complaintId ?? []);
    expect(new Set(ids).size).toBe(1);
  });
};

/** Numbers, tracking tokens and cursors in the wrong hands or the wrong place. */
export const reuseSuite = (world: () => World): void => {
  it('opens a complaint to its own tracking token only', async () => {
    const mine = await registered(world());
    const other = await registered(world());
    const track = async (token: string) => {
      const path = `/api/v1/tracking/${mine.complaintNo}`;
      return (await ask(world().stack.gateway, { method: 'GET', path, headers: { 'tracking-token': token } })).status;
    };
    await world().stack.until('the complaint can be followed', async () => (await track(mine.trackingToken)) === 200);
    const swapped = (at: number) =>
      mine.trackingToken.slice(0, at) + (mine.trackingToken[at] === 'A' ? 'B' : 'A') + mine.trackingToken.slice(at + 1);
    const tampered = Array.from(mine.trackingToken.slice(0, -1), (_, at) => swapped(at));
    const cut = [
      mine.trackingToken.slice(1),
      mine.trackingToken.slice(0, -1),
      `${mine.trackingToken}A`,
      mine.trackingToken.toLowerCase(),
    ];
    for (const token of [...tampered, ...cut, other.trackingToken, '.', '*']) expect(await track(token)).toBe(404);
  });

  it('gives nothing for a cursor of another list, another order or another site', async () => {
    const { stack, tokens, things } = world();
    await Promise.all([registered(world()), registered(world())]);
    const own = bearer(await tokens.ofAll());
    const other = bearer(await tokens.sign({ roles: ['clerk', 'admin', 'headquarters'], siteId: 'other' }));
    const page = async (path: string, headers: Readonly<Record<string, string>>) => {
      const answer = await ask(stack.gateway, { method: 'GET', path, headers });
      return { answer, body: JSON.parse(answer.text) as { items?: unknown[]; next?: string } };
    };
    const { body } = await page('/api/v1/complaints?limit=1&sort=receivedAt', own);
    const cursor = body.next ?? '';
    expect(cursor).not.toBe('');
    const foreign = await page(`/api/v1/complaints?limit=50&sort=receivedAt&cursor=${cursor}`, other);
    expect(foreign.body).toEqual({ items: [] });
    for (const path of [
      `/api/v1/complaints?sort=priority&cursor=${cursor}`,
      `/api/v1/worklist?cursor=${cursor}`,
      `/api/v1/complaints/${things.complaint.complaintId}/timeline?cursor=${cursor}`,
      `/api/v1/notifications?after=${cursor.slice(0, 150)}`,
      `/api/v1/complaints?cursor=${'A'.repeat(1_000)}`,
      `/api/v1/complaints?cursor=${Buffer.from('["priority",{"$gt":""},"x","y"]').toString('base64url')}`,
    ]) {
      const { answer } = await page(path, own);
      expect([path, answer.status, faultOf(answer)]).toEqual([path, 400, undefined]);
    }
  });
};
