import type { KafkaConsumerHealth } from '@redress/messaging';
import type { Tail, TailHealth, TailProgress } from '@redress/relay';
import { Registry } from 'prom-client';
import { measureConsumers } from './consumer-metrics';
import { measureAppends, measureClock } from './store-metrics';
import { measurePublisher, measureTails } from './tail-metrics';

const samplesOf = async (registry: Registry): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await registry.metrics())
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

const noon = Date.parse('2026-03-02T12:00:00.000Z');
const time = { now: () => noon };

describe('the figures of a tail', () => {
  const tailWith = (health: Partial<TailHealth>, progress: () => Promise<TailProgress>): Tail => ({
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    health: () => ({ name: 'relay', leading: true, handled: 5, republishes: 0, failures: 2, fenced: 0, ...health }),
    progress,
  });

  it('say how long the oldest commit waits and since when the place stands, in database time', async () => {
    const registry = new Registry();
    const progress = { waitingSince: '2026-03-02T11:59:15.000Z', savedAt: new Date(noon - 7_000) };
    measureTails(registry, [tailWith({ positionLostAgoMs: 90_000 }, () => Promise.resolve(progress))], time);
    expect(await samplesOf(registry)).toEqual({
      'redress_tail_leading{tail="relay"}': 1,
      'redress_tail_handled_total{tail="relay"}': 5,
      'redress_tail_failures_total{tail="relay"}': 2,
      'redress_tail_fenced_total{tail="relay"}': 0,
      'redress_tail_republishes_total{tail="relay"}': 0,
      'redress_tail_position_lost_age_seconds{tail="relay"}': 90,
      'redress_tail_lag_seconds{tail="relay"}': 45,
      'redress_tail_checkpoint_age_seconds{tail="relay"}': 7,
    });
  });

  it('are nothing behind where nothing waits, and unknown where the database is away', async () => {
    const registry = new Registry();
    const idle = tailWith({}, () => Promise.resolve({ savedAt: new Date(noon) }));
    const away = tailWith({ name: 'due-times' }, () => Promise.reject(new Error('the database cannot be reached')));
    measureTails(registry, [idle, away], time);
    const samples = await samplesOf(registry);
    expect(samples['redress_tail_lag_seconds{tail="relay"}']).toBe(0);
    expect(samples).not.toHaveProperty(['redress_tail_lag_seconds{tail="due-times"}']);
    expect(samples['redress_tail_leading{tail="due-times"}']).toBe(1);
  });
});

it('a publisher shows when a topic was last found to begin anew', async () => {
  const registry = new Registry();
  const health = { published: 9, failures: 1, topicRestarts: 1, topicRestartAgoMs: 2_500 };
  measurePublisher(registry, { health: () => health });
  expect(await samplesOf(registry)).toEqual({
    redress_publisher_commits_total: 9,
    redress_publisher_failures_total: 1,
    redress_publisher_topic_restarts_total: 1,
    redress_publisher_topic_restart_age_seconds: 2.5,
  });
});

it('a consumer shows its lag per topic, its alarms by kind and what is parked', async () => {
  const registry = new Registry();
  const health: KafkaConsumerHealth = {
    groupId: 'g',
    running: true,
    lag: 7,
    lagByTopic: { 'redress-intake-v1': 4, 'redress-planning-v1': 3 },
    parkedKeys: 1,
    pausedPartitions: 0,
    handled: 10,
    parked: 2,
    refused: 0,
    transientFaults: 3,
    gaps: 0,
    rebalances: 1,
    alarms: { parked: 1, 'parking-full': 0, 'store-restored': 0, 'version-reappeared': 0 },
    brokerSilentMs: 4_000,
    stalledMs: 0,
  };
  measureConsumers(registry, [{ health: () => health }], { count: () => Promise.resolve(2) });
  expect(await samplesOf(registry)).toMatchObject({
    'redress_consumer_lag{group="g",topic="redress-intake-v1"}': 4,
    'redress_consumer_lag{group="g",topic="redress-planning-v1"}': 3,
    'redress_consumer_alarms_total{group="g",kind="parking-full"}': 0,
    'redress_consumer_parked_keys{group="g"}': 1,
    'redress_consumer_parked_messages{group="g"}': 2,
    'redress_consumer_broker_silence_seconds{group="g"}': 4,
    'redress_consumer_retries_total{group="g"}': 3,
  });
});

it('appends are counted from zero by how they end, so that the first failure is a rise', async () => {
  const registry = new Registry();
  const onAppend = measureAppends(registry);
  onAppend('stored', 0.003);
  onAppend('stored', 0.3);
  const samples = await samplesOf(registry);
  expect(samples['redress_store_append_duration_seconds_count{outcome="stored"}']).toBe(2);
  expect(samples['redress_store_append_duration_seconds_bucket{le="0.005",outcome="stored"}']).toBe(1);
  for (const outcome of ['conflict', 'refused', 'unknown', 'failed']) {
    expect(samples[`redress_store_append_duration_seconds_count{outcome="${outcome}"}`]).toBe(0);
  }
});

it('a machine that is ahead of the database has a positive offset', async () => {
  const registry = new Registry();
  measureClock(registry, { wallClockOffset: () => 3_600_000, age: () => 500 });
  expect(await samplesOf(registry)).toEqual({
    redress_clock_offset_seconds: 3_600,
    redress_clock_reading_age_seconds: 0.5,
  });
});
