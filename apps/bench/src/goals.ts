/** What a measurement has to keep: `docs/benchmarks/README.md` says how to read it. */
export interface Goal {
  /** The measurement it is about. */
  readonly id: string;
  readonly text: string;
  readonly direction: 'atLeast' | 'atMost';
  readonly bound: number;
  /** A measurement that must be between 0.95 and 1.05 for the run to count. */
  readonly control?: string;
}

const atLeast = (id: string, bound: number, text: string, control?: string): Goal => ({
  id,
  text,
  direction: 'atLeast',
  bound,
  ...(control !== undefined && { control }),
});
const atMost = (id: string, bound: number, text: string): Goal => ({ id, text, direction: 'atMost', bound });

/** The goals, each a ratio to a floor measured in the same run, or a plain bound where that is what matters. */
export const goals: readonly Goal[] = [
  atLeast('append.w16.e1.ratio', 0.85, 'append of 1 event by 16 writers, of raw insertOne', 'append.w16.e1.control'),
  atLeast('append.w64.e1.ratio', 0.85, 'append of 1 event by 64 writers, of raw insertOne', 'append.w64.e1.control'),
  atLeast('append.w16.e5.ratio', 0.85, 'append of 5 events by 16 writers, of raw insertOne', 'append.w16.e5.control'),
  atLeast('append.w64.e5.ratio', 0.85, 'append of 5 events by 64 writers, of raw insertOne', 'append.w64.e5.control'),
  atMost('append.w16.five-to-one', 1.25, 'cost of a commit of 5 events to one of 1, 16 writers'),
  atMost('append.w64.e1.p99', 1.5, 'p99 of an append by 64 writers to that of raw insertOne'),

  atLeast('load.r1.ratio', 0.85, 'load and fold 50 events, 1 reader, of a raw cursor'),
  atLeast('load.r16.ratio', 0.85, 'load and fold 50 events, 16 readers, of a raw cursor'),
  atLeast('load.r16.to-mongoose', 1.15, 'load and fold 50 events, 16 readers, of mongoose documents'),
  atLeast('load.scan.ratio', 0.8, 'scan of all commits, of a raw cursor'),
  atMost('load.scan.heap', 100, 'heap growth of a scan, MiB'),

  atLeast('rebuild.to-upserts', 4, 'rebuild of the read models, of one upsert per event'),
  atLeast('rebuild.to-memory', 0.6, 'rebuild of the read models, of folding in memory'),

  atLeast('relay.drain.ratio', 0.7, 'drain of a backlog, of change stream and produce-1000 in series'),
  atMost('relay.live.added', 3, 'what the relay adds to the change event, p50 ms'),

  atMost('e2e.50.p50.ratio', 1.5, 'POST → visible at 50/s, p50 to the bare chain'),
  atMost('e2e.50.p99.ratio', 2, 'POST → visible at 50/s, p99 to the bare chain'),
  atMost('e2e.200.p50.ratio', 1.5, 'POST → visible at 200/s, p50 to the bare chain'),
  atMost('e2e.200.p99.ratio', 2, 'POST → visible at 200/s, p99 to the bare chain'),
  atMost('e2e.200.p50.to-auto', 0.7, 'POST → visible at 200/s, p50 to the bare chain with autoCommit'),
  atLeast('e2e.saturated.ratio', 0.7, 'saturated, commands → visible, of the bare chain'),
  atMost('e2e.saturated.drain', 1, 'backlog drained after the writers stop, s'),

  atLeast('http.validated.to-fastify', 0.9, 'validated POST without I/O, of bare Nest + Fastify + ValidationPipe'),
  atLeast('http.validated.to-express', 1.5, 'validated POST without I/O, of Nest + Express + ValidationPipe'),
  atLeast('http.command.ratio', 0.6, 'full command POST, of raw insertOne at the same concurrency'),

  atMost('timers.sparse.to-hz100', 1.5, 'sparse timers, p99 to bare BullMQ at hz 100'),
  atMost('timers.sparse.to-hz10', 0.25, 'sparse timers, p99 to bare BullMQ at hz 10'),
  atMost('timers.early', 0, 'timers that rang early'),
  atMost('timers.burst.ratio', 1.5, '5,000 due in one second, p50 to bare BullMQ'),
  atMost('timers.sparse.pending', 1.3, 'sparse timers, p99 with the most open deadlines to none'),
  atMost('escalations.ratio', 1.5, 'time of 5,000 escalations to a bare read + append loop'),
  atLeast('arming.ratio', 0.7, 'arming, of addBulk(1000)'),
  atMost('arming.bytes.ratio', 1.2, 'Redis bytes per armed deadline to a BullMQ job'),
  atMost('arming.refill.ratio', 1.5, 'time to refill a lost Redis to addBulk of as many'),

  atMost('footprint.pss.ratio', 1.4, 'PSS of an idle service to bare Nest with the same libraries'),
  atMost('footprint.ready.ratio', 2, 'a service ready, to bare Nest with the same libraries'),
  atMost('footprint.stack.ratio', 2, "whole stack ready, to Kafka's own cold start"),
  atMost('footprint.cpu', 1, 'idle CPU of the busiest process, % of a core'),

  atMost('growth.register.ratio', 1.3, 'cost of a registration, most complaints to fewest'),
  atMost('growth.query.ratio', 1.3, 'cost of reading one complaint, most complaints to fewest'),
  atMost('growth.search.ratio', 1.3, 'cost of a search, most complaints to fewest'),
  atMost('growth.list.ratio', 1.3, 'cost of a page of a list, most complaints to fewest'),
  atMost('growth.mongo.ratio', 1.3, 'MongoDB bytes per complaint, most complaints to fewest'),
  atMost('growth.redis.ratio', 1.3, 'Redis memory, most complaints to fewest'),
];
