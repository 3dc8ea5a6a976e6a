import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Link,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import type { PublishedCommit } from '@redress/kernel';

const tracer = () => trace.getTracer('@redress/messaging');

/** Most commits of one call that its span links to. */
const linksPerSpan = 64;

/** The span context in a W3C `traceparent`, or undefined when the text is none. */
export const parseTraceparent = (text: string | undefined): SpanContext | undefined => {
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(text ?? '');
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  const traceFlags = parseInt(match[3], 16) & TraceFlags.SAMPLED;
  const parsed = { traceId: match[1], spanId: match[2], traceFlags, isRemote: true };
  return isSpanContextValid(parsed) ? parsed : undefined;
};

/** A span context as W3C `traceparent`. */
export const formatTraceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

const under = (parent: SpanContext | undefined): Context =>
  parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;

/**
 * The producer span of one commit, a child of the trace the commit was made in.
 * `traceparent` is what goes on with the message; undefined where nothing is traced.
 */
export const startPublishSpan = (commit: PublishedCommit, topic: string): { span: Span; traceparent?: string } => {
  const { traceparent, streamId, version } = commit.envelope;
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'send',
    'messaging.destination.name': topic,
    'redress.stream_id': streamId,
    'redress.stream_version': version,
  };
  const span = tracer().startSpan(`send ${topic}`, { kind: SpanKind.PRODUCER, attributes }, under(parseTraceparent(traceparent)));
  const made = span.spanContext();
  return isSpanContextValid(made) ? { span, traceparent: formatTraceparent(made) } : { span };
};

/** Ends spans with the outcome of the send. */
export const endSpans = (spans: readonly Span[], error?: unknown): void => {
  for (const span of spans) {
    if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
};

/**
 * Runs the handling of commits in a consumer span. A single commit goes on in its own trace; several are linked, as a
 * span has one parent only. `hops` are the `traceparent` headers of the messages, in the order of the commits.
 */
export const inConsumerSpan = async <T>(name: string, hops: readonly (string | undefined)[], work: () => Promise<T>): Promise<T> => {
  const sources = hops.map(parseTraceparent).filter((each) => each !== undefined);
  const only = hops.length === 1 ? sources[0] : undefined;
  const links: Link[] = only ? [] : sources.slice(0, linksPerSpan).map((each) => ({ context: each }));
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.batch.message_count': hops.length,
  };
  const parent = under(only);
  const span = tracer().startSpan(`process ${name}`, { kind: SpanKind.CONSUMER, attributes, links }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
};
