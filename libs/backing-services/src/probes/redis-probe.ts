import { Redis } from 'ioredis';

const within = 2_000;

const ask = async <T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T | undefined> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: within,
    socketTimeout: within,
    disconnectTimeout: 100, // its timer outlives a refused connection
    maxRetriesPerRequest: 0,
    enableReadyCheck: false, // the questions below are refused while it loads
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // the answer "not there" says it
  try {
    await redis.connect();
    return await question(redis);
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
};

/** The process id of the Redis that answers at an address and has loaded its data; undefined when none does. */
export const redisProcessId = (url: string): Promise<number | undefined> =>
  ask(url, async (redis) => {
    await redis.ping(); // refused while it is loading
    return Number(/^process_id:(\d+)/m.exec(await redis.info('server'))?.[1]);
  });

/** What is wrong with a Redis that was given to us, in words; undefined when it fits. */
export const redisFault = async (url: string): Promise<string | undefined> => {
  const policy = await ask(url, async (redis) => /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1]);
  if (policy === undefined) return 'does not answer';
  return policy === 'noeviction' ? undefined : `has maxmemory-policy ${policy}; set noeviction, or timers get lost`;
};
