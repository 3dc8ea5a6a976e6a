import { setTimeout as sleep } from 'node:timers/promises';
import { retrying, within } from '../backoff';
import type { CommitConsumer, RetriedKey } from '../commit-consumer';
import type { AdminClient } from '../kafka-client';
import { describeError, silentLog, type Log } from '../log';
import { topicName } from '../topics';
import { Assignment } from './assignment';
import { defaultTuning, type ConsumerAlarm, type ConsumerTuning, type KafkaConsumerOptions } from './consumer-options';
import { healthOf, type KafkaConsumerHealth } from './consumer-health';
import { noCounters } from './counters';
import { checkForHoles, groupOffsets, HoleInTopic, logRanges } from './group-offsets';
import { GroupMember } from './group-member';
import { HandlerCalls } from './handler-calls';
import { ParkedKeys } from './parked-keys';
import { ParkedRetry } from './parked-retry';
import { Parking } from './parking';
import { PartitionWork } from './partition-work';
import { SliceSettler } from './slice-settler';
import { Watchdog } from './watchdog';

/** How many calls of one partition may wait before it begins no more: with keys apart one key must not stop the others. */
const waitingLanes = 8;

/** How long a service's start waits for Kafka, milliseconds. */
const startWaitMs = 3_000;

/** The consumer of commits over kafkajs. */
export class KafkaCommitConsumer implements CommitConsumer {
  private readonly counters = noCounters();
  private readonly life = new AbortController();
  private readonly tuning: ConsumerTuning;
  private readonly log: Log;
  private readonly groupId: string;
  private readonly topics: readonly string[];
  private readonly keys: ParkedKeys;
  private readonly calls: HandlerCalls;
  private readonly settler: SliceSettler;
  private readonly assignment: Assignment;
  private readonly member: GroupMember;
  private readonly watchdog: Watchdog;
  private readonly timers: NodeJS.Timeout[] = [];
  private admin?: AdminClient;
  private starting?: Promise<void>;
  private isFatal = false;

  constructor(private readonly options: KafkaConsumerOptions) {
    const { kafka, topicPrefix: prefix = '', groupId: group } = options;
    this.tuning = { ...defaultTuning, ...options.tuning };
    this.log = options.logger ?? silentLog;
    this.groupId = `${prefix}${group}`;
    this.topics = options.contexts.map((context) => topicName(context, prefix));
    this.keys = new ParkedKeys(options.parking, group);
    this.calls = new HandlerCalls(options, this.tuning, this.counters, this.log);
    const { tuning, log, keys, calls, counters, topics, groupId } = this;
    const alarm = (what: ConsumerAlarm): void => {
      counters.alarms[what.kind] += 1;
      options.onAlarm?.(what);
    };
    const parking = new Parking({ lot: options.parking, group, keys, log, alarm });
    this.settler = new SliceSettler({ group, calls, parking, counters, log, alarm, attempts: tuning.attempts });
    this.assignment = new Assignment((topic, partition) => this.workOn(topic, partition));
    const onFatal = (error: Error): void => this.fatal(error);
    const onJoin = (): void => {
      counters.rebalances += 1;
      void this.openPartitions();
    };
    const onLost = (): void => this.rejoin();
    this.member = new GroupMember({ kafka, groupId, topics, tuning, log, assignment: this.assignment, onJoin, onLost, onFatal });
    this.watchdog = new Watchdog(group, tuning.stallMs, {
      joined: () => this.member.joined,
      progress: () => counters.handled + counters.parked + counters.refused,
      unexplainedLag: () => this.assignment.all().reduce((sum, work) => sum + (work.waiting > 0 ? 0 : work.lag()), 0),
    });
  }

  /**
   * Resolves when the group is joined, or after 3 s when Kafka is away: then it goes on trying, as a service must start
   * without Kafka (invariant 21). @throws HoleInTopic (K3), later through onFatal
   */
  async start(): Promise<void> {
    let waited = false;
    const again = (error: unknown): boolean => {
      this.log.warn({ group: this.groupId, error: describeError(error) }, 'the consumer cannot start yet, trying on');
      return !(error instanceof HoleInTopic);
    };
    const beginning = retrying(() => this.begin(), { signal: this.life.signal, again });
    this.starting = beginning.catch((error: unknown) => {
      if (waited) this.fatal(error);
    });
    await Promise.race([beginning, sleep(startWaitMs, undefined, { ref: false })]);
    waited = true;
  }

  async stop(): Promise<void> {
    this.life.abort();
    await this.starting;
    for (const timer of this.timers) clearInterval(timer);
    this.member.stopFetching();
    for (const work of this.assignment.all()) work.close();
    if (!(await this.assignment.drained(this.tuning.drainMs))) {
      this.log.warn({ group: this.groupId }, 'handlers did not end in time and are aborted');
      for (const work of this.assignment.all()) work.revoke();
      await this.assignment.drained(2_000);
    }
    await this.member.commit();
    await this.member.leave();
    for (const work of this.assignment.all()) work.revoke();
    await this.closeAdmin();
  }

  health(): KafkaConsumerHealth {
    const { assignment, counters, watchdog } = this;
    const running = this.member.joined && !this.life.signal.aborted;
    return healthOf({ groupId: this.options.groupId, running, parkedKeys: this.keys.size, assignment, counters, watchdog });
  }

  retryParked(key: string): Promise<RetriedKey> {
    return new ParkedRetry(this.options, this.calls, this.keys).retry(key, this.life.signal);
  }

  private async begin(): Promise<void> {
    const admin = this.options.kafka.admin();
    this.admin = admin;
    try {
      await admin.connect();
      await checkForHoles(admin, this.groupId, this.topics);
      await this.keys.reload();
      await this.member.run();
    } catch (error) {
      await this.closeAdmin();
      throw error;
    }
    this.timers.push(setInterval(() => void this.member.commit(), this.tuning.commitEveryMs));
    this.timers.push(setInterval(() => void this.watch(), this.tuning.watchEveryMs));
  }

  private rejoin(): void {
    if (this.life.signal.aborted) return;
    this.starting = retrying(() => this.member.run(), { signal: this.life.signal }).catch(() => undefined);
  }

  private workOn(topic: string, partition: number): PartitionWork {
    const { maxBatch } = this.options;
    const limits = { maxBatch, waiting: maxBatch === 1 ? waitingLanes : 1, queued: this.tuning.queued, span: this.tuning.queued * 10 };
    return new PartitionWork(topic, partition, limits, (slice, work) => this.settler.settle(slice, work), {
      onChange: (work) => this.member.adjust(work),
      onFault: (error) => this.fatal(error),
    });
  }

  /** New partitions begin once it is known which keys are parked and how far the group was (X1, X5). */
  private async openPartitions(): Promise<void> {
    const { admin, assignment } = this;
    const works = assignment.all();
    try {
      await retrying(
        async () => {
          await this.keys.reload();
          if (admin) assignment.noteOffsets(await groupOffsets(admin, this.groupId, this.topics));
        },
        { signal: this.life.signal },
      );
    } catch {
      return; // stopped meanwhile
    }
    for (const work of works) if (!work.signal.aborted) work.open();
  }

  private async watch(): Promise<void> {
    if (!this.admin) return;
    try {
      const ranges = await within(this.tuning.watchEveryMs, 'asking for offsets', logRanges(this.admin, this.topics));
      this.assignment.noteEnds(ranges);
      await this.keys.reload();
    } catch (error) {
      this.log.debug({ group: this.groupId, error: describeError(error) }, 'lag is not known');
      return;
    }
    const stalled = this.watchdog.look();
    if (stalled) this.fatal(stalled);
  }

  private fatal(error: unknown): void {
    if (this.isFatal || this.life.signal.aborted) return;
    this.isFatal = true;
    const fault = error instanceof Error ? error : new Error(describeError(error));
    this.log.error({ group: this.groupId, error: describeError(fault) }, 'the consumer cannot go on');
    this.options.onFatal(fault);
  }

  private async closeAdmin(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    if (admin) await within(5_000, 'disconnecting', admin.disconnect()).catch(() => undefined);
  }
}

/** A consumer of commits; it does nothing before `start()`. */
export const createConsumer = (options: KafkaConsumerOptions): KafkaCommitConsumer => new KafkaCommitConsumer(options);
