import { historyAnomalies, type KafkaOperation } from './kafka-history';

const place = { topic: 't', partition: 0 };

const send = (value: string, offset?: number, over: Partial<KafkaOperation> = {}): KafkaOperation => ({
  process: 'intake-1',
  kind: 'send',
  ...place,
  value,
  digest: `content of ${value}`,
  ok: offset === undefined ? 'info' : 'ok',
  ...(offset !== undefined && { offset }),
  ...over,
});
const poll = (value: string, offset: number, over: Partial<KafkaOperation> = {}): KafkaOperation => ({
  process: 'escalation-1',
  kind: 'poll',
  group: 'g',
  ...place,
  value,
  digest: `content of ${value}`,
  offset,
  ok: 'ok',
  ...over,
});
const assign = (process = 'escalation-1'): KafkaOperation => ({
  process,
  kind: 'assign',
  group: 'g',
  ...place,
  ok: 'ok',
});

const found = (operations: readonly KafkaOperation[], resendsAllowed = true): string[] =>
  historyAnomalies(operations, { resendsAllowed }).map(({ kind }) => kind);

const sends = [send('a', 0), send('b', 1), send('c', 2)];
const polls = [assign(), poll('a', 0), poll('b', 1), poll('c', 2)];

describe('a history', () => {
  it('is clean when everything that was sent is polled in order', () =>
    expect(found([...sends, ...polls], false)).toEqual([]));

  it('is clean when a consumer is slow: what lies behind its last poll is not lost', () =>
    expect(found([...sends, ...polls.slice(0, 2)], false)).toEqual([]));

  it('is clean when a send with unknown outcome is never seen', () =>
    expect(found([send('x'), ...sends, ...polls], false)).toEqual([]));

  it('is clean when a new owner begins again at what was committed', () =>
    expect(
      found([
        ...sends,
        ...polls,
        assign('escalation-2'),
        poll('b', 1, { process: 'escalation-2' }),
        poll('c', 2, { process: 'escalation-2' }),
      ]),
    ).toEqual([]));

  it('is clean when the same member begins again after the group was made anew', () =>
    expect(found([...sends, ...polls, assign(), poll('b', 1), poll('c', 2)])).toEqual([]));

  it('is clean with the resends of a relay that took over, where these are allowed', () => {
    const taken = [send('b', 3, { process: 'intake-2' }), send('c', 4, { process: 'intake-2' })];
    const operations = [...sends, ...taken, ...polls, poll('b', 3), poll('c', 4)];
    expect(found(operations)).toEqual([]);
    expect(found(operations, false)).toEqual(['duplicate', 'duplicate']);
  });

  it('has holes in its offsets where nobody knows of a record', () =>
    expect(found([send('a', 0), send('b', 5), assign(), poll('a', 0), poll('b', 5)])).toEqual([]));
});

describe('an anomaly is found:', () => {
  it('lost-write: acknowledged, in front of what was polled, and never polled', () => {
    const anomalies = historyAnomalies([...sends, assign(), poll('a', 0), assign(), poll('c', 2)], {
      resendsAllowed: true,
    });
    expect(anomalies).toEqual([
      { kind: 'lost-write', place: 't/0', what: 'b was acknowledged at 1; g polled up to 2 without it' },
    ]);
  });

  it('lost-write: for one group, though another one polled it', () => {
    const other = { group: 'other', process: 'projection-1' };
    const operations = [
      ...sends,
      ...polls,
      poll('a', 0, other),
      { ...assign('projection-1'), group: 'other' },
      poll('c', 2, other),
    ];
    expect(found(operations)).toEqual(['lost-write']);
  });

  it('poll-skip: a consumer that keeps its partition steps over a record that another one saw', () =>
    expect(
      found([
        ...sends,
        assign(),
        poll('a', 0),
        poll('c', 2),
        assign('escalation-2'),
        poll('b', 1, { process: 'escalation-2' }),
      ]),
    ).toEqual(['poll-skip']));

  it('nonmonotonic-poll: a consumer that keeps its partition goes back', () =>
    expect(found([...sends, ...polls, poll('b', 1)])).toEqual(['nonmonotonic-poll']));

  it('nonmonotonic-send: what was sent later lies in front', () =>
    expect(found([send('a', 1), send('b', 0), assign(), poll('b', 0), poll('a', 1)])).toEqual(['nonmonotonic-send']));

  it('duplicate: one value with two contents, also where resends are allowed', () =>
    expect(found([...sends, send('c', 3, { digest: 'another content' }), ...polls])).toEqual(['duplicate']));

  it('duplicate: one value on two partitions', () =>
    expect(found([...sends, send('b', 0, { partition: 1 }), ...polls])).toEqual(['duplicate']));

  it('inconsistent-offsets: two values under one offset', () =>
    expect(found([send('a', 0), assign(), poll('z', 0)])).toContain('inconsistent-offsets'));
});
