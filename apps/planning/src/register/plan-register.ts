import { durableCollection, guarded, type StoredCommit } from '@redress/event-store';
import type { AnyEvent } from '@redress/kernel';
import type { PlanEvent, PlanPublished } from '@redress/plan';
import type { Connection, mongo } from 'mongoose';

/** One published version as the list of plans shows it. */
export interface RegisteredVersion {
  readonly siteId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly titleZh: string;
  readonly titleEn?: string;
  readonly effectiveFrom: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly calendarRef: string;
  readonly retiredAt?: string;
}

/** Where a page of the list begins: after this version. */
export interface RegisterPlace {
  readonly planId: string;
  readonly planVersion: number;
}

type Entry = RegisteredVersion & { readonly _id: string };

const idOf = (siteId: string, planId: string, planVersion: number): string => `${siteId}/${planId}@${planVersion}`;

const entryOf = (
  siteId: string,
  { planId, planVersion, document, effectiveFrom, publishedAt, publishedBy, calendarRef }: PlanPublished['data'],
): Entry => {
  const { zh, en } = document.metadata.title;
  return {
    _id: idOf(siteId, planId, planVersion),
    siteId,
    planId,
    planVersion,
    titleZh: zh,
    ...(en === undefined ? {} : { titleEn: en }),
    effectiveFrom,
    publishedAt,
    publishedBy,
    calendarRef,
  };
};

/** The list of published versions, written by the tail of the own store alone. Every write may be repeated. */
export class PlanRegister {
  private readonly versions: mongo.Collection<Entry>;

  constructor(connection: Connection) {
    this.versions = durableCollection<Entry>(connection, 'plan_register');
  }

  /** Creates the index; safe to repeat. */
  async prepare(): Promise<void> {
    const key = { siteId: 1, planId: 1, planVersion: -1 } as const;
    await guarded('plan register', () => this.versions.createIndex(key, { name: 'by_plan', unique: true }));
  }

  /** Takes in commits of the plan streams, in their order. */
  async follow(commits: readonly StoredCommit[]): Promise<void> {
    for (const { siteId, events } of commits) {
      // The store gives back what the plan decider wrote.
      for (const event of events as readonly AnyEvent[] as readonly PlanEvent[]) await this.apply(siteId, event);
    }
  }

  /** Versions of a site by plan, newest first. */
  page(siteId: string, limit: number, after?: RegisterPlace): Promise<readonly RegisteredVersion[]> {
    const later = after && [
      { planId: { $gt: after.planId } },
      { planId: after.planId, planVersion: { $lt: after.planVersion } },
    ];
    const filter = { siteId, ...(later ? { $or: later } : {}) };
    return guarded('list of plans', () =>
      this.versions
        .find(filter, { projection: { _id: 0 } })
        .sort({ planId: 1, planVersion: -1 })
        .limit(limit)
        .toArray(),
    );
  }

  /** The version that governs what comes in at an instant, as every service picks it; undefined when none does. */
  async inForce(siteId: string, at: string): Promise<RegisteredVersion | undefined> {
    const governs = [{ retiredAt: { $exists: false } }, { retiredAt: { $gt: at } }];
    const options = { sort: { effectiveFrom: -1, publishedAt: -1 }, projection: { _id: 0 } } as const;
    const filter = { siteId, effectiveFrom: { $lte: at }, $or: governs };
    return (await guarded('plan in force', () => this.versions.findOne(filter, options))) ?? undefined;
  }

  /** Whether the list has any plan of a site; the list may lag behind the store by a moment. */
  async hasAny(siteId: string): Promise<boolean> {
    return (
      (await guarded('list of plans', () => this.versions.findOne({ siteId }, { projection: { _id: 1 } }))) !== null
    );
  }

  private async apply(siteId: string, event: PlanEvent): Promise<void> {
    switch (event.type) {
      case 'PlanPublished': {
        const entry = entryOf(siteId, event.data);
        await guarded('plan register', () =>
          this.versions.updateOne({ _id: entry._id }, { $setOnInsert: entry }, { upsert: true }),
        );
        return;
      }
      case 'PlanRetired': {
        const { planId, planVersion, retiredAt } = event.data;
        await guarded('plan register', () =>
          this.versions.updateOne({ _id: idOf(siteId, planId, planVersion) }, { $set: { retiredAt } }),
        );
      }
    }
  }
}
