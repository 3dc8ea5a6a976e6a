import { Redis } from 'ioredis';

/** Asks and sets what an operator would. */
export class RedisAdmin {
  private readonly redis: Redis;

  constructor(url: string) {
    this.redis = new Redis(url);
  }

  /** How often Redis looks after waiting clients, times a second. */
  async setHz(hz: number): Promise<void> {
    await this.redis.config('SET', 'hz', String(hz));
  }

  async usedBytes(): Promise<number> {
    return Number(/used_memory:(\d+)/.exec(await this.redis.info('memory'))?.[1]);
  }

  /** Loses everything. */
  async flush(): Promise<void> {
    await this.redis.flushall();
  }

  /** Jobs of a BullMQ queue that wait for their time. */
  delayed(queueName: string): Promise<number> {
    return this.redis.zcard(`bull:${queueName}:delayed`);
  }

  close(): void {
    this.redis.disconnect();
  }
}
