import { happened, refuse, type Decider, type Decision } from '@redress/kernel';
import type {
  AddEvidence,
  EvidenceCommand,
  EvidenceEvent,
  EvidenceRefusal,
  RecordEvidenceViewed,
  WithdrawEvidence,
} from './evidence-messages';

/** Most pieces of evidence of one complaint. */
export const mostEvidence = 200;

/** What a complainant may send without asking: pieces, and bytes in all. */
export const mostMaterials = { pieces: 20, bytes: 60 * 1024 * 1024 };

/** A piece of evidence as decisions need it. */
export interface KnownEvidence {
  readonly evidenceNo: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly fromVisitor: boolean;
  readonly withdrawn: boolean;
}

/** The evidence of one complaint by its id, in the order of its numbers. */
export type EvidenceState = ReadonlyMap<string, KnownEvidence>;

type Decided = Decision<EvidenceEvent, EvidenceRefusal>;

/** Who complained and did not sign in. */
const visitor = 'visitor';

const materialsFull = (state: EvidenceState, bytes: number): boolean => {
  const sent = [...state.values()].filter(({ fromVisitor }) => fromVisitor);
  const total = sent.reduce((sum, one) => sum + one.bytes, bytes);
  return sent.length >= mostMaterials.pieces || total > mostMaterials.bytes;
};

const add = ({ data: { complaintId, evidence, at, by } }: AddEvidence, state: EvidenceState): Decided => {
  const { file, ...said } = evidence;
  if (evidence.collectedAt > at) return refuse('collected-in-the-future');
  const same = [...state.values()].find(({ sha256, withdrawn }) => sha256 === file.sha256 && !withdrawn);
  if (same) return refuse('evidence-known', { evidenceNo: same.evidenceNo });
  if (state.size >= mostEvidence) return refuse('evidence-full', { most: mostEvidence });
  if (by === visitor && materialsFull(state, file.bytes)) return refuse('materials-full', mostMaterials);
  const evidenceNo = state.size + 1;
  return happened({
    type: 'EvidenceAdded',
    data: { complaintId, evidenceNo, ...said, ...file, addedAt: at, addedBy: by },
  });
};

/** Each view counts, also of what was withdrawn: the log says who saw what, not who was meant to. */
const view = (
  { data: { complaintId, evidenceId, purpose, at, by } }: RecordEvidenceViewed,
  state: EvidenceState,
): Decided =>
  state.has(evidenceId)
    ? happened({ type: 'EvidenceViewed', data: { complaintId, evidenceId, viewedAt: at, viewedBy: by, purpose } })
    : refuse('evidence-unknown');

const withdraw = (
  { data: { complaintId, evidenceNo, reason, at, by } }: WithdrawEvidence,
  state: EvidenceState,
): Decided => {
  const [evidenceId, known] = [...state].find(([, one]) => one.evidenceNo === evidenceNo) ?? [];
  if (evidenceId === undefined || !known) return refuse('evidence-unknown');
  if (known.withdrawn) return happened();
  return happened({
    type: 'EvidenceWithdrawn',
    data: { complaintId, evidenceId, withdrawnAt: at, withdrawnBy: by, reason },
  });
};

const decide = (command: EvidenceCommand, state: EvidenceState): Decided => {
  switch (command.type) {
    case 'AddEvidence':
      return add(command, state);
    case 'RecordEvidenceViewed':
      return view(command, state);
    case 'WithdrawEvidence':
      return withdraw(command, state);
  }
};

const evolve = (state: EvidenceState, { type, data }: EvidenceEvent): EvidenceState => {
  if (type === 'EvidenceViewed') return state;
  const next = new Map(state);
  if (type === 'EvidenceAdded') {
    const { evidenceId, evidenceNo, sha256, bytes, addedBy } = data;
    return next.set(evidenceId, { evidenceNo, sha256, bytes, fromVisitor: addedBy === visitor, withdrawn: false });
  }
  const known = state.get(data.evidenceId);
  return known ? next.set(data.evidenceId, { ...known, withdrawn: true }) : state;
};

/** The evidence of a complaint and who saw it; stream `evidence-<complaintId>`. */
export const evidenceDecider: Decider<EvidenceState, EvidenceCommand, EvidenceEvent, EvidenceRefusal> = {
  initial: new Map(),
  decide,
  evolve,
};
