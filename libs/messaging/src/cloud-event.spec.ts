import { PoisonMessage, type PublishedCommit } from '@redress/kernel';
import { CloudEvent, Kafka as KafkaBinding } from 'cloudevents';
import { fromKafkaMessage, toKafkaMessage, UnpublishableCommit, type IncomingMessage } from '.';
import { checkNoted, newStream, nextCommit } from './kafka-fixture.contract';

const full = (): PublishedCommit =>
  nextCommit(newStream(), { text: '投诉' }, { drillId: 'd-1', clockRef: 'affine:x', planRef: 'p@3', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });

const asReceived = (commit: PublishedCommit, headers: Record<string, string | undefined> = {}): IncomingMessage => {
  const message = toKafkaMessage(commit, checkNoted);
  const all = Object.entries({ ...message.headers, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { key: Buffer.from(message.key), value: Buffer.from(message.value), headers: Object.fromEntries(all.map(([name, text]) => [name, Buffer.from(text)])) };
};

describe('a commit as a CloudEvent', () => {
  it('comes back as it went, with and without the optional attributes', () => {
    for (const commit of [full(), nextCommit(newStream())]) expect(fromKafkaMessage(asReceived(commit), checkNoted)).toEqual(commit);
  });

  it('comes back from the texts that the parking lot keeps', () => {
    const commit = full();
    expect(fromKafkaMessage(toKafkaMessage(commit, checkNoted), checkNoted)).toEqual(commit);
  });

  it('comes back without events, so that versions have no holes', () => {
    const commit = { ...full(), events: [] };
    expect(fromKafkaMessage(asReceived(commit), checkNoted)).toEqual(commit);
  });

  it('has the complaint as its key and recordedAt as its time', () => {
    const commit = full();
    const message = toKafkaMessage(commit, checkNoted);
    expect(message.key).toBe(commit.envelope.subject);
    expect(Number(message.timestamp)).toBe(Date.parse(commit.envelope.recordedAt));
  });

  it('is read by the CloudEvents SDK as a valid CloudEvent 1.0', () => {
    const { envelope, events } = full();
    const message = toKafkaMessage({ envelope, events }, checkNoted);
    const read = KafkaBinding.toEvent({ ...message, headers: { ...message.headers }, body: message.value });
    if (!(read instanceof CloudEvent)) throw new Error('not one event');
    expect(read.validate()).toBe(true);
    expect(read).toMatchObject({
      specversion: '1.0',
      id: envelope.commitId,
      source: '/main/intake',
      type: 'redress.intake.commit',
      time: envelope.recordedAt,
      subject: envelope.subject,
      datacontenttype: 'application/json',
      siteid: 'main',
      streamid: envelope.streamId,
      streamversion: '1',
      storeepoch: '1',
      correlationid: envelope.correlationId,
      causationid: envelope.causationId,
      actor: 'system:spec',
      drillid: 'd-1',
      clockref: 'affine:x',
      planref: 'p@3',
      schemaversion: '1',
      traceparent: envelope.traceparent,
      data: { events },
    });
  });

  it('has the headers that the SDK itself would write', () => {
    const message = toKafkaMessage(full(), checkNoted);
    const read = KafkaBinding.toEvent({ ...message, headers: { ...message.headers }, body: message.value });
    if (!(read instanceof CloudEvent)) throw new Error('not one event');
    const written = KafkaBinding.binary(read);
    const { traceparent: _hop, ...ours } = message.headers;
    // The SDK writes content type and key as attributes besides.
    expect(written.headers).toMatchObject(ours);
  });

  it('carries the trace of this hop beside the one of the commit', () => {
    const hop = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
    const { headers } = toKafkaMessage(full(), checkNoted, hop);
    expect(headers.traceparent).toBe(hop);
    expect(headers.ce_traceparent).not.toBe(hop);
  });

  it('is not sent when an event breaks its contract: the type and the field are named', () => {
    const send = () => toKafkaMessage(nextCommit(newStream(), { n: 'many' }), checkNoted);
    expect(send).toThrow(UnpublishableCommit);
    expect(send).toThrow(/Noted v1 breaks its contract: \/n/);
  });
});

describe('a message that is no commit of ours', () => {
  const cases: [string, (commit: PublishedCommit) => IncomingMessage][] = [
    ['no CloudEvent', (commit) => ({ ...asReceived(commit), headers: {} })],
    ['another version of CloudEvents', (commit) => asReceived(commit, { ce_specversion: '0.3' })],
    ['an unknown shape', (commit) => asReceived(commit, { ce_schemaversion: '2' })],
    ['a missing attribute', (commit) => asReceived(commit, { ce_correlationid: undefined })],
    ['a version that is none', (commit) => asReceived(commit, { ce_streamversion: '0' })],
    ['an unknown context', (commit) => asReceived(commit, { ce_source: '/main/elsewhere' })],
    ['another key', (commit) => ({ ...asReceived(commit), key: Buffer.from('other') })],
    ['no value', (commit) => ({ ...asReceived(commit), value: null })],
    ['no JSON', (commit) => ({ ...asReceived(commit), value: Buffer.from('张三的电话') })],
    ['no events', (commit) => ({ ...asReceived(commit), value: Buffer.from('{"events":[{"type":1}]}') })],
    ['an event against its contract', (commit) => ({ ...asReceived(commit), value: Buffer.from('{"events":[{"type":"Noted","schemaVersion":1,"data":{"n":"secret"}}]}') })],
  ];

  it.each(cases)('is poison: %s', (_name, make) => {
    const read = () => fromKafkaMessage(make(full()), checkNoted);
    expect(read).toThrow(PoisonMessage);
    expect(read).not.toThrow(/张三|secret/);
  });
});
