import { Redis } from 'ioredis';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { mongo } from 'mongoose';

/** One value to write into a service and to find again after a crash. */
export interface Memory {
  write(value: string): Promise<void>;
  /** All values written so far, in order. */
  read(): Promise<string[]>;
}

/** Over a Redis list; each write waits for the append file. */
export const redisMemory = (url: string): Memory => {
  const using = async <T>(work: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  };
  return {
    write: (value) =>
      using(async (redis) => {
        await redis.rpush('memory', value);
        await new Promise((resolve) => setTimeout(resolve, 1_100)); // appendfsync everysec
      }),
    read: () => using((redis) => redis.lrange('memory', 0, -1)),
  };
};

/** Over a Mongo collection; written in a transaction with majority. */
export const mongoMemory = (uri: string): Memory => {
  const using = async <T>(work: (client: mongo.MongoClient) => Promise<T>): Promise<T> => {
    const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  };
  return {
    write: (value) =>
      using(async (client) => {
        await client.withSession((session) =>
          session.withTransaction(() => client.db('test').collection('memory').insertOne({ value }, { session }), {
            writeConcern: { w: 'majority', j: true },
          }),
        );
      }),
    read: () =>
      using(async (client) => {
        const found = await client.db('test').collection('memory').find().sort({ _id: 1 }).toArray();
        return found.map(({ value }) => String(value));
      }),
  };
};

const topic = 'memory';

/** Over a Kafka topic of one partition. */
export const kafkaMemory = (brokers: string): Memory => {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const produce = async (producer: Producer, value: string): Promise<void> => {
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ key: 'k', value }] });
  };
  return {
    write: async (value) => {
      const admin = kafka.admin();
      const producer = kafka.producer({ idempotent: true });
      try {
        await admin.connect();
        if (!(await admin.listTopics()).includes(topic)) {
          await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
        }
        await produce(producer, value);
      } finally {
        await Promise.all([admin.disconnect(), producer.disconnect()]);
      }
    },
    read: () => consumeAll(kafka),
  };
};

const consumeAll = async (kafka: Kafka): Promise<string[]> => {
  const admin = kafka.admin();
  await admin.connect();
  const [offsets] = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: `read-${Date.now()}` });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachMessage = ({ message }: { message: { value: Buffer | null; offset: string } }): Promise<void> => {
      values.push(String(message.value));
      if (Number(message.offset) + 1 >= Number(offsets?.high)) resolve();
      return Promise.resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
};
