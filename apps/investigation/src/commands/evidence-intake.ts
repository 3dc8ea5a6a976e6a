import { Inject, Injectable } from '@nestjs/common';
import {
  evidenceClosed,
  evidenceDecider,
  type AddEvidence,
  type Evidence,
  type EvidenceKind,
  type EvidenceSource,
} from '@redress/case';
import type { CommandMeta, Committed, CommittedEvents } from '@redress/command-handling';
import { CommandRefused, TransientFault, utc } from '@redress/kernel';
import { EVIDENCE_STORE, type EvidenceStore, type Upload } from '../evidence/evidence-store';
import { EvidenceVault } from '../evidence/evidence-vault';
import { inspectFile, type InspectedFile, type SentFile } from '../evidence/inspect-file';
import { newEvidenceId } from '../evidence/names';
import { CaseFiles } from './case-file';
import { EvidenceFiles } from './evidence-files';
import type { KnownComplaint } from './known-complaints';

/** Evidence as it is brought, in plain text. */
export interface BroughtEvidence extends Omit<SentFile, 'keepLocation'> {
  readonly kind: EvidenceKind;
  readonly source: EvidenceSource;
  readonly name: string;
  readonly description?: string;
  /** When it was collected; now, where it is not said. */
  readonly collectedAt?: string;
  /** Staff id of whoever collected it; who brings it, where it is not said. */
  readonly collectedBy?: string;
  /** Why the place stays in the picture; without a reason it is taken out. */
  readonly keepLocationBecause?: string;
}

/** What became of evidence that was brought. */
export interface EvidenceOnRecord extends Committed {
  readonly evidenceId: string;
  readonly evidenceNo: number;
  /** Hash of the bytes as they are given out again, hex. */
  readonly sha256: string;
}

/** Takes evidence in: looks at the file, keeps the bytes, and then says so in an event (pitfalls F18). */
@Injectable()
export class EvidenceIntake {
  constructor(
    private readonly cases: CaseFiles,
    private readonly files: EvidenceFiles,
    private readonly vault: EvidenceVault,
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
  ) {}

  /**
   * Puts evidence on record, once for one command. @throws CommandRefused what is wrong with the file, or why no (more)
   * evidence is taken · PersonErased · TransientFault send the same command again
   */
  async add(file: KnownComplaint, brought: BroughtEvidence, meta: CommandMeta): Promise<EvidenceOnRecord> {
    const evidenceId = newEvidenceId(meta);
    const keepLocation = brought.keepLocationBecause !== undefined;
    const inspected = await inspectFile({ ...brought, keepLocation });
    const caseFile = await this.cases.mayTouch(file, meta.actor);
    const { kept } = inspected;
    const evidence = { ...(await this.sealed(file, brought, meta)), evidenceId, file: kept };
    const { complaintId } = file;
    const data = { complaintId, evidence, at: meta.occurredAt, by: meta.actor };
    const command: AddEvidence = { type: 'AddEvidence', data };
    const known = await this.files.stateOf(complaintId);
    if (known.has(evidenceId)) return onRecord(await this.files.commit(file, command, meta));
    const closed = evidenceClosed(caseFile);
    if (closed) throw new CommandRefused(closed);
    // What is refused anyway is not written first.
    const decision = evidenceDecider.decide(command, known);
    if (!decision.ok) throw new CommandRefused(decision.refusal, decision.details);
    return onRecord(await this.keepAndCommit(file, inspected, command, meta));
  }

  private async keepAndCommit(
    file: KnownComplaint,
    inspected: InspectedFile,
    command: AddEvidence,
    meta: CommandMeta,
  ): Promise<CommittedEvents> {
    const upload = await this.vault.keep(file, command.data.evidence.evidenceId, inspected);
    const committed = await this.committed(upload, () => this.files.commit(file, command, meta));
    await this.store.settle(upload);
    return committed;
  }

  /** Where nobody knows whether the event was stored the bytes stay in doubt, and the sweep will see. */
  private async committed<T>(upload: Upload, commit: () => Promise<T>): Promise<T> {
    try {
      return await commit();
    } catch (error) {
      if (!(error instanceof TransientFault)) await this.store.discard(upload);
      throw error;
    }
  }

  private async sealed(
    file: KnownComplaint,
    { kind, source, name, description, collectedAt, collectedBy, keepLocationBecause }: BroughtEvidence,
    { occurredAt, actor }: CommandMeta,
  ): Promise<Omit<Evidence, 'evidenceId' | 'file'>> {
    const seal = (text: string) => this.cases.seal(file, text);
    return {
      kind,
      source,
      collectedAt: collectedAt === undefined ? occurredAt : utc(collectedAt),
      collectedBy: collectedBy === undefined ? actor : `staff:${collectedBy}`,
      name: await seal(name),
      ...(description !== undefined && { description: await seal(description) }),
      ...(keepLocationBecause !== undefined && { locationReason: await seal(keepLocationBecause) }),
    };
  }
}

const onRecord = ({ events, ...committed }: CommittedEvents): EvidenceOnRecord => {
  // What a command stored is the event of its own decider.
  const { evidenceId, evidenceNo, sha256 } = events[0]?.data as EvidenceOnRecord;
  return { ...committed, evidenceId, evidenceNo, sha256 };
};
