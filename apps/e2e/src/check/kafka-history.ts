/**
 * What was done with one record of a topic, or that a consumer was given a partition. One process does one thing after
 * the other: the order of its operations in the history is the order in which they were completed.
 */
export interface KafkaOperation {
  /** One life of a process: `intake-4711`. */
  readonly process: string;
  readonly kind: 'send' | 'poll' | 'assign';
  readonly topic: string;
  readonly partition: number;
  /** The consumer group of a poll or an assignment. */
  readonly group?: string;
  /** Absent on an assignment, and on a send whose outcome is not known. */
  readonly offset?: number;
  /** The commit id. */
  readonly value?: string;
  /** Stands for key, headers of the stream and payload: two records of one value are the same if this is. */
  readonly digest?: string;
  /** `info`: the broker may have it or not. */
  readonly ok: 'ok' | 'fail' | 'info';
}

/** The five checks of jepsen.tests.kafka; the one of monotony looks at polls and at sends. */
export type AnomalyKind =
  'lost-write' | 'poll-skip' | 'nonmonotonic-poll' | 'nonmonotonic-send' | 'duplicate' | 'inconsistent-offsets';

export interface Anomaly {
  readonly kind: AnomalyKind;
  /** `<topic>/<partition>` */
  readonly place: string;
  readonly what: string;
}

export interface HistoryRules {
  /**
   * A relay may send a commit again after it lost an answer or its lease. Then a value at several offsets is no
   * duplicate as long as it is the same record on the same partition; another payload, version or partition is one.
   * That no effect happens twice is read from the stores, not from here.
   */
  readonly resendsAllowed: boolean;
}

/** A record as somebody saw it. */
interface Seen {
  readonly offset: number;
  readonly value: string;
  readonly digest: string | undefined;
}

const placeOf = ({ topic, partition }: KafkaOperation): string => `${topic}/${partition}`;

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

const seenIn = ({ offset, value, digest, ok }: KafkaOperation): Seen[] =>
  ok === 'ok' && offset !== undefined && value !== undefined ? [{ offset, value, digest }] : [];

/** Two values under one offset: the broker, or a client, disagrees with itself. */
const inconsistentOffsets = (seen: readonly Seen[]): string[] =>
  [...grouped(seen, ({ offset }) => String(offset))].flatMap(([offset, records]) => {
    const values = new Set(records.map(({ value }) => value));
    return values.size > 1 ? [`offset ${offset} holds ${[...values].join(' and ')}`] : [];
  });

/** One value under several offsets; with resends allowed, only where the records are not the same. */
const duplicates = (seen: readonly Seen[], { resendsAllowed }: HistoryRules): string[] =>
  [...grouped(seen, ({ value }) => value)].flatMap(([value, records]) => {
    const offsets = [...new Set(records.map(({ offset }) => offset))];
    const digests = new Set(records.map(({ digest }) => digest));
    if (digests.size > 1) return [`${value} is at ${offsets.join(', ')} with ${digests.size} different contents`];
    return offsets.length > 1 && !resendsAllowed ? [`${value} is at ${offsets.join(', ')}`] : [];
  });

/** What was acknowledged in front of the last record a group polled, and that the group never polled at any offset. */
const lostWrites = (operations: readonly KafkaOperation[]): string[] => {
  const sent = operations.filter(({ kind }) => kind === 'send').flatMap(seenIn);
  const polls = grouped(
    operations.filter(({ kind }) => kind === 'poll'),
    ({ group = '' }) => group,
  );
  return [...polls].flatMap(([group, polled]) => {
    const read = polled.flatMap(seenIn);
    const values = new Set(read.map(({ value }) => value));
    const last = read.reduce((highest, { offset }) => Math.max(highest, offset), -1);
    const lost = sent.filter(({ offset, value }) => offset <= last && !values.has(value));
    return lost.map(
      ({ offset, value }) => `${value} was acknowledged at ${offset}; ${group} polled up to ${last} without it`,
    );
  });
};

/** The known offsets between two, both excluded; `known` is sorted. */
const between = (known: readonly number[], low: number, high: number): number[] => {
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((known[middle] ?? Infinity) <= low) from = middle + 1;
    else to = middle;
  }
  const found: number[] = [];
  for (let at = from; (known[at] ?? Infinity) < high; at += 1) found.push(known[at] ?? 0);
  return found;
};

/** Whether each poll of a process follows on the one before it, as long as it keeps the partition. */
const pollOrder = (operations: readonly KafkaOperation[], known: readonly number[]): Omit<Anomaly, 'place'>[] => {
  const anomalies: Omit<Anomaly, 'place'>[] = [];
  let last: number | undefined;
  for (const { kind, offset, process, group = '' } of operations) {
    if (kind === 'assign') last = undefined;
    if (kind !== 'poll' || offset === undefined) continue;
    const who = `${process} of ${group}`;
    if (last !== undefined && offset <= last) {
      anomalies.push({ kind: 'nonmonotonic-poll', what: `${who} polled ${offset} after ${last}` });
    }
    const skipped = last === undefined ? [] : between(known, last, offset);
    if (skipped.length > 0) {
      anomalies.push({
        kind: 'poll-skip',
        what: `${who} polled ${offset} after ${last}, without ${skipped.join(', ')}`,
      });
    }
    last = offset;
  }
  return anomalies;
};

/** Whether what a process sent one after the other lies one behind the other. */
const sendOrder = (operations: readonly KafkaOperation[]): string[] => {
  let last: (Seen & { readonly process: string }) | undefined;
  return operations.flatMap((operation) => {
    const [sent] = seenIn(operation);
    if (!sent) return [];
    const before = last;
    last = { ...sent, process: operation.process };
    const isBehind = before !== undefined && sent.offset <= before.offset;
    return isBehind
      ? [`${operation.process} sent ${sent.value} to ${sent.offset} after ${before.value} to ${before.offset}`]
      : [];
  });
};

const anomaliesOf = (operations: readonly KafkaOperation[], rules: HistoryRules): Omit<Anomaly, 'place'>[] => {
  const seen = operations.flatMap(seenIn);
  const known = [...new Set(seen.map(({ offset }) => offset))].sort((one, other) => one - other);
  const as = (kind: AnomalyKind, found: readonly string[]) => found.map((what) => ({ kind, what }));
  const [sends, others] = [
    operations.filter(({ kind }) => kind === 'send'),
    operations.filter(({ kind }) => kind !== 'send'),
  ];
  const consumers = grouped(others, ({ process, group = '' }) => `${process} ${group}`);
  return [
    ...as('inconsistent-offsets', inconsistentOffsets(seen)),
    ...as('duplicate', duplicates(seen, rules)),
    ...as('lost-write', lostWrites(operations)),
    ...[...consumers.values()].flatMap((own) => pollOrder(own, known)),
    ...[...grouped(sends, ({ process }) => process).values()].flatMap((own) => as('nonmonotonic-send', sendOrder(own))),
  ];
};

/** Values that stand on several partitions: their key changed, or the number of partitions. */
const scattered = (operations: readonly KafkaOperation[]): Anomaly[] => {
  const places = new Map<string, Set<string>>();
  for (const operation of operations) {
    for (const { value } of seenIn(operation))
      places.set(value, (places.get(value) ?? new Set<string>()).add(placeOf(operation)));
  }
  return [...places].flatMap(([value, on]): Anomaly[] =>
    on.size > 1
      ? [{ kind: 'duplicate', place: [...on].join(' and '), what: `${value} is on ${on.size} partitions` }]
      : [],
  );
};

/**
 * Looks for what a log must never do to those who write and read it, in the sense of jepsen.tests.kafka: every record
 * that was acknowledged in front of something a group polled was polled by that group (lost-write); a process that
 * keeps a partition polls it record by record (poll-skip, nonmonotonic-poll); what it sends lies in the order in which
 * it was sent (nonmonotonic-send); a value is there once (duplicate), and an offset holds one value
 * (inconsistent-offsets).
 * A topic that was deleted and made again begins a new history: check what was done before and after apart.
 */
export const historyAnomalies = (operations: readonly KafkaOperation[], rules: HistoryRules): Anomaly[] => [
  ...[...grouped(operations, placeOf)].flatMap(([place, own]) =>
    anomaliesOf(own, rules).map((anomaly) => ({ ...anomaly, place })),
  ),
  ...scattered(operations),
];
