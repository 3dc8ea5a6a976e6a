import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';

type Messages = 'EvidenceAdded' | 'EvidenceViewed' | 'EvidenceWithdrawn';
type Without<T> = Omit<T, 'complaintId'>;

/** A piece of evidence, how often it was seen and who saw it last; what it is called investigation alone tells. */
export interface ListedEvidence extends Without<DataOf<'EvidenceAdded'>> {
  readonly views: number;
  readonly lastViewed?: Omit<DataOf<'EvidenceViewed'>, 'complaintId' | 'evidenceId'>;
  readonly withdrawnAt?: string;
}

/** What investigation has said of a complaint's evidence; pieces in the order of their numbers. */
export interface EvidenceSection {
  readonly siteId: string;
  readonly pieces?: readonly ListedEvidence[];
}

const changed = (
  section: EvidenceSection,
  evidenceId: string,
  change: (piece: ListedEvidence) => ListedEvidence,
): EvidenceSection => ({
  ...section,
  pieces: (section.pieces ?? []).map((piece) => (piece.evidenceId === evidenceId ? change(piece) : piece)),
});

const folds: Folds<EvidenceSection, Messages> = {
  EvidenceAdded: (section, { complaintId: _id, ...added }) => ({
    ...section,
    pieces: [...(section.pieces ?? []), { ...added, views: 0 }],
  }),
  EvidenceViewed: (section, { complaintId: _id, evidenceId, ...lastViewed }) =>
    changed(section, evidenceId, (piece) => ({ ...piece, views: piece.views + 1, lastViewed })),
  EvidenceWithdrawn: (section, { evidenceId, withdrawnAt }) =>
    changed(section, evidenceId, (piece) => ({ ...piece, withdrawnAt })),
};

/** The section after a commit of a complaint's evidence. */
export const foldEvidence = (section: EvidenceSection | undefined, commit: PublishedCommit): EvidenceSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);

/** How many pieces count. */
export const evidenceCountOf = ({ pieces = [] }: Partial<EvidenceSection>): number =>
  pieces.filter(({ withdrawnAt }) => withdrawnAt === undefined).length;
