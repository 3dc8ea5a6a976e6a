import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { evidenceDecider } from '@redress/case';
import { loadState } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE, RUNTIME_LOG, type RuntimeLog } from '@redress/platform';
import { EVIDENCE_STORE, type EvidenceStore, type Upload } from './evidence-store';
import { evidenceStream, fileNameOf } from './names';

/** How long bytes may be there before their event is, milliseconds; commands take seconds. */
const doubtMs = 60 * 60_000;
/** Time between two sweeps, milliseconds; each waits up to a tenth more, so that processes do not sweep in step. */
const everyMs = 10 * 60_000;
/** Uploads of one sweep. */
const sweptAtOnce = 100;

/** Removes bytes that no event refers to: what is left of uploads that were cut (pitfalls F18). */
@Injectable()
export class EvidenceSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(EVIDENCE_STORE) private readonly files: EvidenceStore,
    @Inject(RUNTIME_LOG) private readonly log: RuntimeLog,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping = this.untilStopped();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.sweeping;
  }

  /**
   * One sweep; how many uploads went. The time is this machine's, not the plan's: uploads take as long as they take.
   * @throws StoreUnavailable (a TransientFault)
   */
  async sweep(before = new Date(Date.now() - doubtMs)): Promise<number> {
    let removed = 0;
    for (const upload of await this.files.inDoubt(before, sweptAtOnce)) {
      if (this.stopping.signal.aborted) return removed;
      if (await this.isReferredTo(upload)) await this.files.settle(upload);
      else {
        await this.files.discard(upload);
        removed += 1;
      }
    }
    if (removed > 0) this.log.warn({ removed }, 'evidence that no event refers to was removed');
    return removed;
  }

  private async isReferredTo({ complaintId, fileName }: Upload): Promise<boolean> {
    const { state } = await loadState(this.store, evidenceDecider, evidenceStream(complaintId));
    return [...state].some(([evidenceId, { sha256 }]) => fileNameOf(evidenceId, sha256) === fileName);
  }

  private async untilStopped(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.sweep();
      } catch (error) {
        this.log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'evidence could not be swept');
      }
      await sleep(everyMs * (1 + Math.random() / 10), undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
