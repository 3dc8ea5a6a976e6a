import { accessSuite, siteSuite } from './access.suite';
import { fuzzSuite } from './fuzz.suite';
import { headerSuite } from './headers.suite';
import { internalSuite } from './internal.suite';
import { schemathesisSuite } from './schemathesis.suite';
import { keySuite } from './idempotency.suite';
import { reuseSuite } from './reuse.suite';
import { socketSuite } from './sockets.suite';
import { topicSuite } from './topics.suite';
import { startWorld, type World } from './world';

const seed = Number(process.env['HOSTILE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const oneOf = Number(process.env['HOSTILE_ONE_OF'] ?? 5);
const examples = Number(process.env['HOSTILE_EXAMPLES'] ?? 5);

/** One stack for all of them: starting it costs more than most of the suites. */
describe('whoever means harm', () => {
  jest.setTimeout(600_000);
  let started: World | undefined;
  const world = (): World => {
    if (!started) throw new Error('the stack did not start');
    return started;
  };
  beforeAll(async () => {
    started = await startWorld();
  });
  afterAll(() => started?.stop());

  describe('access', () => accessSuite(world));
  describe('sites', () => siteSuite(world));
  describe('the internal interface', () => internalSuite(world));
  describe('headers', () => headerSuite(world));
  describe('connections', () => socketSuite(world));
  describe('keys that were used before', () => keySuite(world));
  describe('tokens and cursors', () => reuseSuite(world));
  describe(`hostile values (HOSTILE_SEED=${seed})`, () => fuzzSuite(world, { seed, randomPerField: 3, oneOf }));
  describe(`Schemathesis (HOSTILE_SEED=${seed})`, () => schemathesisSuite(world, { seed, examples }));
  describe('garbage on the topics', () => topicSuite(world));
});
