import { context, trace } from '@opentelemetry/api';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import { ConsumerBench } from './consumer/consumer-fixture.contract';
import { newStream, nextCommit } from './kafka-fixture.contract';
import { formatTraceparent, inConsumerSpan, parseTraceparent, startPublishSpan } from './trace-context';

type EndedSpan = Parameters<NonNullable<NodeSDKConfiguration['spanProcessors']>[number]['onEnd']>[0];

describe('traceparent', () => {
  const text = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

  it('is read and written', () => {
    const read = parseTraceparent(text);
    expect(read).toEqual({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, isRemote: true });
    expect(read && formatTraceparent(read)).toBe(text);
  });

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`])('is left alone when it is none: %s', (none) => {
    expect(parseTraceparent(none)).toBeUndefined();
  });
});

describe('without a tracer', () => {
  it('the commit\'s own trace context goes on, and no new one is made up', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(startPublishSpan(nextCommit(newStream(), {}, { traceparent }), 't').traceparent).toBe(traceparent);
    expect(startPublishSpan(nextCommit(newStream()), 't').traceparent).toBeUndefined();
  });
});

describe('with a tracer', () => {
  const finished: EndedSpan[] = [];
  const nothing = () => Promise.resolve();
  const collector = { onStart: () => undefined, onEnd: (span: EndedSpan) => void finished.push(span), forceFlush: nothing, shutdown: nothing };
  const sdk = new NodeSDK({ spanProcessors: [collector], autoDetectResources: false, metricReaders: [], logRecordProcessors: [] });
  const spanNamed = (name: RegExp) => {
    const found = finished.filter((span) => name.test(span.name));
    expect(found).toHaveLength(1);
    return found[0];
  };
  let bench: ConsumerBench;

  beforeAll(async () => {
    sdk.start();
    bench = await ConsumerBench.open();
  });
  beforeEach(() => {
    finished.length = 0;
  });
  afterAll(async () => {
    await bench.close();
    await sdk.shutdown();
    trace.disable();
    context.disable();
  });

  it('a commit is followed from where it was made through Kafka into the consumer', async () => {
    const traceparent = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
    const watched = await bench.start();
    await bench.publish(nextCommit(newStream(), {}, { traceparent }));
    await bench.handledBy(watched, 1);
    expect(watched.handled[0]?.envelope.traceparent).toBe(traceparent);
    const [sent, processed] = [spanNamed(/^send/), spanNamed(/^process/)];
    const sentId = sent?.spanContext().spanId;
    expect(sent).toMatchObject({ parentSpanContext: { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) } });
    expect(processed).toMatchObject({ parentSpanContext: { traceId: 'c'.repeat(32), spanId: sentId } });
  });

  it('a batch links to the traces of its commits', async () => {
    const hops = ['e', 'f'].map((digit) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`);
    await expect(inConsumerSpan('g', hops, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const span = spanNamed(/^process g$/);
    expect(span?.links.map((link) => link.context.traceId)).toEqual(['e'.repeat(32), 'f'.repeat(32)]);
    expect(span?.status.code).toBe(2);
  });
});
