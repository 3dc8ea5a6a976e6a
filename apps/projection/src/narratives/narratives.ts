import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { searchable, tokensOf, type SearchQuery, type WantedToken } from './search-tokens';

/** The plain text of a complaint, nowhere else in the system (decisions.md 15). */
export interface Narrative {
  readonly _id: string;
  readonly siteId: string;
  readonly personId: string;
  /** As it is compared. */
  readonly text: string;
  readonly tokens: readonly string[];
  /** Keyed hashes of phone and e-mail: the same person's other complaints have them too. Erased with the text. */
  readonly contacts?: readonly string[];
  readonly drillId?: string;
}

/** A person whose data may not come back, whatever is delivered late. */
interface Erased {
  readonly _id: string;
  readonly erasedAt: string;
}

/** Up to this many are looked up by their ids; what more complaints hold is checked while the sorted list is read. */
const fewFound = 1000;

/** Longest time the index is asked for, milliseconds. */
const searchMs = 5000;

/** What narrows a list of complaints down to those that a search finds. */
export interface Found {
  /** Of the complaints themselves. */
  readonly conditions: readonly object[];
  /** Aggregation stages after sorting. */
  readonly stages: readonly object[];
}

/** The narratives and their search index: collection `narratives`, beside the read models, filled by its own consumer. */
export class Narratives {
  private readonly narratives: mongo.Collection<Narrative>;
  private readonly erased: mongo.Collection<Erased>;

  constructor(connection: Connection) {
    this.narratives = durableCollection<Narrative>(connection, 'narratives');
    this.erased = durableCollection<Erased>(connection, 'erased_persons');
  }

  async prepare(): Promise<void> {
    await this.narratives.createIndex({ siteId: 1, tokens: 1 });
    await this.narratives.createIndex({ personId: 1 });
    await this.narratives.createIndex({ siteId: 1, contacts: 1 }, { sparse: true });
  }

  /** Keeps texts, unless their persons were erased; the same ones again change nothing. */
  async keep(all: readonly Omit<Narrative, 'tokens'>[]): Promise<void> {
    if (all.length === 0) return;
    const writes = all.map(({ _id, text, ...narrative }) => ({
      replaceOne: {
        filter: { _id },
        replacement: { ...narrative, text: searchable(text), tokens: tokensOf(text) },
        upsert: true,
      },
    }));
    await guarded('narratives', () => this.narratives.bulkWrite(writes, { ordered: false }));
    // Looked at after the write: an erasure writes its mark first, so that one of the two sees the other.
    for (const personId of await this.erasedAmong(all.map((one) => one.personId))) await this.forget(personId);
  }

  /** Deletes a person's texts, and keeps them away for good. */
  async erase(personId: string, erasedAt: string): Promise<void> {
    await guarded('narratives', () =>
      this.erased.updateOne({ _id: personId }, { $setOnInsert: { erasedAt } }, { upsert: true }),
    );
    await this.forget(personId);
  }

  /**
   * The complaints of a site whose text holds what is asked for. A rare word leads to its complaints; for a common one
   * the list is read in its order until a page is full, so that neither answer takes more memory than a page.
   */
  async search(siteId: string, query: SearchQuery): Promise<Found> {
    const filter = { siteId, $and: [...query.tokens.map(holdsToken), ...query.parts.map(holdsPart)] };
    const options = { projection: { _id: 1 }, limit: fewFound + 1, maxTimeMS: searchMs, batchSize: fewFound + 1 };
    const ids = await guarded('search', () => this.narratives.find(filter, options).toArray());
    if (ids.length <= fewFound) return { conditions: [{ _id: { $in: ids.map(({ _id }) => _id) } }], stages: [] };
    const held = { localField: '_id', foreignField: '_id', pipeline: [{ $match: filter }, { $project: { _id: 1 } }] };
    return {
      conditions: [],
      stages: [
        { $lookup: { from: this.narratives.collectionName, ...held, as: 'held' } },
        { $match: { 'held.0': { $exists: true } } },
        { $unset: 'held' },
      ],
    };
  }

  /** What tells who complained in a complaint; nothing where no contact was given, or the person was erased. */
  async contactsOf(siteId: string, complaintId: string): Promise<readonly string[]> {
    const options = { projection: { contacts: 1 }, maxTimeMS: searchMs };
    const found = await guarded('narratives', () => this.narratives.findOne({ _id: complaintId, siteId }, options));
    return found?.contacts ?? [];
  }

  /** Complaints of whoever has one of these contacts, at most `fewFound`. */
  async withContacts(siteId: string, contacts: readonly string[]): Promise<readonly string[]> {
    if (contacts.length === 0) return [];
    const filter = { siteId, contacts: { $in: [...contacts] } };
    const options = { projection: { _id: 1 }, limit: fewFound, maxTimeMS: searchMs };
    const found = await guarded('narratives', () => this.narratives.find(filter, options).toArray());
    return found.map(({ _id }) => _id);
  }

  private async erasedAmong(personIds: readonly string[]): Promise<string[]> {
    const found = await guarded('narratives', () => this.erased.find({ _id: { $in: [...personIds] } }).toArray());
    return found.map(({ _id }) => _id);
  }

  private async forget(personId: string): Promise<void> {
    await guarded('narratives', () => this.narratives.deleteMany({ personId }));
  }
}

/** Sorts after every text that begins with what stands before it. */
const afterAll = '\u{10FFFF}';

const holdsToken = ({ token, match }: WantedToken): mongo.Filter<Narrative> =>
  match === 'whole' ? { tokens: token } : { tokens: { $elemMatch: { $gte: token, $lt: `${token}${afterAll}` } } };

const holdsPart = (part: string): mongo.Filter<Narrative> => ({
  text: { $regex: part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&') },
});
