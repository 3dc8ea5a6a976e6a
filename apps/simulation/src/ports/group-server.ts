import type { Machine } from '../world/machine';
import type { World } from '../world/world';

/** What the coordinator tells a member; it travels, and a dead machine does not hear it. */
export interface MemberEars {
  readonly machine: Machine;
  /** The group is made anew: join again. */
  onRebalance(): void;
  onAssigned(generation: number, partitions: readonly number[]): void;
}

interface Member extends MemberEars {
  lastBeat: number;
  isJoining: boolean;
}

const sessionMs = 15_000;
const rebalanceMs = 30_000;

/** The commit of an offset as the broker takes it. */
export interface OffsetCommit {
  readonly partition: number;
  readonly offset: number;
  readonly metadata: string;
}

/** The coordinator of one consumer group: who is in it, who has which partition, how far it is. */
export class GroupServer {
  generation = 0;
  /** Told of every offset that is taken. */
  onCommit: (commit: OffsetCommit) => void = () => undefined;
  private readonly members = new Map<string, Member>();
  private readonly committed = new Map<number, OffsetCommit & { readonly generation: number }>();
  private isPreparing = false;

  constructor(
    private readonly world: World,
    private readonly topic: string,
    private readonly partitions: number,
  ) {}

  /** A member wants in, or has heard that the group is made anew. */
  join(memberId: string, ears: MemberEars): void {
    this.members.set(memberId, {
      machine: ears.machine,
      onRebalance: () => ears.onRebalance(),
      onAssigned: (g, p) => ears.onAssigned(g, p),
      lastBeat: this.world.now,
      isJoining: true,
    });
    this.prepare();
    this.completeIfAll();
  }

  leave(memberId: string): void {
    if (this.members.delete(memberId)) this.prepare();
    this.completeIfAll();
  }

  /** Whether the member is known; each beat also finds out who has gone. */
  beat(memberId: string): boolean {
    for (const [id, member] of this.members) {
      if (!member.isJoining && member.lastBeat + sessionMs < this.world.now) this.leave(id);
    }
    const member = this.members.get(memberId);
    if (member) member.lastBeat = this.world.now;
    return member !== undefined;
  }

  /** Takes offsets of a member of this generation; says no to others. */
  commit(memberId: string, generation: number, commits: readonly OffsetCommit[]): boolean {
    if (!this.members.has(memberId) || generation !== this.generation) return false;
    for (const commit of commits) {
      // What a member sends comes over one connection: an older offset of it cannot overtake a newer one.
      const { offset = -1, generation: takenIn } = this.committed.get(commit.partition) ?? {};
      if (takenIn === generation && commit.offset < offset) continue;
      this.committed.set(commit.partition, { ...commit, generation });
      this.onCommit(commit);
    }
    return true;
  }

  committedOffset(partition: number): number {
    return this.committed.get(partition)?.offset ?? 0;
  }

  offsets() {
    const partitions = Array.from({ length: this.partitions }, (_, partition) => {
      const { offset = -1, metadata = null } = this.committed.get(partition) ?? {};
      return { partition, offset: String(offset), metadata };
    });
    return [{ topic: this.topic, partitions }];
  }

  private prepare(): void {
    if (this.isPreparing) return;
    this.isPreparing = true;
    const { generation } = this;
    for (const member of this.members.values()) {
      if (!member.isJoining)
        this.world.after(this.world.random.between(1, 3_000), () => member.onRebalance(), member.machine);
    }
    this.world.between(rebalanceMs, () => {
      if (!this.isPreparing || this.generation !== generation) return;
      for (const [id, member] of this.members) if (!member.isJoining) this.members.delete(id);
      this.complete();
    });
  }

  private completeIfAll(): void {
    if (this.isPreparing && [...this.members.values()].every(({ isJoining }) => isJoining)) this.complete();
  }

  private complete(): void {
    this.isPreparing = false;
    this.generation += 1;
    const { generation, world } = this;
    const members = [...this.members.values()];
    const first = world.random.below(Math.max(1, members.length));
    members.forEach((member, index) => {
      const mine = Array.from({ length: this.partitions }, (_, partition) => partition).filter(
        (partition) => (partition + first) % members.length === index,
      );
      member.isJoining = false;
      member.lastBeat = world.now;
      // Who has joined anew meanwhile waits for that answer, and hears this one no more.
      const tell = (): void => (generation === this.generation ? member.onAssigned(generation, mine) : undefined);
      world.after(world.random.between(1, 50), tell, member.machine);
    });
  }
}
