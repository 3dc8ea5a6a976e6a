import type { ComplaintSummary } from '../projections/complaint-summary';
import { complaints } from '../projections/complaints.projection';
import type { SampleComplaint } from './sample-commits';

/** The sections after commits, in whatever order the streams come. */
export const sectionsAfter = ({ id, commits }: SampleComplaint, order = commits): Record<string, object> => {
  const sections: Record<string, object> = {};
  for (const commit of order) {
    const place = complaints.place(commit.envelope.streamId);
    if (place?.key === id) sections[place.section] = complaints.fold(sections[place.section], commit);
  }
  return sections;
};

/** What lists know of a complaint after its commits. */
export const summaryAfter = (one: SampleComplaint, order = one.commits): ComplaintSummary =>
  complaints.summarise(one.id, sectionsAfter(one, order));
