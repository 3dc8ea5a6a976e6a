import type { ReadModel } from '@redress/projections';
import type { PublishedCommit } from '@redress/kernel';
import { foldCase } from './case-section';
import { foldComplaint, type ComplaintSection } from './complaint-section';
import { countComplaint } from './complaint-counters';
import { summariseComplaint, type ComplaintSections, type ComplaintSummary } from './complaint-summary';
import { foldEvidence } from './evidence-section';
import { foldPublication } from './publication-section';
import { foldWatch, type WatchSection } from './watch-section';

const streams = /^(complaint|case|evidence|publication|watch)-(.+)$/;

const investigation: Readonly<Record<string, (section: never, commit: PublishedCommit) => object>> = {
  case: foldCase,
  evidence: foldEvidence,
  publication: foldPublication,
};

/** Investigation has several streams of a complaint, each with its own section. */
const foldInvestigation = (section: object | undefined, commit: PublishedCommit): object => {
  const [, kind = ''] = streams.exec(commit.envelope.streamId) ?? [];
  return investigation[kind]?.(section as never, commit) ?? section ?? {};
};

/** One document per complaint: what intake, investigation and escalation have said of it. */
export const complaints: ReadModel<ComplaintSections, ComplaintSummary> = {
  name: 'complaints',
  indexes: [
    { fields: { siteId: 1, priorityRank: 1, dueRank: 1, _id: 1 } },
    { fields: { siteId: 1, open: 1, priorityRank: 1, dueRank: 1, _id: 1 } },
    { fields: { siteId: 1, receivedAt: -1, _id: -1 }, where: ['complaintNo'] },
    { fields: { siteId: 1, dueRank: 1, _id: 1 } },
    { fields: { siteId: 1, 'todo.for': 1, priorityRank: 1, dueRank: 1, _id: 1 } },
    { fields: { complaintNo: 1 }, where: ['complaintNo'] },
    { fields: { siteId: 1, outsideNumber: 1 }, where: ['outsideNumber'] },
    { fields: { siteId: 1, publishedAt: -1, _id: -1 }, where: ['publishedAt'] },
    // Holds all that likely duplicates are looked for by, so that no document is read for those that are none.
    { fields: { siteId: 1, receivedAt: -1, textSignature: 1, place: 1, category: 1, _id: 1 } },
  ],
  place: (streamId) => {
    const [, section, key] = streams.exec(streamId) ?? [];
    return key && section ? { key, section: section as keyof ComplaintSections } : undefined;
  },
  fold: (section, commit) => {
    switch (commit.envelope.context) {
      case 'intake':
        return foldComplaint(section as ComplaintSection | undefined, commit);
      case 'investigation':
        return foldInvestigation(section, commit);
      case 'escalation':
        return foldWatch(section as WatchSection | undefined, commit);
      case 'notification':
      case 'planning':
        return section ?? { siteId: commit.envelope.siteId };
    }
  },
  summarise: (_complaintId, sections) => summariseComplaint(sections),
  count: countComplaint,
};
