import { createConnection, type Connection, type mongo } from 'mongoose';
import { until } from '../load/until';
import type { CaseContext } from '../measure/bench-case';
import type { Stack } from './stack';

/** Looks into the databases of a stack from outside: how far it is and how large. */
export class StackDatabases {
  private constructor(
    private readonly connection: Connection,
    private readonly prefix: string,
  ) {}

  static async open({ backing }: Pick<CaseContext, 'backing'>, { dbPrefix }: Stack): Promise<StackDatabases> {
    return new StackDatabases(await createConnection(await backing.mongoUri()).asPromise(), dbPrefix);
  }

  of(service: string): mongo.Db {
    return this.connection.getClient().db(`${this.prefix}_${service}`);
  }

  /** Waits until so many complaints are watched over, shown and searchable. */
  async untilCaughtUp(complaints: number): Promise<void> {
    const counts = (): Promise<number[]> =>
      Promise.all([
        this.of('escalation').collection('due_times').estimatedDocumentCount(),
        this.of('projection').collection('complaints_g1').estimatedDocumentCount(),
        this.of('projection').collection('narratives').estimatedDocumentCount(),
      ]);
    const enough = async (): Promise<boolean> => (await counts()).every((count) => count >= complaints);
    const withinMs = 120_000 + complaints * 20;
    await until(`${complaints} complaints are watched, shown and searchable`, enough, { withinMs, everyMs: 100 });
  }

  /** Bytes of data and indexes of all its databases, before compression of the data. */
  async bytes(): Promise<number> {
    const { databases } = await this.connection.getClient().db().admin().listDatabases({ nameOnly: true });
    const own = databases.filter(({ name }) => name.startsWith(`${this.prefix}_`));
    const sizes = await Promise.all(
      own.map(async ({ name }) => {
        const { dataSize, indexSize } = await this.connection.getClient().db(name).stats();
        return Number(dataSize) + Number(indexSize);
      }),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Queries, inserts and updates that mongod has done so far, for whomever. */
  async operations(): Promise<number> {
    const { opcounters } = await this.connection.getClient().db('admin').command({ serverStatus: 1 });
    const { query, insert, update } = opcounters as Readonly<Record<string, number>>;
    return (query ?? 0) + (insert ?? 0) + (update ?? 0);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
