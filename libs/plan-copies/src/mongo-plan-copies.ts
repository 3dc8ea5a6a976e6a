import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { UnknownPlan, type PlanCopies, type PlanCopy } from './plan-copies';

type StoredCopy = PlanCopy & { readonly _id: string };

const idOf = (siteId: string, planRef: string): string => `${siteId}/${planRef}`;

/** The most plan versions kept in memory; a service works with a handful. */
const cacheLimit = 200;

/** Plan copies in MongoDB, collection `plan_copies`. What never changes (a version's document) is kept in memory too. */
export class MongoPlanCopies<TDocument extends object = object> implements PlanCopies<TDocument> {
  private readonly cache = new Map<string, PlanCopy<TDocument>>();

  constructor(private readonly connection: Connection) {}

  /** Creates the index that `inForce` reads; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await this.copies().createIndex({ siteId: 1, effectiveFrom: -1, publishedAt: -1 }, { name: 'in_force' });
  }

  async keep(copy: PlanCopy<TDocument>): Promise<void> {
    const _id = idOf(copy.siteId, copy.planRef);
    await guarded('keep a plan', () =>
      this.copies().updateOne({ _id }, { $setOnInsert: { ...copy } }, { upsert: true }),
    );
  }

  async retire(siteId: string, planRef: string, retiredAt: string): Promise<void> {
    const _id = idOf(siteId, planRef);
    await guarded('retire a plan', () =>
      this.copies().updateOne({ _id, retiredAt: { $exists: false } }, { $set: { retiredAt } }),
    );
    this.cache.delete(_id);
  }

  async get(siteId: string, planRef: string): Promise<PlanCopy<TDocument>> {
    const _id = idOf(siteId, planRef);
    const known = this.cache.get(_id);
    if (known) return known;
    const found = await guarded('read a plan', () => this.copies().findOne({ _id }));
    if (!found) throw new UnknownPlan(`plan ${planRef} has not reached this service yet`);
    const copy = copyOf<TDocument>(found);
    if (this.cache.size >= cacheLimit) this.cache.clear();
    this.cache.set(_id, copy);
    return copy;
  }

  async inForce(siteId: string, at: string): Promise<PlanCopy<TDocument>> {
    const found = await guarded('read the plan in force', () =>
      this.copies()
        .find({
          siteId,
          effectiveFrom: { $lte: at },
          $or: [{ retiredAt: { $exists: false } }, { retiredAt: { $gt: at } }],
        })
        // Which version it is must be asked each time; its document, the large part, is in memory then.
        .project<Pick<PlanCopy, 'planRef'>>({ _id: 0, planRef: 1 })
        .sort({ effectiveFrom: -1, publishedAt: -1 })
        .limit(1)
        .next(),
    );
    if (!found) throw new UnknownPlan(`no plan is in force for site ${siteId}`);
    return this.get(siteId, found.planRef);
  }

  private copies(): mongo.Collection<StoredCopy> {
    return durableCollection<StoredCopy>(this.connection, 'plan_copies');
  }
}

/** The document's type is the domain's business: planning validated it before it was published. */
const copyOf = <TDocument extends object>({ _id, ...copy }: StoredCopy): PlanCopy<TDocument> =>
  copy as PlanCopy<TDocument>;
