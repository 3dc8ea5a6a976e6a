import Redis from 'ioredis';
import { join } from 'node:path';
import { Client } from '../client';
import { layPoison, letPass } from '../parked';
import { Stack } from '../stack';
import { AlertWatch } from './alert-watch';
import { MailServer } from './mail-server';
import { prometheusPrograms } from './prometheus-programs';
import { alertRules } from './rules';
import { scrape } from './scrape';

const figureName = /\b(?:redress|http_server|process|nodejs)_[a-z0-9_]+[a-z0-9]\b/g;

/** Labels of our own figures: each has a handful of values. */
const boundedLabels = new Set(['service', 'tail', 'group', 'topic', 'kind', 'dependency', 'outcome', 'channel', 'le']);

/** Faults made on purpose under a real Prometheus; `for` and ranges of the rules are a tenth of what they are in operation. */
describe('alerts of faults that are made on purpose', () => {
  jest.setTimeout(300_000);
  let stack: Stack;
  let mail: MailServer;
  let alerts: AlertWatch;
  const visitor = new Client(() => stack.gateway);

  beforeAll(async () => {
    await prometheusPrograms();
    mail = await MailServer.start();
    stack = await Stack.start({ env: { SMTP_URL: mail.url } });
    alerts = await AlertWatch.start(join(stack.home, 'site'));
  }, 25 * 60_000);
  afterAll(async () => {
    await alerts.stop();
    await stack.stop();
    await mail.close();
  });

  const register = async (key: string): Promise<string> => {
    const headers = { 'idempotency-key': key };
    const { status, body } = await visitor.post<{ complaintId: string }>(
      '/api/v1/complaints',
      { text: '厕所太脏，没有纸。' },
      headers,
    );
    expect(status).toBe(201);
    return body.complaintId;
  };

  /** When the process of a service started, as Prometheus saw it last. */
  const startedAt = async (service: string): Promise<number> => {
    const [seen] = await alerts.query(`process_start_time_seconds{service="${service}"}`);
    return Number(seen?.value[1] ?? 0);
  };

  it('are silent while all is well, and every service is seen', async () => {
    await stack.until('every service is scraped', async () => (await alerts.query('up == 1')).length === 7);
    const metrics = await alerts.query('count by (service) (redress_tail_checkpoint_age_seconds < 20)');
    expect(metrics.map(({ metric }) => metric['service']).sort()).toEqual([
      'escalation',
      'intake',
      'investigation',
      'notification',
      'planning',
    ]);
    expect(await alerts.query('redress_dependency_up == 0')).toEqual([]);
    expect(await alerts.query('redress_tail_lag_seconds > 10')).toEqual([]);
    expect(await alerts.fired()).toEqual([]);
  });

  it('are about figures that the services really show', async () => {
    const shown = [...(await scrape(stack.run.urls)).values()].flatMap(({ names }) => [...names]);
    const used = [...new Set(alertRules().flatMap(({ expr }) => expr.match(figureName) ?? []))].sort();
    expect(used.length).toBeGreaterThan(25);
    expect(used.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('rest on few series, whose labels name no person and no complaint', async () => {
    const complaintId = await register('alerts-cardinality');
    for (const [service, { series }] of await scrape(stack.run.urls)) {
      expect([service, series.length < 1_500]).toEqual([service, true]);
      for (const { name, labels } of series.filter((each) => each.name.startsWith('redress_'))) {
        expect([name, Object.keys(labels).filter((label) => !boundedLabels.has(label))]).toEqual([name, []]);
      }
      const values = series.flatMap(({ labels }) => Object.values(labels));
      expect(values.filter((value) => value.includes(complaintId) || /[0-9a-f]{8}-[0-9a-f]{4}-/.test(value))).toEqual(
        [],
      );
    }
  });

  it('a service that dies again and again, and a mail server that is away', async () => {
    await mail.close();
    for (let kills = 0; kills < 3; kills += 1) {
      const before = await startedAt('planning');
      await stack.untilBack('planning', stack.kill('planning'));
      await stack.until('the new process is scraped', async () => (await startedAt('planning')) > before);
    }
    await alerts.untilFiring('ServiceRestarting', 30_000);
    await alerts.untilFiring('MailServerDown', 40_000);
    await mail.open();
    await alerts.untilClear(['MailServerDown', 'ServiceDown'], 40_000);
  });

  it('a message that cannot be handled (F12)', async () => {
    const key = await register('alerts-poison');
    await layPoison(stack, key);
    await alerts.untilFiring('MessagesParked', 30_000);
    await letPass(stack, key);
    await alerts.untilClear(['MessagesParked'], 40_000);
  });

  it('Redis killed (F10), and found empty when it is back (F9)', async () => {
    const { redis: server } = stack.around;
    await server.kill();
    await alerts.untilFiring('RedisDown', 30_000);
    await server.restart();
    await alerts.untilClear(['RedisDown'], 40_000);
    const redis = new Redis(server.now.url);
    await redis.flushall();
    redis.disconnect();
    await alerts.untilFiring('RedisEmptied', 30_000);
  });

  it('Kafka frozen while complaints come in (F5)', async () => {
    stack.around.kafka.freeze();
    try {
      await register('alerts-while-kafka-is-frozen');
      await alerts.untilFiring('RelayBehind', 80_000);
      await alerts.untilFiring('KafkaSilent', 80_000);
    } finally {
      stack.around.kafka.thaw();
    }
    await alerts.untilClear(['RelayBehind', 'KafkaSilent'], 80_000);
  });

  it('mongod killed (F7)', async () => {
    const { mongod } = stack.around;
    await mongod.kill();
    await alerts.untilFiring('MongoDown', 30_000);
    await mongod.restart();
    await alerts.untilClear(['MongoDown'], 60_000);
  });

  it('and all is quiet again at the end, but for what an operator has to look into', async () => {
    await stack.until(
      'only what lasts fires',
      async () => (await alerts.firing()).every((name) => name === 'RedisEmptied'),
      120_000,
    );
    expect(await alerts.fired()).not.toContain('ChainBroken');
  });
});
