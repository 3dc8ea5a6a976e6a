import { ask, bearer, faultOf, type Answer } from './ask';
import { baseOf, casesOf, type Case } from './fuzz-cases';
import type { Operation } from './operations';
import { writers } from '../check/stores';
import type { World } from './world';

/** How much of it, and which: the same seed repeats a run. */
export interface FuzzPlan {
  readonly seed: number;
  /** Random values for each field of each body, besides the list. */
  readonly randomPerField: number;
  /** One of so many cases is sent, chosen by the seed; 1 sends them all. */
  readonly oneOf: number;
}

interface Outcome {
  readonly answer?: Answer;
  readonly fault?: string;
}

const inside = /node_modules|\.js:\d+|MongoServerError|Kafka|ECONN/;

const send = async (origin: string, { what, request }: Case): Promise<Outcome> => {
  try {
    const answer = await ask(origin, request);
    const fault = faultOf(answer) ?? (answer.status >= 400 && inside.test(answer.text) ? answer.text : undefined);
    return { answer, ...(fault && { fault: `${what}: ${fault}` }) };
  } catch (error) {
    return { fault: `${what}: ${error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)}` };
  }
};

/** Sends cases, eight at a time. */
const sendAll = async (origin: string, cases: readonly Case[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  const waiting = [...cases];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await send(origin, next));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return outcomes;
};

/** A complaint of its own for each operation, so that what one ends is not missing for the next. */
const target = async ({ stack, things }: World, operation: Operation): Promise<string> => {
  if (operation.path.includes('/persons/')) return operation.path.replace('{id}', crypto.randomUUID());
  if (!operation.path.includes('/complaints/{id}')) return things.pathOf(operation);
  const body = JSON.stringify({ text: '索道停运，排队两小时。' });
  const headers = { 'content-type': 'application/json' };
  const answer = await ask(stack.gateway, { method: 'POST', path: '/api/v1/complaints', headers, body });
  return operation.path.replace('{id}', (JSON.parse(answer.text) as { complaintId: string }).complaintId);
};

/** Commits that requests led to which were refused: there must be none. */
const storedThoughRefused = async ({ stores }: World, answers: readonly Answer[]): Promise<string[]> => {
  const taken = new Set(answers.filter(({ status }) => status < 300).map(({ correlationId }) => correlationId));
  const refused = answers.filter(({ status }) => status >= 300).map(({ correlationId }) => correlationId);
  const found: string[] = [];
  for (const context of writers) {
    const commits = stores
      .db(context)
      .collection('commits')
      .find({ correlationId: { $in: refused } });
    for await (const { correlationId, streamId } of commits) {
      if (!taken.has(String(correlationId))) found.push(`${context}: ${String(streamId)} by ${String(correlationId)}`);
    }
  }
  return found;
};

/** Every field, parameter and header of every endpoint, with what does not belong there. */
export const fuzzSuite = (world: () => World, { seed, randomPerField, oneOf }: FuzzPlan): void => {
  const answers: Answer[] = [];

  it('gets an answer that says what is wrong, never a failure', async () => {
    const { api, stack, tokens } = world();
    const headers = { ...bearer(await tokens.ofAll()), 'tracking-token': world().things.complaint.trackingToken };
    const faults: string[] = [];
    for (const operation of api.operations) {
      const base = baseOf(api, operation, await target(world(), operation), headers);
      const cases = casesOf(base, seed, randomPerField).filter((_, at) => (at + seed) % oneOf === 0);
      const outcomes = await sendAll(stack.gateway, cases);
      faults.push(...outcomes.flatMap(({ fault }) => (fault ? [`${operation.name} ${fault}`] : [])));
      answers.push(...outcomes.flatMap(({ answer }) => answer ?? []));
    }
    expect(faults).toEqual([]);
    expect(answers.length).toBeGreaterThan((api.operations.length * 100) / oneOf);
  });

  it('leaves nothing in a store when it is refused', async () => {
    expect(await storedThoughRefused(world(), answers)).toEqual([]);
  });

  it('is mostly refused, and the good requests among it are not', () => {
    const share = (wanted: (status: number) => boolean) =>
      answers.filter(({ status }) => wanted(status)).length / answers.length;
    expect(share((status) => status === 400)).toBeGreaterThan(0.4);
    expect(share((status) => status < 300)).toBeGreaterThan(0.02);
  });

  it('changes nothing for those who come after', async () => {
    const { stack, tokens } = world();
    const me = await ask(stack.gateway, {
      method: 'GET',
      path: '/api/v1/auth/me',
      headers: bearer(await tokens.of('clerk')),
    });
    expect(Object.keys(JSON.parse(me.text) as object).sort()).toEqual(['name', 'roles', 'siteId', 'staffId']);
    expect(JSON.parse(me.text)).toMatchObject({ roles: ['clerk'], siteId: 'main' });
    const body = JSON.stringify({ text: '之后的投诉。' });
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(stack.gateway, { method: 'POST', path: '/api/v1/complaints', headers, body });
    expect(answer.status).toBe(201);
    expect(stack.said).not.toMatch(/ended unexpectedly|started again/i);
  });
};
