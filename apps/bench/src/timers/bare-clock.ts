import { Queue, Worker } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { preciseNow, type AlarmClock } from './alarm-clock';

const bulk = 1_000;
/** Jobs at the same time, as many as the product rings. */
const concurrency = 50;

interface Due {
  readonly dueAt: number;
}

/** A queue and a worker of BullMQ as its guide shows them. */
export const startBareClock = async (redisUrl: string): Promise<AlarmClock> => {
  const name = `bare-${randomUUID()}`;
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue<Due>(name, { connection, defaultJobOptions: { removeOnComplete: true, removeOnFail: true } });
  const lateness: number[] = [];
  const ring = (dueAt: number): Promise<void> => {
    lateness.push(preciseNow() - dueAt);
    return Promise.resolve();
  };
  const worker = new Worker<Due>(name, ({ data }) => ring(data.dueAt), { connection, concurrency });
  await worker.waitUntilReady();
  return {
    lateness,
    set: async (dueAts) => {
      for (let from = 0; from < dueAts.length; from += bulk) {
        const part = dueAts.slice(from, from + bulk);
        await queue.addBulk(
          part.map((dueAt) => ({
            name: 'due',
            data: { dueAt },
            opts: { delay: Math.max(0, Math.ceil(dueAt - preciseNow())) },
          })),
        );
      }
    },
    stop: async () => {
      await worker.close();
      await queue.obliterate({ force: true });
      await queue.close();
    },
  };
};
