import { Inject, Injectable } from '@nestjs/common';
import { loadState, type CommandMeta } from '@redress/command-handling';
import { complaintDecider, type LeadingComplaint } from '@redress/complaint';
import type { EventStore } from '@redress/event-store';
import { CommandRefused } from '@redress/kernel';
import { EVENT_STORE } from '@redress/platform';
import { CLOSED_CASES, type ClosedCases } from './closed-cases';
import { ComplaintFiles } from './complaint-file';
import { complaintStream } from './complaint-ids';

/** Why the complaint that is to lead cannot be had. */
export type LeadingRefusal = 'leading-unknown' | 'leading-of-other-site';

const toldOfLeading: Readonly<Record<string, LeadingRefusal>> = {
  'complaint-not-registered': 'leading-unknown',
  'other-site': 'leading-of-other-site',
};

/** The complaints that others are to follow, as they stand. */
@Injectable()
export class LeadingComplaints {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOSED_CASES) private readonly cases: ClosedCases,
  ) {}

  /** A complaint of the caller's site that is to lead. @throws CommandRefused leading-unknown, leading-of-other-site */
  async find(complaintId: string, { siteId }: CommandMeta): Promise<LeadingComplaint> {
    const { complaintNo, complainant } = await this.registrationOf(complaintId, siteId);
    const [{ state }, caseClosed] = await Promise.all([
      loadState(this.store, complaintDecider, complaintStream(complaintId)),
      this.cases.isClosed(complaintId),
    ]);
    return { complaintId, complaintNo, complainant, state, caseClosed };
  }

  /** The complaints merged into one, as it knows them. */
  async mergedInto(complaintId: string): Promise<readonly string[]> {
    const { state } = await loadState(this.store, complaintDecider, complaintStream(complaintId));
    return state.status === 'unregistered' ? [] : state.followers.merged;
  }

  private async registrationOf(complaintId: string, siteId: string) {
    try {
      return await this.files.registration(complaintId, siteId);
    } catch (error) {
      const told = error instanceof CommandRefused ? toldOfLeading[error.refusal] : undefined;
      throw told ? new CommandRefused(told) : error;
    }
  }
}
