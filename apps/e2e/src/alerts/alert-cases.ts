/** Values before, during and after a fault, one every 15 s: 40, 80 and 300 of them (10, 20 and 75 minutes). */
export type Course = readonly [before: string, during: string, after: string];

/** What Prometheus would have scraped while a fault comes and goes. */
export type AlertCase = Readonly<Record<string, Course>>;

/** A gauge that is one thing, then another, then the first again. */
const gauge = (healthy: number, broken: number): Course => [`${healthy}x39`, `${broken}x79`, `${healthy}x299`];

/** A counter that only moves during the fault, by so much every 15 s. */
const counter = (step: number): Course => ['0x39', `0+${step}x79`, `${80 * step}x299`];

/** An age that is not there before the first time, and then grows. */
const since: Course = ['_x40', '0+15x79', '1200+15x299'];

const of = (labels: string): string => `{job="redress",instance="127.0.0.1:1",${labels}}`;
const intake = of('service="intake"');
const relay = of('service="intake",tail="relay"');
const group = of('service="escalation",group="escalation-reactions"');
const escalation = of('service="escalation"');
const projection = of('service="projection"');
const appends = (outcome: string) => of(`service="intake",outcome="${outcome}"`);
const bucket = (le: string) => of(`service="intake",outcome="stored",le="${le}"`);

/** For each alert the course of events that has to fire it, and to clear it. */
export const alertCases: Readonly<Record<string, AlertCase>> = {
  ServiceDown: { [`up${intake}`]: gauge(1, 0) },
  ServiceRestarting: { [`process_start_time_seconds${intake}`]: ['1000x39', '1000+60x79', '5800x299'] },
  ServiceAnswersErrors: {
    [`http_server_request_duration_seconds_count${of('service="intake",route="/x",status="503"')}`]: counter(30),
  },
  EventLoopBlocked: { [`nodejs_eventloop_lag_p99_seconds${intake}`]: gauge(0.01, 0.9) },
  MemoryHigh: { [`process_resident_memory_bytes${intake}`]: gauge(2e8, 2e9) },
  MongoDown: { [`redress_dependency_up${of('service="intake",dependency="mongo"')}`]: gauge(1, 0) },
  AppendsFailing: { [`redress_store_append_duration_seconds_count${appends('failed')}`]: counter(1) },
  AppendsSlow: {
    [`redress_store_append_duration_seconds_bucket${bucket('0.5')}`]: ['0+10x39', '390x79', '390+10x299'],
    [`redress_store_append_duration_seconds_bucket${bucket('1')}`]: ['0+10x39', '390+10x79', '1190+10x299'],
    [`redress_store_append_duration_seconds_bucket${bucket('+Inf')}`]: ['0+10x39', '390+10x79', '1190+10x299'],
  },
  StreamContended: { [`redress_store_append_duration_seconds_count${appends('conflict')}`]: counter(150) },
  ChainBroken: { [`redress_store_chain_faults${intake}`]: gauge(0, 2) },
  StoreRestored: {
    [`redress_consumer_alarms_total${of('service="escalation",group="g",kind="store-restored"')}`]: counter(1),
  },
  RelayBehind: { [`redress_tail_lag_seconds${relay}`]: ['0x39', '0+15x79', '0x299'] },
  RelayStandsStill: { [`redress_tail_checkpoint_age_seconds${relay}`]: ['5x39', '5+15x79', '5x299'] },
  RelayFenced: { [`redress_tail_fenced_age_seconds${relay}`]: ['_x40', '0+5x79', '400+15x299'] },
  RelayPositionLost: { [`redress_tail_position_lost_age_seconds${relay}`]: since },
  TopicLost: { [`redress_publisher_topic_restart_age_seconds${intake}`]: since },
  KafkaSilent: { [`redress_consumer_broker_silence_seconds${group}`]: ['5x39', '5+15x79', '5x299'] },
  ConsumerStopped: { [`redress_consumer_running${group}`]: gauge(1, 0) },
  ConsumerBehind: { [`redress_consumer_lag${of('service="escalation",group="g",topic="t"')}`]: gauge(3, 4_000) },
  ConsumerStalled: { [`redress_consumer_stalled_seconds${group}`]: gauge(0, 50) },
  PartitionsPaused: { [`redress_consumer_paused_partitions${group}`]: gauge(0, 12) },
  ConsumerRebalances: { [`redress_consumer_rebalances_total${group}`]: counter(1) },
  MessagesParked: { [`redress_consumer_parked_keys${group}`]: gauge(0, 1) },
  ParkingFull: {
    [`redress_consumer_alarms_total${of('service="escalation",group="g",kind="parking-full"')}`]: counter(1),
  },
  DeadlinesLate: { [`redress_timers_oldest_overdue_seconds${escalation}`]: ['0x39', '0+15x79', '0x299'] },
  RedisDown: { [`redress_dependency_up${of('service="escalation",dependency="redis"')}`]: gauge(1, 0) },
  TimersNotCompared: { [`redress_timers_swept_age_seconds${escalation}`]: ['20x39', '20+15x79', '20x299'] },
  RedisEmptied: { [`redress_timers_rearmed_age_seconds${escalation}`]: since },
  TimersFailing: { [`redress_timers_failed_total${escalation}`]: counter(1) },
  ClockWrong: { [`redress_clock_offset_seconds${intake}`]: gauge(0.001, -3_600) },
  RebuildStuck: {
    [`redress_projection_rebuild_running${projection}`]: gauge(0, 1),
    [`redress_projection_rebuild_done${projection}`]: gauge(0, 500),
  },
  RebuildFailed: { [`redress_projection_rebuild_failed${projection}`]: gauge(0, 1) },
  MailServerDown: { [`redress_dependency_up${of('service="notification",dependency="smtp"')}`]: gauge(1, 0) },
  SendsFailing: {
    [`redress_notification_attempts_total${of('service="notification",channel="email",outcome="failed"')}`]: counter(1),
  },
  MessagesGivenUp: {
    [`redress_notification_attempts_total${of('service="notification",channel="email",outcome="given-up"')}`]:
      counter(1),
  },
};
