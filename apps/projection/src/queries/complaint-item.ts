import { versionToken } from '@redress/kernel';
import type { ModelDocument } from '@redress/projections';
import type { ComplaintSummary } from '../projections/complaint-summary';

type Hidden = 'trackingTokenHash' | 'textSignature' | 'priorityRank' | 'dueRank';
type FromRegistration = 'complaintNo' | 'channel' | 'receivedAt' | 'acceptBy';
/** The summary of a complaint whose registration has been read. */
type RegisteredSummary = Omit<ComplaintSummary, FromRegistration> & Required<Pick<ComplaintSummary, FromRegistration>>;

/** A complaint as lists and the event stream show it. */
export interface ComplaintItem extends Omit<RegisteredSummary, Hidden> {
  readonly complaintId: string;
  /** How far each of its streams is read: `complaint-…@3`. */
  readonly versions: string[];
}

/** The streams behind a document, with the version of each that it has applied. */
const versionsOf = ({ _id, sections }: ModelDocument): string[] =>
  Object.entries(sections)
    .map(([section, { version }]) => versionToken(`${section}-${_id}`, version))
    .sort();

/** What clients get to see of a registered complaint's document. */
export const itemOf = (document: ModelDocument): ComplaintItem => {
  const { _id, sections: _sections, ...summary } = document;
  const {
    trackingTokenHash: _hash,
    textSignature: _signature,
    priorityRank: _rank,
    dueRank: _due,
    ...shown
  } = summary as object as RegisteredSummary;
  return { complaintId: _id, ...shown, versions: versionsOf(document) };
};
