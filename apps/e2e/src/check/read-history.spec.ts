import { startEmbeddedKafka } from '@redress/backing-services';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { historyAnomalies } from './kafka-history';
import { readHistory } from './read-history';

const logger = resolve(__dirname, '../../traps/history.cjs');

/** Sends forty commits of four keys with our publisher, has our consumer handle them, and dies of kill -9. */
const script = `
const { createConsumer, createKafka, createPublisher, createTopics } = require('@redress/messaging');
const kafka = createKafka({ brokers: [process.env.KAFKA_BROKERS], clientId: 'spec' });
const commit = (n) => ({
  envelope: {
    commitId: 'commit-' + n, siteId: 's', context: 'intake', streamId: 'complaint-' + (n % 4), version: Math.floor(n / 4) + 1,
    subject: 'key-' + (n % 4), occurredAt: '2026-03-02T01:00:00.000Z', recordedAt: '2026-03-02T01:00:00.000Z', storeEpoch: 1,
    actor: 'a', correlationId: 'c', causationId: 'c',
  },
  events: [{ type: 'Noted', schemaVersion: 1, data: { n } }],
});
const lot = { parkedKeys: async () => new Set() };
let handled = 0;
(async () => {
  await createTopics(kafka, '', { contexts: ['intake'] });
  const publisher = createPublisher({ kafka, validate: () => undefined });
  for (let n = 0; n < 40; n += 8) await publisher.publish(Array.from({ length: 8 }, (_, index) => commit(n + index)));
  const consumer = createConsumer({
    kafka, groupId: 'readers', contexts: ['intake'], maxBatch: 1, parking: lot, validate: () => undefined,
    onFatal: (error) => { console.error(error); process.exit(1); },
    handle: async (commits) => { if ((handled += commits.length) === 40) process.kill(process.pid, 'SIGKILL'); },
  });
  await consumer.start();
})();
`;

const runAndDie = (env: NodeJS.ProcessEnv): unknown => {
  try {
    return execFileSync(process.execPath, ['--require', logger, '-e', script], {
      cwd: __dirname,
      env: { ...process.env, ...env },
      timeout: 60_000,
    });
  } catch (error) {
    return (error as { signal?: string }).signal;
  }
};

describe('a history that services wrote', () => {
  const home = mkdtempSync(join(tmpdir(), 'redress-history-'));
  const folder = join(home, 'history');

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('has every record that was sent and polled, although the process died of kill -9', async () => {
    const kafka = await startEmbeddedKafka({ dataDir: join(home, 'kafka') });
    try {
      expect(runAndDie({ KAFKA_BROKERS: kafka.brokers, HISTORY: folder, HISTORY_NAME: 'spec' })).toBe('SIGKILL');
    } finally {
      await kafka.stop();
    }
    const history = readHistory(folder);
    const values = (kind: string): string[] =>
      history.filter((each) => each.kind === kind).map(({ value = '' }) => value);
    const all = Array.from({ length: 40 }, (_, n) => `commit-${n}`).sort();
    expect(values('send').sort()).toEqual(all);
    expect([...new Set(values('poll'))].sort()).toEqual(all);
    expect(history.filter(({ kind }) => kind === 'assign').length).toBeGreaterThanOrEqual(12);
    expect(historyAnomalies(history, { resendsAllowed: false })).toEqual([]);
  });

  it('is read without the line on which a process died', () => {
    const before = readHistory(folder);
    appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), '{"kind":"poll","top');
    expect(readHistory(folder)).toEqual(before);
  });
});
