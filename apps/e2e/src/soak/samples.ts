import Redis from 'ioredis';
import { readdirSync, readFileSync } from 'node:fs';
import type { Stores } from '../check/stores';
import { figureOf } from '../figure-of';
import { hearingServices, serviceNames } from '../services';
import type { Stack } from '../stack';

/** What is measured at one moment: every figure that could leak, by name. */
export interface Sample {
  /** Seconds since the begin. */
  readonly at: number;
  readonly figures: Readonly<Record<string, number>>;
}

const rssMb = (pid: number): number => {
  const match = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? 0) / 1_024;
};

const processFigures = (stack: Stack): Record<string, number> =>
  Object.fromEntries(
    serviceNames.flatMap((service) => {
      const pid = stack.pidOf(service);
      return [
        [`${service}: memory, MiB`, Math.round(rssMb(pid))],
        [`${service}: open files and sockets`, readdirSync(`/proc/${pid}/fd`).length],
      ];
    }),
  );

/** Measures everything once. */
export const sample = async (stack: Stack, stores: Stores, at: number): Promise<Sample> => {
  const redis = new Redis(stack.around.redis.now.url, { maxRetriesPerRequest: 1 });
  try {
    const status = await stores.client.db('admin').command({ serverStatus: 1 });
    const { connections } = status as { connections: { current: number } };
    const lags = await Promise.all(hearingServices.map((service) => figureOf(stack, service, 'redress_consumer_lag')));
    return {
      at: Math.round(at),
      figures: {
        ...processFigures(stack),
        'MongoDB connections': connections.current,
        'Redis keys': await redis.dbsize(),
        'consumer lag, messages': lags.reduce((sum, lag) => sum + lag, 0),
      },
    };
  } finally {
    redis.disconnect();
  }
};
