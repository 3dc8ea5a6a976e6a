import { commitsCollection, databaseOf, durable, noStream, type CommitDocument } from '@redress/event-store';
import { randomUUID } from 'node:crypto';
import { Schema, type Connection, type mongo } from 'mongoose';
import { closedLoop, type LoadResult } from '../load/closed-loop';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved, type RoundResult } from '../measure/rounds';
import { openProductStore, type ProductStore } from '../services/product-store';
import { sampleCommit } from '../samples/sample-events';

type Document = Omit<CommitDocument, '_id'> & { _id: string };

const uniqueStream = { streamId: 1, version: 1 } as const;

/** A document as the product stores it, so that the floor writes the same bytes. */
const templateOf = async ({ connection, store }: ProductStore, events: number): Promise<Document> => {
  const { commitId } = await store.append(noStream, sampleCommit(randomUUID(), events));
  const found = await databaseOf(connection).collection<Document>(commitsCollection).findOne({ _id: commitId });
  if (!found) throw new Error('the template was not stored');
  return found;
};

const another = (template: Document): Document => ({
  ...template,
  _id: randomUUID(),
  streamId: `complaint-${randomUUID()}`,
});

/** The floor's collection: the same concerns and the unique index that lets one of two writers win. */
const rawCollection = async (connection: Connection): Promise<mongo.Collection<Document>> => {
  const collection = databaseOf(connection).collection<Document>('raw', { writeConcern: durable });
  await collection.createIndex(uniqueStream, { unique: true });
  return collection;
};

/** Nearly the same operation as the floor, through mongoose: shows how far this run can be trusted. */
const controlModel = async (connection: Connection) => {
  const schema = new Schema({}, { strict: false, writeConcern: { w: 'majority', j: true }, collection: 'control' });
  const model = connection.model('control', schema);
  await model.createCollection();
  await model.collection.createIndex(uniqueStream, { unique: true });
  return model;
};

type Writers = 1 | 16 | 64;
type Events = 1 | 5;
type Round = RoundResult<'raw' | 'control' | 'product', LoadResult>;

const compare = async (
  context: CaseContext,
  product: ProductStore,
  writers: Writers,
  events: Events,
): Promise<Round[]> => {
  const { connection, store } = product;
  const template = await templateOf(product, events);
  const raw = await rawCollection(connection);
  const control = await controlModel(connection);
  const forMs = sized(context, { quick: 400, small: 1500, full: 3000 });
  const load = (work: () => Promise<unknown>) => closedLoop({ workers: writers, forMs, work });
  const throughMongoose = () => control.collection.insertOne(another(template) as never, { writeConcern: durable });
  const rounds = await interleaved(context, {
    raw: () => load(() => raw.insertOne(another(template))),
    control: () => load(throughMongoose),
    product: () => load(() => store.append(noStream, sampleCommit(randomUUID(), events))),
  });
  connection.deleteModel('control');
  return rounds;
};

const plural = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

const note = ({ record }: CaseContext, writers: Writers, events: Events, rounds: readonly Round[]): void => {
  const id = `append.w${writers}.e${events}`;
  const title = `append, ${plural(events, 'event')}, ${plural(writers, 'writer')}`;
  for (const { raw, control, product } of rounds) {
    record.value(`${id}.raw`, `${title}: raw insertOne`, 'commits/s', raw.perSecond);
    record.value(`${id}.product`, `${title}: event store`, 'commits/s', product.perSecond);
    record.value(`${id}.product.p50`, `${title}: event store p50`, 'ms', product.p50);
    record.value(`${id}.product.p99`, `${title}: event store p99`, 'ms', product.p99);
    record.ratio(`${id}.ratio`, `${title}: event store to raw`, product.perSecond, raw.perSecond);
    record.ratio(`${id}.p99`, `${title}: p99 to raw`, product.p99, raw.p99);
    record.ratio(`${id}.control`, `${title}: control (mongoose insertOne) to raw`, control.perSecond, raw.perSecond);
  }
};

const measure = async (context: CaseContext, product: ProductStore, writers: Writers): Promise<void> => {
  const single = await compare(context, product, writers, 1);
  const five = await compare(context, product, writers, 5);
  note(context, writers, 1, single);
  note(context, writers, 5, five);
  const title = `append, ${plural(writers, 'writer')}: time of 5 events to that of 1`;
  for (const [round, { product: one }] of single.entries()) {
    const many = five[round]?.product.perSecond ?? Number.NaN;
    context.record.ratio(`append.w${writers}.five-to-one`, title, one.perSecond, many);
  }
};

/** Appends of 1 and 5 events by 1, 16 and 64 writers, each to a new stream (goals 1 and 2). */
export const append: BenchCase = {
  name: 'append',
  title: "the event store's append beside raw insertOne",
  needs: ['mongod'],
  run: async (context) => {
    const product = await openProductStore(context);
    try {
      for (const writers of [1, 16, 64] as const) {
        await measure(context, product, writers);
        context.say(`${plural(writers, 'writer')} done`);
      }
    } finally {
      await product.close();
    }
  },
};
