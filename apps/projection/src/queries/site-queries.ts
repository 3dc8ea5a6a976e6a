import { guarded, guardedEach } from '@redress/event-store';
import type {
  CounterDocument,
  GenerationCollections,
  LogRow,
  ModelDocument,
  ProjectionEngine,
} from '@redress/projections';
import type { mongo } from 'mongoose';
import type { Found } from '../narratives/narratives';
import { complaints } from '../projections/complaints.projection';
import { notifications, type NotificationSection } from '../projections/notifications.projection';
import { suggestions } from '../projections/suggestions.projection';
import type { TimelineEntry } from '../projections/timeline.projection';
import { conditionsOf, sortOrders, type ComplaintFilter, type Sort } from './complaint-filter';
import { countedFields, type StatisticsRow } from './statistics-row';
import { publishedOrder, publishedResult, type PublishedResult } from './published-results';
import { undeliveredItem, undeliveredOrder, type Undelivered } from './undelivered';
import { afterPlace, decodeCursor, encodeCursor, type SortOrder, type SortValue } from './cursor';

/** A part of a list; `next` continues it and is absent at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Which part of a list. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** Longest time a query may take, milliseconds. */
const queryMs = 5000;
const reading = { maxTimeMS: queryMs, readConcern: { level: 'local' } } as const;
/** Longest time the complaints of a period may take to be read, milliseconds. */
const statisticsMs = 20_000;
/** Most notifications shown with a complaint. */
const shownNotifications = 100;

const timelineOrder: SortOrder = [
  ['occurredAt', 1],
  ['_id', 1],
];

/** Whose eyes the read models are seen with. */
export interface Viewer {
  readonly siteId: string;
  readonly staffId: string;
}

/**
 * The read models as a member of a site's staff sees them: every filter carries the site, so that no query of a site can
 * reach another, and nobody sees a complaint that names them.
 * Reads are local ones: a read model can be had again, and a reader that needs a version waits for it.
 */
export class SiteQueries {
  constructor(
    private readonly engine: ProjectionEngine,
    private readonly viewer: Viewer,
  ) {}

  /** Complaints that pass the filter, of those a search found where there was one, sorted. */
  complaints(filter: ComplaintFilter, sort: Sort, page: PageRequest, found?: Found): Promise<Page<ModelDocument>> {
    const conditions = [...conditionsOf(filter), ...(found?.conditions ?? [])];
    return this.complaintPage(conditions, sort, page, found?.stages);
  }

  /** How many complaints pass the filter, counted up to `most`. */
  async count(filter: ComplaintFilter, most: number, found?: Found): Promise<number> {
    const collection = (await this.live()).documents(complaints, 'main');
    const conditions = [...conditionsOf(filter), ...(found?.conditions ?? []), registered, this.notNamed];
    const match = { $match: this.scoped<ModelDocument>(conditions) };
    const stages = [match, { $project: { _id: 1 } }, ...(found?.stages ?? []), { $limit: most }, { $count: 'count' }];
    const counted = await guarded('count', () => collection.aggregate<{ count: number }>(stages, reading).toArray());
    return counted[0]?.count ?? 0;
  }

  /** Complaints with something to do for one of these (`role:…`, `staff:…`), most urgent first. */
  worklist(whom: readonly string[], page: PageRequest): Promise<Page<ModelDocument>> {
    return this.complaintPage([{ 'todo.for': { $in: [...whom] } }], 'priority', page);
  }

  async complaint(complaintId: string): Promise<ModelDocument | undefined> {
    const collection = (await this.live()).documents(complaints, 'main');
    const filter = this.scoped<ModelDocument>([{ _id: complaintId }, registered, this.notNamed]);
    return (await guarded('complaint', () => collection.findOne(filter, reading))) ?? undefined;
  }

  /** What a complaint's people were told, latest first. */
  async notifications(complaintId: string): Promise<readonly (NotificationSection & { readonly streamId: string })[]> {
    const collection = (await this.live()).documents(notifications, 'main');
    const options = { ...reading, sort: { at: -1, _id: 1 }, limit: shownNotifications } as const;
    const filter = this.scoped<ModelDocument>([{ complaintId }]);
    const found = await guarded('notifications', () => collection.find(filter, options).toArray());
    return found.map(({ _id, sections }) => ({ streamId: _id, ...(sections.delivery?.data as NotificationSection) }));
  }

  /** Messages that were given up, latest first; of a complaint that names the reader, none. */
  async undelivered(page: PageRequest): Promise<Page<Undelivered>> {
    const live = await this.live();
    const by = { name: 'undelivered', order: undeliveredOrder };
    const found = await this.page(live.documents(notifications, 'main'), [{ givenUpAt: { $exists: true } }], by, page);
    const items = found.items.map(undeliveredItem);
    const ids = items.flatMap(({ complaintId }) => complaintId ?? []);
    const naming = this.scoped<ModelDocument>([{ _id: { $in: ids } }, { respondentIds: this.viewer.staffId }]);
    const hidden = await guarded('undelivered', () =>
      live.documents(complaints, 'main').distinct('_id', naming, reading),
    );
    return { ...found, items: items.filter(({ complaintId }) => !hidden.some((id) => id === complaintId)) };
  }

  /** What happened to a complaint, oldest first. */
  async timeline(complaintId: string, page: PageRequest): Promise<Page<TimelineEntry & LogRow>> {
    const collection = (await this.live()).log('main');
    return this.page(collection, [{ complaintId }], { name: 'timeline', order: timelineOrder }, page) as Promise<
      Page<TimelineEntry & LogRow>
    >;
  }

  /** The site's counters as they are kept; undefined before anything was counted. */
  async counters(): Promise<CounterDocument | undefined> {
    const collection = (await this.live()).counters('main');
    return (await guarded('counters', () => collection.findOne({ _id: this.viewer.siteId }, reading))) ?? undefined;
  }

  /** What everybody may read of how complaints were handled, latest first; it is nobody's secret from anybody. */
  async publishedResults(page: PageRequest): Promise<Page<PublishedResult>> {
    const collection = (await this.live()).documents(complaints, 'main');
    const by = { name: 'published', order: publishedOrder };
    const found = await this.page(collection, [{ publishedAt: { $exists: true } }], by, page);
    return { ...found, items: found.items.flatMap(publishedResult) };
  }

  /** Suggestions, latest first. */
  async suggestions(reviewed: boolean | undefined, page: PageRequest): Promise<Page<ModelDocument>> {
    const collection = (await this.live()).documents(suggestions, 'main');
    const conditions = [{ receivedAt: { $exists: true } }, ...(reviewed === undefined ? [] : [{ reviewed }])];
    return this.page(collection, conditions, { name: 'suggestions', order: sortOrders['-receivedAt'] }, page);
  }

  /** What statistics read of the complaints received in a period, one by one. */
  async *received(from: string, before: string): AsyncGenerator<StatisticsRow> {
    const collection = (await this.live()).documents(complaints, 'main');
    const filter = this.scoped<ModelDocument>([
      ...conditionsOf({ receivedFrom: from, receivedBefore: before }),
      registered,
    ]);
    const options = { maxTimeMS: statisticsMs, readConcern: { level: 'local' }, projection: countedFields } as const;
    yield* guardedEach(
      'statistics',
      collection.find(filter, options) as AsyncIterable<object> as AsyncIterable<StatisticsRow>,
    );
  }

  private get notNamed(): object {
    return { respondentIds: { $ne: this.viewer.staffId } };
  }

  private live(): Promise<GenerationCollections> {
    return guarded('read models', () => this.engine.live());
  }

  private async complaintPage(
    conditions: readonly object[],
    sort: Sort,
    page: PageRequest,
    stages: readonly object[] = [],
  ): Promise<Page<ModelDocument>> {
    const collection = (await this.live()).documents(complaints, 'main');
    const by = { name: sort, order: sortOrders[sort], stages };
    return this.page(collection, [...conditions, registered, this.notNamed], by, page);
  }

  private async page<T extends { _id: string }>(
    collection: mongo.Collection<T>,
    conditions: readonly object[],
    { name, order, stages = [] }: { name: string; order: SortOrder; stages?: readonly object[] },
    { limit, cursor }: PageRequest,
  ): Promise<Page<mongo.WithId<T>>> {
    const place = cursor === undefined ? [] : [afterPlace(order, decodeCursor(name, order.length, cursor))];
    const filter = this.scoped<T>([...conditions, ...place]);
    const stagesOfAll = [{ $match: filter }, { $sort: Object.fromEntries(order) }, ...stages, { $limit: limit + 1 }];
    const found = await guarded('list', () => collection.aggregate<mongo.WithId<T>>(stagesOfAll, reading).toArray());
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last ? { items, next: encodeCursor(name, placeOf(last, order)) } : { items };
  }

  private scoped<T>(conditions: readonly object[]): mongo.Filter<T> {
    return { $and: [{ siteId: this.viewer.siteId }, ...conditions] };
  }
}

/** A document that only escalation or investigation has written yet is not shown: its registration is on its way. */
const registered = { complaintNo: { $exists: true } };

const placeOf = (document: object, order: SortOrder): SortValue[] =>
  order.map(([field]) => (document as Record<string, SortValue>)[field] ?? '');
