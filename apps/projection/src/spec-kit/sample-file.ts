import type { PersonKeys } from '@redress/personal-data';
import type { ModelDocument, Section } from '@redress/projections';
import { caseFileOf, type CaseFile } from '../documents/case-file';
import { complaints } from '../projections/complaints.projection';
import { detailOf } from '../queries/complaint-detail';
import type { SampleComplaint } from './sample-commits';

/** The document that the read model makes of a complaint's commits. */
export const documentOf = ({ id, commits }: SampleComplaint): ModelDocument => {
  const sections: Record<string, Section> = {};
  for (const commit of commits) {
    const place = complaints.place(commit.envelope.streamId);
    if (!place) continue;
    const data = complaints.fold(sections[place.section]?.data, commit);
    sections[place.section] = { version: commit.envelope.version, epoch: 1, data };
  }
  const opened = Object.fromEntries(Object.entries(sections).map(([name, { data }]) => [name, data]));
  return { _id: id, sections, ...complaints.summarise(id, opened) };
};

/** A complaint as documents are made of it, for a reader with keys or without. */
export const fileFrom = async (sample: SampleComplaint, keys?: PersonKeys): Promise<CaseFile> =>
  caseFileOf(await detailOf(documentOf(sample), [], keys));
