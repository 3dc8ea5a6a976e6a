import Redis from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { timerFaults } from '../../check/timers';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

const inRedis = async <T>(ground: Ground, work: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(ground.stack.around.redis.now.url, { maxRetriesPerRequest: 1 });
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
};

const armedTimers = (ground: Ground): Promise<number> =>
  inRedis(ground, (redis) => redis.zcard(`bull:${ground.stack.dbPrefix}-escalation-timers:delayed`));

/** Redis loses everything while timers are near. */
export const redisEmptied: Scenario = {
  id: 'F9',
  title: 'Redis is emptied: every timer of the near horizon is back, none is lost, none rings twice',
  stack: 'fast',
  short: true,
  alerts: ['RedisEmptied'],
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(async (load) => {
      await stack.until('enough timers', () => load.acknowledged.length > ground.size.many, 300_000);
      const before = await armedTimers(ground);
      ground.figure('timers armed', before);
      if (before === 0) throw new Error('no timer is near: the scenario shows nothing');
      await inRedis(ground, (redis) => redis.flushall());
      await ground.recovers('every near timer is armed again', 60_000, () =>
        stack.until('the timers are back', async () => {
          if ((await armedTimers(ground)) === 0) return false;
          return ground.withStores(async (stores) => (await timerFaults(stack, stores, new Map())).length === 0);
        }),
      );
    });
  },
};

/** Redis is killed for a while, and then has no memory left. */
export const redisKilled: Scenario = {
  id: 'F10',
  title: 'Redis is killed, then full: commands are taken, timers are late by the outage, workers wake by themselves',
  stack: 'fast',
  short: true,
  alerts: ['RedisDown'],
  run: async (ground) => {
    const { stack, size } = ground;
    const worker = stack.pidOf('escalation');
    await ground.under(async (load) => {
      const retries = load.retries;
      await stack.around.redis.kill();
      await sleep(size.outageMs / 2);
      await stack.around.redis.restart();
      await sleep(size.outageMs / 4);
      const full = (mb: string) => inRedis(ground, (redis) => redis.config('SET', 'maxmemory', mb));
      await full('1mb');
      await sleep(size.outageMs / 4);
      await full('256mb');
      if (load.retries > retries) throw new Error(`${load.retries - retries} registrations failed without Redis`);
    });
    if (stack.pidOf('escalation') !== worker) throw new Error('escalation had to be started again');
  },
};
