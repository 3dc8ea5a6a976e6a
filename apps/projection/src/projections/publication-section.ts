import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';

/** What was made public about a complaint; nothing in it is sealed. */
export interface PublicationSection {
  readonly siteId: string;
  readonly shown?: Omit<DataOf<'ResultPublished'>, 'complaintId'>;
}

const folds: Folds<PublicationSection, 'ResultPublished' | 'PublicationWithdrawn'> = {
  ResultPublished: (section, { complaintId: _id, ...shown }) => ({ ...section, shown }),
  PublicationWithdrawn: ({ siteId }) => ({ siteId }),
};

/** The section after a commit about what is public. */
export const foldPublication = (section: PublicationSection | undefined, commit: PublishedCommit): PublicationSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);
