// Loads the fix of kafkajs' idle timers here too, in each process of the chain: the floor is not to be made slow.
import '@redress/messaging';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection, type Connection, type mongo } from 'mongoose';

/** Where the hand-written chain keeps and sends its commits. */
export interface ChainOptions {
  readonly mongoUri: string;
  readonly database: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  /** kafkajs' own commit after every batch, instead of ours once a second. */
  readonly autoCommit: boolean;
}

/** A commit as the chain stores it. */
export interface ChainCommit {
  readonly _id: string;
  readonly streamId: string;
  readonly version: number;
  readonly subject: string;
  readonly events: readonly unknown[];
}

/** A client that is as bare as can be. */
export const bareKafka = ({ brokers }: ChainOptions): Kafka =>
  new Kafka({ brokers: [...brokers], clientId: 'bench-chain', logLevel: logLevel.NOTHING });

/** A connection with the driver's own defaults. */
export const bareMongo = ({ mongoUri, database }: ChainOptions): Promise<Connection> =>
  createConnection(mongoUri, { dbName: database, autoIndex: false, autoCreate: false }).asPromise();

/** The commits, written as the product writes its own. */
export const chainCommits = (connection: Connection): mongo.Collection<ChainCommit> =>
  connection
    .getClient()
    .db(connection.name)
    .collection<ChainCommit>('commits', { writeConcern: { w: 'majority', journal: true } });
