import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { UnknownPlan, type PlanCopies, type PlanCopy } from './plan-copies';

type StoredCopy = PlanCopy & { readonly _id: string };

const idOf = (siteId: string, planRef: string): string => `${siteId}/${planRef}`;

/** When a version is in force. */
type Term = Pick<PlanCopy, 'planRef' | 'effectiveFrom' | 'retiredAt'>;

/** The most plan versions kept in memory; a service works with a handful. */
const cacheLimit = 200;

/**
 * How long the terms of a site's versions are believed, milliseconds. Another process of the service may have heard
 * of a version meanwhile; that reached it through Kafka and could as well have come a second later.
 */
const termsFreshMs = 1_000;

/**
 * Plan copies in MongoDB, collection `plan_copies`. What never changes (a version's document) is kept in memory too,
 * and which version is in force for a second, as every registration asks for it.
 */
export class MongoPlanCopies<TDocument extends object = object> implements PlanCopies<TDocument> {
  private readonly cache = new Map<string, PlanCopy<TDocument>>();
  private readonly terms = new Map<string, { readonly readAt: number; readonly newestFirst: Promise<Term[]> }>();

  private readonly copies: mongo.Collection<StoredCopy>;

  constructor(connection: Connection) {
    this.copies = durableCollection<StoredCopy>(connection, 'plan_copies');
  }

  /** Creates the index that the terms are read by; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await this.copies.createIndex({ siteId: 1, effectiveFrom: -1, publishedAt: -1 }, { name: 'in_force' });
  }

  async keep(copy: PlanCopy<TDocument>): Promise<void> {
    const _id = idOf(copy.siteId, copy.planRef);
    await guarded('keep a plan', () => this.copies.updateOne({ _id }, { $setOnInsert: { ...copy } }, { upsert: true }));
    this.terms.delete(copy.siteId);
  }

  async retire(siteId: string, planRef: string, retiredAt: string): Promise<void> {
    const _id = idOf(siteId, planRef);
    await guarded('retire a plan', () =>
      this.copies.updateOne({ _id, retiredAt: { $exists: false } }, { $set: { retiredAt } }),
    );
    this.cache.delete(_id);
    this.terms.delete(siteId);
  }

  async get(siteId: string, planRef: string): Promise<PlanCopy<TDocument>> {
    const _id = idOf(siteId, planRef);
    const known = this.cache.get(_id);
    if (known) return known;
    const found = await guarded('read a plan', () => this.copies.findOne({ _id }));
    if (!found) throw new UnknownPlan(`plan ${planRef} has not reached this service yet`);
    const copy = copyOf<TDocument>(found);
    if (this.cache.size >= cacheLimit) this.cache.clear();
    this.cache.set(_id, copy);
    return copy;
  }

  async inForce(siteId: string, at: string): Promise<PlanCopy<TDocument>> {
    const terms = await this.termsOf(siteId);
    const found = terms.find(({ effectiveFrom, retiredAt }) => effectiveFrom <= at && !(retiredAt && retiredAt <= at));
    if (!found) throw new UnknownPlan(`no plan is in force for site ${siteId}`);
    return this.get(siteId, found.planRef);
  }

  private termsOf(siteId: string): Promise<Term[]> {
    const known = this.terms.get(siteId);
    if (known && performance.now() - known.readAt < termsFreshMs) return known.newestFirst;
    const newestFirst = this.readTerms(siteId);
    if (this.terms.size >= cacheLimit) this.terms.clear();
    this.terms.set(siteId, { readAt: performance.now(), newestFirst });
    // What could not be read is asked again by the next.
    newestFirst.catch(() => this.terms.delete(siteId));
    return newestFirst;
  }

  private readTerms(siteId: string): Promise<Term[]> {
    return guarded('read the terms of plans', () =>
      this.copies
        .find({ siteId })
        .project<Term>({ _id: 0, planRef: 1, effectiveFrom: 1, retiredAt: 1 })
        .sort({ effectiveFrom: -1, publishedAt: -1 })
        .toArray(),
    );
  }
}

/** The document's type is the domain's business: planning validated it before it was published. */
const copyOf = <TDocument extends object>({ _id, ...copy }: StoredCopy): PlanCopy<TDocument> =>
  copy as PlanCopy<TDocument>;
