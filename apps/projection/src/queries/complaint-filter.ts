import type { SortOrder } from './cursor';

/** How lists of complaints may be sorted. `-` is descending. */
export const sorts = ['priority', 'dueAt', 'receivedAt', '-receivedAt'] as const;
export type Sort = (typeof sorts)[number];

/** The fields behind each sort; the complaint's id makes the order whole. */
export const sortOrders: Readonly<Record<Sort, SortOrder>> = {
  priority: [
    ['priorityRank', 1],
    ['dueRank', 1],
    ['_id', 1],
  ],
  dueAt: [
    ['dueRank', 1],
    ['_id', 1],
  ],
  receivedAt: [
    ['receivedAt', 1],
    ['_id', 1],
  ],
  '-receivedAt': [
    ['receivedAt', -1],
    ['_id', -1],
  ],
};

/** What a list of complaints is narrowed to; everything given must hold, any of the values of one field. */
export interface ComplaintFilter {
  readonly status?: readonly string[];
  readonly stage?: readonly string[];
  readonly level?: readonly string[];
  readonly priority?: readonly string[];
  readonly category?: readonly string[];
  readonly channel?: readonly string[];
  /** How an offer of compensation stands. */
  readonly compensation?: readonly string[];
  /** Staff ids; `none` stands for complaints without a handler. */
  readonly handler?: readonly string[];
  readonly open?: boolean;
  readonly overdue?: boolean;
  readonly petition?: boolean;
  /** Whether it was taken up again after a result. */
  readonly reopened?: boolean;
  /** Whether staff have reached the complainant. */
  readonly contacted?: boolean;
  /** The number another body gave it. */
  readonly outsideNumber?: string;
  /** ISO-8601; the first included, the second not. */
  readonly receivedFrom?: string;
  readonly receivedBefore?: string;
  /** How the complaint number begins. */
  readonly numberFrom?: string;
}

const oneOf = (field: string, values: readonly string[] | undefined): object[] =>
  values && values.length > 0 ? [{ [field]: { $in: values } }] : [];

const handledBy = (handlers: readonly string[] | undefined): object[] => {
  if (!handlers || handlers.length === 0) return [];
  const named = handlers.filter((handler) => handler !== 'none');
  const none = named.length < handlers.length ? [{ handlerId: { $exists: false } }] : [];
  return [{ $or: [...oneOf('handlerId', named), ...none] }];
};

const flag = (wanted: boolean | undefined, yes: object, no: object): object[] => {
  if (wanted === undefined) return [];
  return [wanted ? yes : no];
};

const received = (from: string | undefined, before: string | undefined): object[] => {
  const bounds = {
    ...(from !== undefined && { $gte: new Date(from).toISOString() }),
    ...(before !== undefined && { $lt: new Date(before).toISOString() }),
  };
  return Object.keys(bounds).length > 0 ? [{ receivedAt: bounds }] : [];
};

const numbered = (from: string | undefined): object[] =>
  from === undefined ? [] : [{ complaintNo: { $gte: from, $lt: `${from}\u{10FFFF}` } }];

/** The MongoDB conditions of a filter. */
export const conditionsOf = (filter: ComplaintFilter): object[] => [
  ...oneOf('status', filter.status),
  ...oneOf('stage', filter.stage),
  ...oneOf('level', filter.level),
  ...oneOf('priority', filter.priority),
  ...oneOf('category', filter.category),
  ...oneOf('channel', filter.channel),
  ...oneOf('compensationStates', filter.compensation),
  ...handledBy(filter.handler),
  ...flag(filter.open, { open: true }, { open: false }),
  ...flag(filter.contacted, { firstContactAt: { $exists: true } }, { firstContactAt: { $exists: false } }),
  ...flag(filter.petition, { petition: true }, { petition: false }),
  ...flag(filter.reopened, { round: { $gt: 1 } }, { round: 1 }),
  ...(filter.outsideNumber === undefined ? [] : [{ outsideNumber: filter.outsideNumber }]),
  ...flag(filter.overdue, { 'overdue.0': { $exists: true } }, { 'overdue.0': { $exists: false } }),
  ...received(filter.receivedFrom, filter.receivedBefore),
  ...numbered(filter.numberFrom),
];
