import type { CaseSection } from '../projections/case-section';
import type { ComplaintSection } from '../projections/complaint-section';
import type { ComplaintSummary } from '../projections/complaint-summary';
import type { WatchSection } from '../projections/watch-section';
import type { CompensatedCase } from './compensation-tally';

/** What complaints can be counted by. */
export const groupings = [
  'category',
  'channel',
  'level',
  'priority',
  'place',
  'partyKind',
  'rootCause',
  'handler',
] as const;
export type Grouping = (typeof groupings)[number];

/** The field of a complaint that a grouping goes by. */
export const fieldOf = (by: Grouping) => (by === 'handler' ? 'handlerId' : by);

/** The fields of a document that statistics read, as MongoDB is asked for them. */
export const countedFields: Readonly<Record<string, 1>> = Object.fromEntries(
  [
    'status',
    'open',
    'escalationsRaised',
    'round',
    'satisfied',
    ...groupings.map(fieldOf),
    'sections.complaint.data.settled',
    'sections.case.data.completed',
    'sections.case.data.plan',
    'sections.case.data.adoptedAt',
    'sections.case.data.doneMeasures.measureNo',
    'sections.case.data.replaced',
    'sections.case.data.earlier',
    ...['proposalNo', 'measureNo', 'amountYuan', 'state'].map((field) => `sections.case.data.compensations.${field}`),
    'sections.watch.data.deadlines',
    'sections.watch.data.past',
  ].map((field) => [field, 1]),
);

/** What the statistics read of a complaint. */
export interface StatisticsRow
  extends
    Partial<Omit<ComplaintSummary, 'status' | 'open' | 'escalationsRaised' | 'round'>>,
    Pick<ComplaintSummary, 'status' | 'open' | 'escalationsRaised' | 'round'> {
  readonly sections: {
    readonly complaint?: { readonly data: Pick<ComplaintSection, 'settled'> };
    readonly case?: { readonly data: Pick<CaseSection, 'completed'> & CompensatedCase };
    readonly watch?: { readonly data: Pick<WatchSection, 'deadlines' | 'past'> };
  };
}
