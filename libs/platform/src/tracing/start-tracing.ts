import { createRequire } from 'node:module';
import { context, propagation, trace } from '@opentelemetry/api';

/** Ends the tracing: sends what waits. */
export type StopTracing = () => Promise<void>;

/**
 * Starts OpenTelemetry when OTEL_EXPORTER_OTLP_ENDPOINT is set; to be called first in `main.ts`, before Nest exists.
 * Without the variable nothing is loaded; a `traceparent` still travels from request to commit (`commandMeta`).
 */
export const startTracing = async (service: string, env: NodeJS.ProcessEnv = process.env): Promise<StopTracing> => {
  if (!env['OTEL_EXPORTER_OTLP_ENDPOINT']) return () => Promise.resolve();
  const [{ NodeSDK }, { OTLPTraceExporter }, { HttpInstrumentation }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/instrumentation-http'),
  ]);
  const quiet = /^\/(healthz|readyz|metrics)/;
  const sdk = new NodeSDK({
    serviceName: `redress-${service}`,
    traceExporter: new OTLPTraceExporter(),
    instrumentations: [new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => quiet.test(url ?? '') })],
  });
  sdk.start();
  // The instrumentation patches a module when it is required; ours were loaded before.
  const load = createRequire(__filename);
  for (const name of ['node:http', 'node:https']) load(name);
  const stop = () => sdk.shutdown().catch(() => undefined);
  process.once('beforeExit', () => void stop());
  return stop;
};

/** A well-formed W3C trace context header, version 00. */
export const isTraceparent = (value: unknown): value is string =>
  typeof value === 'string' && /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(value);

/** The trace context of what runs now, or what the request brought; undefined when neither is there. */
export const currentTraceparent = (incoming: unknown): string | undefined => {
  if (trace.getActiveSpan()) {
    const carrier: { traceparent?: string } = {};
    propagation.inject(context.active(), carrier);
    if (isTraceparent(carrier.traceparent)) return carrier.traceparent;
  }
  return isTraceparent(incoming) ? incoming : undefined;
};
