import { Inject, Injectable } from '@nestjs/common';
import type { EvidenceEvent } from '@redress/case';
import type { EventStore, StoredCommit } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { EvidenceVault, type EvidenceFault } from './evidence-vault';

/** Evidence whose bytes are not what the event says. */
export interface EvidenceFinding {
  readonly complaintId: string;
  readonly evidenceId: string;
  readonly evidenceNo: number;
  readonly reason: EvidenceFault;
}

/** What a walk through all evidence found. */
export interface EvidenceFindings {
  /** Pieces that were looked at. */
  readonly files: number;
  readonly faultCount: number;
  /** The first of them. */
  readonly faults: readonly EvidenceFinding[];
}

/** Findings that are named. */
const listed = 100;

const eventsOf = ({ streamId, events }: StoredCommit): readonly EvidenceEvent[] =>
  // The store gives back what this service's own decider wrote.
  streamId.startsWith('evidence-') ? (events as readonly object[] as readonly EvidenceEvent[]) : [];

/** Reads all evidence there is, opens it and hashes it again: bit rot and missing files (pitfalls F18). */
@Injectable()
export class EvidenceCheck {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly vault: EvidenceVault,
  ) {}

  /** One file after the other, so that memory is bounded. @throws TransientFault where keys or bytes cannot be had now */
  async run(signal: AbortSignal): Promise<EvidenceFindings> {
    const faults: EvidenceFinding[] = [];
    let [files, faultCount] = [0, 0];
    for await (const commit of this.store.scan()) {
      signal.throwIfAborted();
      for (const { type, data } of eventsOf(commit)) {
        if (type !== 'EvidenceAdded') continue;
        files += 1;
        const reason = await this.vault.check(data);
        if (!reason) continue;
        faultCount += 1;
        const { complaintId, evidenceId, evidenceNo } = data;
        if (faults.length < listed) faults.push({ complaintId, evidenceId, evidenceNo, reason });
      }
    }
    return { files, faultCount, faults };
  }
}
