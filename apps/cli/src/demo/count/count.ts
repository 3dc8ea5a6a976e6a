import { contexts, topicOf, type Context } from '@redress/kernel';
import { Kafka, logLevel } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence, Found } from './evidence';
import { readWholeTopic } from './read-topic';
import { StoreReader } from './read-stores';
import { agrees, tallyOf, type Tally } from './tally';

/** Where the deployment keeps what is counted. */
export interface Places {
  readonly mongoUri: string;
  readonly kafkaBrokers: string;
  readonly dbPrefix: string;
  readonly topicPrefix: string;
}

/** What is counted elsewhere. */
export interface Counted {
  readonly registered: ReadonlySet<string>;
  /** Mails in the mailbox by now. */
  readonly mails: () => number;
}

/** The last effects take their time to arrive: it is counted again while numbers differ and still move. Milliseconds. */
const stillMs = 20_000;
const longestMs = 240_000;
const againMs = 1_000;

const gather = async (stores: StoreReader, kafka: Kafka, topicPrefix: string, counted: Counted): Promise<Evidence> => {
  const found = async (context: Context): Promise<[Context, Found]> => [
    context,
    {
      stored: await stores.commits(context),
      published: await readWholeTopic(kafka, `${topicPrefix}${topicOf(context)}`),
    },
  ];
  const all = Object.fromEntries(await Promise.all(contexts.map(found))) as Evidence['contexts'];
  return { registered: counted.registered, contexts: all, documents: await stores.documents(), mails: counted.mails() };
};

/** Counts what a demo left in stores, topics, read model and mailbox. */
export const countEverything = async (places: Places, counted: Counted): Promise<Tally> => {
  const stores = await StoreReader.open(places.mongoUri, places.dbPrefix);
  const brokers = places.kafkaBrokers.split(',');
  const kafka = new Kafka({ clientId: 'redress-demo-count', brokers, logLevel: logLevel.NOTHING });
  const started = performance.now();
  let [last, movedAt] = ['', started];
  try {
    for (;;) {
      const tally = tallyOf(await gather(stores, kafka, places.topicPrefix, counted));
      if (agrees(tally)) return tally;
      const now = performance.now();
      const numbers = JSON.stringify(tally);
      if (numbers !== last) [last, movedAt] = [numbers, now];
      if (now - movedAt > stillMs || now - started > longestMs) return tally;
      await sleep(againMs);
    }
  } finally {
    await stores.close();
  }
};
