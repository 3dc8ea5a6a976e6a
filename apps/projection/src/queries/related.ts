import { guarded } from '@redress/event-store';
import type { ModelDocument, ProjectionEngine } from '@redress/projections';
import type { mongo } from 'mongoose';
import type { ComplaintSummary } from '../projections/complaint-summary';
import { complaints } from '../projections/complaints.projection';
import { likenessOf, type Likened, type Likeness, type OfferReason } from './likeness';
import type { Viewer } from './site-queries';

/** A complaint that may have to do with another, without personal data. */
export interface Offered extends Pick<ComplaintSummary, 'status' | 'open' | 'place' | 'category' | 'mergedInto'> {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly receivedAt: string;
  /** How alike the texts are, 0 to 1; of likely duplicates. */
  readonly similarity?: number;
  readonly because: readonly OfferReason[];
}

/** Some of what was found; `more` where there is more of it. */
export interface Group {
  readonly items: readonly Offered[];
  readonly more: boolean;
}

/** What may have to do with a complaint, in three groups. */
export interface Offers {
  readonly duplicates: Group;
  readonly samePerson?: Group;
  readonly samePlace: Group;
}

/** What is looked for. */
export interface Wanted extends Likened {
  /** The complaint itself, where it is on record: it is not offered. */
  readonly complaintId?: string;
  /** Received within these instants, ISO-8601 UTC. */
  readonly from: string;
  readonly to?: string;
  /** The complaints of the same person; undefined where the reader may not know them. */
  readonly ofPerson?: readonly string[];
  /** Most of each group. */
  readonly limit: number;
}

/** Most complaints whose texts are compared; the latest of the period. */
const mostCompared = 20_000;
const reading = { maxTimeMS: 5_000, readConcern: { level: 'local' } } as const;
const compared = { _id: 1, textSignature: 1, place: 1, category: 1 } as const;

type Candidate = Likened & { readonly _id: string };
type Found = ComplaintSummary & ModelDocument;

const offered = ({ _id, ...summary }: Found, like: Partial<Likeness>, because: readonly OfferReason[]): Offered => {
  const { complaintNo = '', receivedAt = '', status, open, place, category, mergedInto } = summary;
  const told = { complaintId: _id, complaintNo, receivedAt, status, open, because };
  const stated = { ...(place !== undefined && { place }), ...(category !== undefined && { category }) };
  const { similarity } = like;
  return { ...told, ...stated, ...(mergedInto && { mergedInto }), ...(similarity !== undefined && { similarity }) };
};

/** What staff are offered beside a complaint: likely duplicates, and what its person and its place have had before. */
export class RelatedQueries {
  constructor(
    private readonly engine: ProjectionEngine,
    private readonly viewer: Viewer,
  ) {}

  /** @throws StoreUnavailable (a TransientFault) · an out-of-time error of MongoDB */
  async offers(wanted: Wanted): Promise<Offers> {
    const [duplicates, samePlace, samePerson] = await Promise.all([
      this.duplicates(wanted),
      this.ofPlace(wanted),
      wanted.ofPerson && this.ofPerson(wanted.ofPerson, wanted),
    ]);
    return { duplicates, samePlace, ...(samePerson && { samePerson }) };
  }

  /** The most alike first. */
  private async duplicates(wanted: Wanted): Promise<Group> {
    const candidates = await this.candidates(wanted);
    const alike = candidates
      .slice(0, mostCompared)
      .flatMap(({ _id, ...candidate }) => {
        const like = likenessOf(wanted, candidate);
        return like ? [{ _id, like }] : [];
      })
      .sort((one, other) => other.like.similarity - one.like.similarity);
    // Some of them may not be shown to this reader.
    const likeOf = new Map(alike.slice(0, wanted.limit * 2).map(({ _id, like }) => [_id, like]));
    const found = await this.find([{ _id: { $in: [...likeOf.keys()] } }], likeOf.size);
    const items = found
      .map((one) => this.duplicate(one, likeOf.get(one._id), wanted))
      .sort(
        (one, other) => (other.similarity ?? 0) - (one.similarity ?? 0) || (one.receivedAt > other.receivedAt ? -1 : 1),
      );
    const more = items.length > wanted.limit || alike.length > likeOf.size || candidates.length > mostCompared;
    return { items: items.slice(0, wanted.limit), more };
  }

  private duplicate(found: Found, like: Likeness | undefined, { ofPerson }: Wanted): Offered {
    const person = ofPerson?.includes(found._id) ? (['samePerson'] as const) : [];
    return offered(found, like ?? {}, [...(like?.because ?? []), ...person]);
  }

  private async candidates({ complaintId, from, to, textSignature }: Wanted): Promise<Candidate[]> {
    if (textSignature === undefined) return [];
    const collection = (await guarded('read models', () => this.engine.live())).documents(complaints, 'main');
    const period = { $gte: from, ...(to !== undefined && { $lte: to }) };
    const filter = { siteId: this.viewer.siteId, receivedAt: period, textSignature: { $gt: '' } };
    const options = { ...reading, projection: compared, sort: { receivedAt: -1 }, limit: mostCompared + 1 } as const;
    const found = await guarded('duplicates', () =>
      collection.find(filter as object as mongo.Filter<ModelDocument>, options).toArray(),
    );
    return (found as object[] as Candidate[]).filter(({ _id }) => _id !== complaintId);
  }

  private async ofPlace({ place, complaintId, from, to, limit }: Wanted): Promise<Group> {
    if (place === undefined) return { items: [], more: false };
    const period = { $gte: from, ...(to !== undefined && { $lte: to }) };
    return this.group([{ place }, { receivedAt: period }, { _id: { $ne: complaintId ?? '' } }], limit, 'samePlace');
  }

  private async ofPerson(ids: readonly string[], { complaintId, limit }: Wanted): Promise<Group> {
    return this.group([{ _id: { $in: ids.filter((id) => id !== complaintId) } }], limit, 'samePerson');
  }

  /** The latest first. */
  private async group(conditions: readonly object[], limit: number, because: OfferReason): Promise<Group> {
    const found = await this.find(conditions, limit + 1);
    const items = found.slice(0, limit).map((one) => offered(one, {}, [because]));
    return { items, more: found.length > limit };
  }

  /** Of the reader's site, registered, and naming the reader in none. */
  private async find(conditions: readonly object[], limit: number): Promise<readonly Found[]> {
    if (limit === 0) return [];
    const { siteId, staffId } = this.viewer;
    const collection = (await guarded('read models', () => this.engine.live())).documents(complaints, 'main');
    const shown = [{ siteId }, { complaintNo: { $exists: true } }, { respondentIds: { $ne: staffId } }];
    const filter = { $and: [...shown, ...conditions] } as mongo.Filter<ModelDocument>;
    const options = { ...reading, projection: { sections: 0 }, sort: { receivedAt: -1, _id: -1 }, limit } as const;
    return (await guarded('related', () => collection.find(filter, options).toArray())) as object[] as Found[];
  }
}
