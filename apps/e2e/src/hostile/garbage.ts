import { randomBytes, randomUUID } from 'node:crypto';
import { CompressionTypes, type IHeaders } from 'kafkajs';

/** What lies on a topic and is no commit. */
interface Garbage {
  readonly what: string;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
  readonly compression?: CompressionTypes;
}

/** The headers of a commit whose value is something else; every one is well-formed. */
const envelope = (context: string, subject: string): Record<string, string> => ({
  ...{ 'content-type': 'application/json', ce_specversion: '1.0', ce_type: `redress.${context}.commit` },
  ...{ ce_source: `/main/${context}`, ce_streamversion: '1', ce_storeepoch: '0', ce_schemaversion: '1' },
  ...{ ce_id: randomUUID(), ce_subject: subject, ce_streamid: `complaint-${subject}`, ce_siteid: 'main' },
  ...{ ce_time: '2026-03-02T01:00:00.000Z', ce_occurredat: '2026-03-02T01:00:00.000Z' },
  ...{ ce_actor: 'visitor', ce_correlationid: randomUUID(), ce_causationid: randomUUID() },
});

/** Every kind of garbage for the topic of a context, that under good headers as if it were of the complaint `key`. */
export const garbageOf = (context: string, key: string): Garbage[] => {
  const headers = envelope(context, key);
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  return [
    { what: 'random bytes', value: randomBytes(300) },
    { what: 'nothing', value: Buffer.alloc(0) },
    { what: 'a tombstone', value: null },
    { what: 'JSON without headers', value: json({ events: [] }) },
    { what: 'random bytes under good headers', value: randomBytes(300), headers },
    { what: 'a tombstone under good headers', value: null, headers },
    { what: 'JSON of another shape', value: json({ hello: ['world'] }), headers },
    { what: 'a list', value: json([1, null, {}]), headers },
    { what: 'an event of no type', value: json({ events: [{ type: 7 }] }), headers },
    { what: 'an unknown event', value: json({ events: [{ type: '__proto__', schemaVersion: 1, data: {} }] }), headers },
    { what: 'events without data', value: json([{ type: 'ComplaintRegistered', schemaVersion: 1 }]), headers },
    { what: 'a version that is none', value: json([]), headers: { ...headers, ce_streamversion: '-1' } },
    { what: 'another context', value: json([]), headers: { ...headers, ce_source: '/main/nowhere' } },
    { what: 'a header twice', value: json([]), headers: { ...headers, ce_id: ['a', 'b'] } },
    { what: 'bytes in a header', value: json([]), headers: { ...headers, ce_id: randomBytes(40) } },
    { what: 'a gzipped nonsense', value: randomBytes(2_000), headers, compression: CompressionTypes.GZIP },
    { what: 'two megabytes', value: Buffer.alloc(2 * 1024 * 1024 - 4_096, 'x'), headers },
  ];
};

const texts = ['', 'a/b', '..', '%2e%2e', '张三 😀', 'a\u0000b', '$where', '__proto__', 'k'.repeat(3_000)];

/** Keys that no complaint has, and that an operator must be able to name all the same: the name, and what is sent. */
export const evilKeys: readonly (readonly [string, string | Buffer | null])[] = [
  ...texts.map((key) => [key, key] as const),
  ['(none)', null],
  ['\ufffd\ufffd', Buffer.from([0xff, 0xfe])],
];
