import type { Context } from '@redress/kernel';
import { mongo } from 'mongoose';
import { eventsIn, type FoundCommit } from './evidence';

const committed = { readConcern: { level: 'majority' } } as const;

/** Reads the databases of a deployment with the bare driver. */
export class StoreReader {
  private constructor(
    private readonly client: mongo.MongoClient,
    private readonly prefix: string,
  ) {}

  static async open(uri: string, prefix: string): Promise<StoreReader> {
    const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000, socketTimeoutMS: 60_000 });
    return new StoreReader(await client.connect(), prefix);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** Every commit of a context. */
  async commits(context: Context): Promise<FoundCommit[]> {
    const found: FoundCommit[] = [];
    for await (const document of this.db(context).collection('commits').find({}, committed)) {
      found.push({
        commitId: String(document['_id']),
        subject: String(document['subject']),
        events: eventsIn(document['events']),
      });
    }
    return found;
  }

  /** Complaints in the live generation of the read model. */
  async documents(): Promise<number> {
    const projection = this.db('projection');
    const pointer = await projection.collection('read_models').findOne({}, committed);
    const live = `complaints_g${Number(pointer?.['live'] ?? 1)}`;
    return projection.collection(live, committed).countDocuments({ complaintNo: { $exists: true } });
  }

  private db(name: string): mongo.Db {
    return this.client.db(`${this.prefix}_${name}`);
  }
}
