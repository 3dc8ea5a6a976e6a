import type { GroupOffset, LogRange } from './group-offsets';
import type { PartitionWork } from './partition-work';

/** The partitions this member of the group has now. */
export class Assignment {
  private works = new Map<string, PartitionWork>();
  private heardAt = performance.now();

  constructor(private readonly make: (topic: string, partition: number) => PartitionWork) {}

  all(): PartitionWork[] {
    return [...this.works.values()];
  }

  get(topic: string, partition: number): PartitionWork | undefined {
    return this.works.get(`${topic}/${partition}`);
  }

  /**
   * Takes over what the group decided. Partitions that stay keep their work: what kafkajs fetches again of it is left
   * out by its offset. What is gone is aborted; the next owner does it again and the effects are idempotent (K5).
   */
  update(assigned: Readonly<Record<string, readonly number[]>>): void {
    const before = this.works;
    this.works = new Map();
    for (const [topic, partitions] of Object.entries(assigned)) {
      for (const partition of partitions) {
        const place = `${topic}/${partition}`;
        const work = before.get(place) ?? this.make(topic, partition);
        work.rejoined();
        this.works.set(place, work);
      }
    }
    for (const [place, work] of before) if (!this.works.has(place)) work.revoke();
  }

  /** Notes what the group had reached before; for partitions that are new here. */
  noteOffsets(offsets: readonly GroupOffset[]): void {
    for (const { topic, partition, committed, epoch } of offsets) {
      const work = this.get(topic, partition);
      if (!work) continue;
      work.committed = Math.max(work.committed, committed);
      work.epoch = Math.max(work.epoch, epoch);
    }
  }

  noteEnds(ranges: readonly LogRange[]): void {
    this.heardAt = performance.now();
    for (const { topic, partition, end } of ranges) {
      const work = this.get(topic, partition);
      if (work) work.end = Math.max(work.end, end);
    }
  }

  /** Milliseconds since a broker last told where the partitions end, or since the consumer was made. */
  silentMs(): number {
    return performance.now() - this.heardAt;
  }

  lag(): number {
    return this.all().reduce((sum, work) => sum + work.lag(), 0);
  }

  /** Messages behind, per topic of the partitions that are here. */
  lagByTopic(): Record<string, number> {
    const lags: Record<string, number> = {};
    for (const work of this.all()) lags[work.topic] = (lags[work.topic] ?? 0) + work.lag();
    return lags;
  }

  /** Resolves when no call runs any more, or when the time is up; says whether all ended. */
  async drained(timeoutMs: number): Promise<boolean> {
    const giveUpAt = performance.now() + timeoutMs;
    while (this.all().some((work) => work.running > 0)) {
      if (performance.now() >= giveUpAt) return false;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return true;
  }
}
