import type { DeadlineKind, LocalText } from '@redress/contracts';
import { guarded } from '@redress/event-store';
import type { ProjectionEngine } from '@redress/projections';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ComplaintSummary } from '../projections/complaint-summary';
import { complaints } from '../projections/complaints.projection';
import type { Stage, Status } from '../projections/stage';
import { publicStep } from './public-steps';

/** What the holder of a tracking token may know: no personal data, nobody's name. */
export interface TrackedComplaint {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly status: Status;
  readonly stage: Stage;
  readonly receivedAt: string;
  /** What was promised, and by when, as long as it is open. */
  readonly promise?: { readonly deadline: DeadlineKind; readonly by: string };
  readonly next: LocalText;
}

/** Compared with where there is no complaint, so that both answers take the same time. */
const nobody = Buffer.alloc(32);

const matches = (token: string, hash: string | undefined): boolean => {
  const given = createHash('sha256').update(token).digest();
  const kept = hash === undefined ? nobody : Buffer.from(hash, 'hex');
  return timingSafeEqual(given, kept.length === given.length ? kept : nobody) && hash !== undefined;
};

/** The complaint with this number for whoever holds its token; undefined for a wrong number and a wrong token alike. */
export const trackComplaint = async (
  engine: ProjectionEngine,
  complaintNo: string,
  token: string,
): Promise<TrackedComplaint | undefined> => {
  const collection = (await guarded('tracking', () => engine.live())).documents(complaints, 'main');
  const options = { maxTimeMS: 2000, readConcern: { level: 'local' } } as const;
  const found = await guarded('tracking', () => collection.findOne({ complaintNo }, options));
  const complaint = found as (ComplaintSummary & { readonly _id: string }) | null;
  return matches(token, complaint?.trackingTokenHash) && complaint ? tracked(complaint) : undefined;
};

const tracked = (complaint: ComplaintSummary & { readonly _id: string }): TrackedComplaint => {
  const { _id: complaintId, complaintNo = '', status, stage, receivedAt = '', nextDeadline, nextDueAt } = complaint;
  return {
    complaintId,
    complaintNo,
    status,
    stage,
    receivedAt,
    ...(nextDeadline && nextDueAt !== undefined && { promise: { deadline: nextDeadline, by: nextDueAt } }),
    next: publicStep(status, stage),
  };
};
