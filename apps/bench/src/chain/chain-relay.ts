import type { mongo } from 'mongoose';
import { bareKafka, bareMongo, chainCommits, type ChainOptions } from './chain-options';

interface Message {
  readonly key: string;
  readonly value: string;
}

/** A part of the chain that runs until it is stopped. */
export interface ChainPart {
  stop(): Promise<void>;
}

/** Change stream → producer: whatever has come while one send was under way goes with the next. */
export const startChainRelay = async (options: ChainOptions): Promise<ChainPart> => {
  const connection = await bareMongo(options);
  const producer = bareKafka(options).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  // The stream is opened some time later; what is inserted until then belongs to it.
  const { operationTime } = await connection.getClient().db(options.database).command({ ping: 1 });
  const startAtOperationTime = operationTime as mongo.Timestamp;
  const stream = chainCommits(connection).watch([{ $match: { operationType: 'insert' } }], { startAtOperationTime });
  let waiting: Message[] = [];
  let sending: Promise<void> | undefined;
  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const messages = waiting;
      waiting = [];
      await producer.send({ topic: options.topic, acks: -1, messages });
    }
    sending = undefined;
  };
  stream.on('change', (change) => {
    if (change.operationType !== 'insert') return;
    const { _id, subject, events } = change.fullDocument;
    waiting.push({ key: subject, value: JSON.stringify({ _id, subject, events }) });
    sending ??= sendAll();
  });
  return {
    stop: async () => {
      await stream.close();
      await sending;
      await producer.disconnect();
      await connection.close();
    },
  };
};
