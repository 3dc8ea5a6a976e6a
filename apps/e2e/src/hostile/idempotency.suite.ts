import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { roles } from '@redress/contracts';
import { ask, bearer, faultOf, type Answer } from './ask';
import type { Interface, Operation, Schema } from './operations';
import { writers } from '../check/stores';
import { lives, type AboutAnother } from './lives';
import { registered } from './registered';
import { robotOrigin, type World } from './world';

const json = { 'content-type': 'application/json' };

/** Another good value: one of the others there are, the opposite of a yes or no, no list, the next number, or a longer text. */
const another = (value: unknown, { enum: values = [] }: Schema): unknown => {
  if (values.length > 1) return values.find((one) => one !== value);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [];
  return typeof value === 'number' ? value + 1 : `${String(value)}s`;
};

/** Another good body. Free text is changed first, as any text is good there. */
const altered = (api: Interface, schema: Schema, body: Record<string, unknown>): object => {
  const [free, text] = Object.entries(body).find(([, value]) => /[^\x20-\x7e]/.test(String(value))) ?? [];
  if (free !== undefined) return { ...body, [free]: `${String(text)}。` };
  const members = Object.entries(api.resolved(schema).properties ?? {});
  const [name, of] = members.find(([, { enum: values }]) => values && values.length > 1) ?? members[0] ?? ['none', {}];
  return { ...body, [name]: another(body[name], of) };
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
const sameAgain = (first: Answer, again: Answer): boolean => {
  const told = ({ text }: Answer) => ({ ...(JSON.parse(text) as object), changed: undefined });
  return again.status === first.status && JSON.stringify(told(first)) === JSON.stringify(told(again));
};

const refused = (answer: Answer): boolean => answer.status === 422 && !faultOf(answer);

/** Those who hold every role; they take turns, as nobody approves what he proposed. */
const hands = [randomUUID(), randomUUID()];

/** How often it is asked again, each 200 ms, whether the other services have heard of a complaint by now. */
const hearTries = 150;

/** What is answered once the complaint is known everywhere; before that a service says 404. */
const known = async (send: () => Promise<Answer>): Promise<Answer> => {
  let answer = await send();
  for (let tried = 0; answer.status === 404 && tried < hearTries; tried += 1) {
    await sleep(200);
    answer = await send();
  }
  return answer;
};

/** How an operation is used, where not as the document's examples have it. */
interface Use {
  readonly path?: string;
  readonly hand?: string;
  readonly say?: object;
  readonly trackingToken?: string;
}

const headersFor = async ({ tokens }: World, { hand = hands[0], trackingToken = '' }: Use) => ({
  ...json,
  ...bearer(await tokens.sign({ roles, staffId: hand })),
  'idempotency-key': `reuse-${randomUUID()}`,
  'tracking-token': trackingToken,
});

/** The robots of the examples, where this stack has them. */
const robotContact = {
  wecom: { url: `${robotOrigin}/cgi-bin/webhook/send?key=0` },
  dingtalk: { url: `${robotOrigin}/robot/send?access_token=0`, secret: 'SEC0123456789abcdef' },
  feishu: { url: `${robotOrigin}/open-apis/bot/v2/hook/0`, secret: '0123456789' },
};

/** What is wrong when a request is sent, repeated, and sent with another body under one key. */
const reuse = async (world: World, operation: Operation, use: Use): Promise<string | undefined> => {
  const { stack, api } = world;
  const { path = operation.path, say } = use;
  const headers = await headersFor(world, use);
  const body = { ...(api.sample(operation.body ?? {}, true) as Record<string, unknown>), ...say };
  const send = (content: object) =>
    ask(stack.gateway, { method: 'POST', path, headers, body: JSON.stringify(content) });
  const first = await known(() => send(body));
  if (first.status >= 300 || first.text.includes('"changed":false')) return `nothing was stored: ${first.text}`;
  if (!operation.body) return undefined;
  const again = await send(body);
  const other = await send(altered(api, operation.body, body));
  const commits = await commitsOf(world, [again, other]);
  return sameAgain(first, again) && refused(other) && commits === 0
    ? undefined
    : [first, again, other].map(({ text }) => text).join(' ');
};

/** Idempotency keys in other hands. */
export const keySuite = (world: () => World): void => {
  it('never takes another body under a used Idempotency-Key', async () => {
    const { api } = world();
    const tried = new Set<string>();
    const faults: string[] = [];
    const one = async (operation: Operation, use: Use = {}) => {
      const fault = await reuse(world(), operation, use);
      if (operation.body) tried.add(operation.name);
      if (fault !== undefined) faults.push(`${operation.name}: ${fault}`);
    };
    for (const name of ['POST /api/v1/complaints', 'POST /api/v1/complaints/on-behalf', 'POST /api/v1/suggestions'])
      await one(api.operation(name));
    await one(api.operation('POST /api/v1/roster/duties'), { say: { contact: robotContact } });
    for (const life of lives) {
      const { complaintId, trackingToken } = await registered(world());
      const about = life.some(([, said]) => typeof said === 'function') ? await registered(world()) : undefined;
      for (const [at, [step, said]] of life.entries()) {
        const say = typeof said === 'function' ? (said as AboutAnother)(about?.complaintId ?? '') : said;
        const operation = api.operation(`POST /api/v1/complaints/{id}/${step}`);
        const path = operation.path.replace('{id}', complaintId);
        await one(operation, { path, hand: hands[at % 2], say, trackingToken });
      }
    }
    for (const step of ['', '/revert']) {
      const operation = api.operation(`POST /api/v1/templates/{name}${step}`);
      await one(operation, { path: world().things.pathOf(operation) });
    }
    const review = api.operation('POST /api/v1/suggestions/{id}/review');
    await one(review, { path: world().things.pathOf(review) });
    expect(faults).toEqual([]);
    expect([...tried].sort()).toEqual(
      repeatable(world())
        .map(({ name }) => name)
        .sort(),
    );
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
