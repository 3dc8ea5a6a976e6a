import type { Counted } from '@redress/projections';
import type { ComplaintSummary } from './complaint-summary';

/** Dots nest counters and a dollar is MongoDB's, so neither may come out of data. */
const named = (value: string): string => value.replace(/[.$]/g, '_');

const whileOpen = (summary: ComplaintSummary): Record<string, number> => ({
  open: 1,
  [`openByStage.${summary.stage}`]: 1,
  [`openByLevel.${summary.level ?? 'unclassified'}`]: 1,
  [`openByPriority.${summary.priority ?? 'unclassified'}`]: 1,
  [`openByCategory.${named(summary.category ?? 'unclassified')}`]: 1,
  ...(summary.firstContactAt === undefined && { withoutContact: 1 }),
  ...(summary.suspectedSevere && { suspectedSevere: 1 }),
  ...(summary.handlerId === undefined && summary.status === 'accepted' && { unassigned: 1 }),
});

/** What a complaint adds to the counters of its site; nothing before it is registered. */
export const countComplaint = (summary: ComplaintSummary): Counted | undefined => {
  if (summary.complaintNo === undefined) return undefined;
  return {
    scope: summary.siteId,
    counters: {
      total: 1,
      [`byStatus.${summary.status}`]: 1,
      [`byChannel.${summary.channel ?? 'unknown'}`]: 1,
      ...(summary.open && whileOpen(summary)),
      ...(summary.overdue.length > 0 && { 'overdue.complaints': 1 }),
      ...Object.fromEntries(summary.overdue.map((kind) => [`overdue.byDeadline.${kind}`, 1])),
      'escalations.open': summary.openEscalations.length,
      'escalations.raised': summary.escalationsRaised,
      'escalations.acknowledged': summary.escalationsAcknowledged,
    },
  };
};
