import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@redress/event-store';
import type { AnyEvent } from '@redress/kernel';
import type { PlanEvent, PlanPublished } from '@redress/plan';
import { EVENT_STORE } from '@redress/platform';
import { planTarget } from '../commands/plan-stream';

/** A published version out of its stream, and when it was retired. */
export interface PlanVersion {
  readonly published: PlanPublished['data'];
  readonly retiredAt?: string;
}

/** Reads published versions from the streams themselves: what was just published is there. */
@Injectable()
export class PlanVersions {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** All versions of a plan in their order; none when the site has no such plan. */
  async of(siteId: string, planId: string): Promise<readonly PlanVersion[]> {
    const commits = await this.store.readStream(planTarget(siteId, planId).streamId);
    const events = commits.flatMap((commit) => commit.events as readonly AnyEvent[] as readonly PlanEvent[]);
    const retirements = events.flatMap(({ type, data }) => (type === 'PlanRetired' ? [data] : []));
    return events.flatMap(({ type, data }) => {
      if (type !== 'PlanPublished') return [];
      const retired = retirements.find(({ planVersion }) => planVersion === data.planVersion);
      return [{ published: data, ...(retired ? { retiredAt: retired.retiredAt } : {}) }];
    });
  }
}
