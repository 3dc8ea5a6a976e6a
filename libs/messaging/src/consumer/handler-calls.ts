import { TransientFault, type PublishedCommit } from '@redress/kernel';
import { bulkhead } from 'cockatiel';
import { retrying } from '../backoff';
import { fromKafkaMessage } from '../cloud-event';
import { headerText } from '../cloud-event-headers';
import { describeError, type Log } from '../log';
import { fillGap } from '../stream-versions';
import { inConsumerSpan } from '../trace-context';
import type { ConsumerTuning, KafkaConsumerOptions } from './consumer-options';
import type { Counters } from './counters';
import { isFinal, isTransient } from './faults';
import type { PartitionWork } from './partition-work';
import type { Received } from './received';

/** A commit and the trace context it came with. */
export interface Delivery {
  readonly commit: PublishedCommit;
  readonly traceparent?: string;
}

/** The handler did not end in its time; it is asked again. */
class BudgetExceeded extends TransientFault {
  constructor(ms: number, cause: unknown) {
    super(`the handler was given up after ${ms} ms`, { cause });
    this.name = 'BudgetExceeded';
  }
}

/** Calls the handler: within its budget, in a span, bounded in number, again while a dependency is away. */
export class HandlerCalls {
  private readonly slots;

  constructor(
    private readonly options: KafkaConsumerOptions,
    private readonly tuning: ConsumerTuning,
    private readonly counters: Counters,
    private readonly log: Log,
  ) {
    this.slots = bulkhead(tuning.concurrency, Infinity);
  }

  /** @throws PoisonMessage when there is no commit in the message. */
  decode({ message }: Received): Delivery {
    const commit = fromKafkaMessage(message, this.options.validate);
    const traceparent = headerText(message.headers ?? {}, 'traceparent');
    return traceparent === undefined ? { commit } : { commit, traceparent };
  }

  /**
   * The delivery, after the commits of its stream that are missing in front of it (K5, decisions.md 7).
   * `reached` is the version of the stream that goes to the handler in the same call before it.
   */
  async withMissing(delivery: Delivery, work: PartitionWork, reached?: number): Promise<Delivery[]> {
    const gap = work.versions.gapBefore(delivery.commit.envelope, reached);
    if (!gap) return [delivery];
    this.counters.gaps += 1;
    this.log.warn({ group: this.options.groupId, ...gap }, 'versions of a stream are missing');
    const { fetchMissing } = this.options;
    if (!fetchMissing) return [delivery];
    const filled = await this.patiently(work, 1, () => fillGap(gap, fetchMissing, work.signal));
    return [...filled.map((commit) => ({ commit })), delivery];
  }

  /**
   * One call of the handler, made again without limit while a dependency is away, and up to `attempts` times where it
   * fails otherwise. Notes the versions when it is done.
   */
  async handle(deliveries: readonly Delivery[], work: PartitionWork, attempts: number): Promise<void> {
    await this.patiently(work, attempts, () => this.once(deliveries, work.signal));
    for (const { commit } of deliveries) work.versions.saw(commit.envelope);
    this.counters.handled += deliveries.length;
  }

  /** One call and no other; for what an operator asked for. */
  async once(deliveries: readonly Delivery[], signal: AbortSignal): Promise<void> {
    const { groupId, handle } = this.options;
    const hops = deliveries.map(({ traceparent }) => traceparent);
    const commits = deliveries.map(({ commit }) => commit);
    await this.slots.execute(() => inConsumerSpan(groupId, hops, () => this.budgeted(signal, (own) => handle(commits, own))), signal);
  }

  /** Makes work again while a dependency is away; the partition is seen to wait meanwhile. */
  async patiently<T>(work: PartitionWork, attempts: number, call: () => Promise<T>): Promise<T> {
    let waits = false;
    let others = 0;
    const again = (error: unknown): boolean => {
      this.counters.lastError = describeError(error);
      if (!isTransient(error)) return !isFinal(error) && (others += 1) < attempts;
      this.counters.transientFaults += 1;
      if (!waits) {
        waits = true;
        this.log.warn({ group: this.options.groupId, error: this.counters.lastError }, 'a dependency is away, waiting for it');
        work.startWaiting();
      }
      return true;
    };
    try {
      return await retrying(call, { signal: work.closing, again });
    } finally {
      if (waits) work.stopWaiting();
    }
  }

  /** Runs a call under a signal that also aborts after the budget (K4). */
  private async budgeted(signal: AbortSignal, call: (own: AbortSignal) => Promise<void>): Promise<void> {
    const { handlerBudgetMs } = this.tuning;
    const own = new AbortController();
    const abort = (): void => {
      clearTimeout(timer);
      own.abort();
    };
    const timer = setTimeout(abort, handlerBudgetMs);
    signal.addEventListener('abort', abort);
    try {
      await call(own.signal);
    } catch (error) {
      if (own.signal.aborted && !signal.aborted) throw new BudgetExceeded(handlerBudgetMs, error);
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}
