import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Where a process keeps its figures. */
export type Metrics = Registry;

/** Injects the process's prom-client Registry; apps add their own figures to it. */
export const METRICS = Symbol('METRICS');

/** A registry with the process figures; one per application, so that tests can start several. */
export const makeMetrics = (service: string): Registry => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
};

/** Measures every request by method, route pattern (never the path, which holds ids) and status. */
export const measureRequests = (fastify: FastifyInstance, registry: Registry): void => {
  const seconds = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
};
