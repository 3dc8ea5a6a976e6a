import { databaseOf, durable } from '@redress/event-store';
import { randomUUID } from 'node:crypto';
import { closedLoop } from '../load/closed-loop';
import { hammer, hammerConnections, type Borne } from '../load/hammer';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { sampleCommit } from '../samples/sample-events';
import { sampleBody } from '../servers/sample-body';
import { ComplaintSeeder } from '../services/complaint-template';
import { openProductStore } from '../services/product-store';
import { startServer } from '../services/server-process';
import { Stack } from '../services/stack';
import { StackDatabases } from '../services/stack-databases';

const forMs = (context: CaseContext): number => sized(context, { quick: 2_000, small: 3_000, full: 8_000 });

/** A POST that is validated and does nothing, on the product's platform and on bare Nest. */
const compareValidated = async (context: CaseContext): Promise<void> => {
  const names = ['bare-fastify', 'bare-express', 'product-platform'] as const;
  const servers = await Promise.all(names.map((name) => startServer(context, name)));
  const [fastify, express, product] = servers.map(({ url }) => () => {
    return hammer({ url: `${url}/sample`, method: 'POST', body: sampleBody }, forMs(context));
  });
  if (!fastify || !express || !product) throw new Error('a server is missing');
  const { record } = context;
  const title = 'validated POST without I/O';
  for (const round of await interleaved<'fastify' | 'express' | 'product', Borne>(context, {
    fastify,
    express,
    product,
  })) {
    record.value('http.validated.raw', `${title}: bare Nest + Fastify`, 'req/s', round.fastify.perSecond);
    record.value('http.validated.express', `${title}: bare Nest + Express`, 'req/s', round.express.perSecond);
    record.value('http.validated.product', `${title}: platform of the services`, 'req/s', round.product.perSecond);
    record.value('http.validated.p99', `${title}: platform of the services, p99`, 'ms', round.product.p99);
    record.ratio(
      'http.validated.to-fastify',
      `${title}: platform to Fastify`,
      round.product.perSecond,
      round.fastify.perSecond,
    );
    record.ratio(
      'http.validated.to-express',
      `${title}: platform to Express`,
      round.product.perSecond,
      round.express.perSecond,
    );
  }
  for (const server of servers) await server.stop();
};

/** A page of the complaints, beside the same documents straight from the driver. */
const compareReads = async (context: CaseContext, stack: Stack): Promise<void> => {
  const { record, backing } = context;
  const uri = await backing.mongoUri();
  const bare = await startServer(context, 'bare-list', [uri, `${stack.dbPrefix}_projection`, 'complaints_g1']);
  const headers = { authorization: `Bearer ${await stack.signIn('clerk')}` };
  const list = (url: string) => () => hammer({ url, method: 'GET', headers }, forMs(context));
  const rounds = await interleaved(context, {
    bare: list(`${bare.url}/list?siteId=main`),
    product: list(`${stack.url('projection')}/api/v1/complaints?limit=20`),
    gateway: list(`${stack.url('gateway')}/api/v1/complaints?limit=20`),
  });
  await bare.stop();
  const title = 'GET of 20 complaints';
  for (const { bare: floor, product, gateway } of rounds) {
    record.value('http.list.raw', `${title}: bare Nest + Fastify + driver`, 'req/s', floor.perSecond);
    record.value('http.list.product', `${title}: projection`, 'req/s', product.perSecond);
    record.value('http.list.gateway', `${title}: through the gateway`, 'req/s', gateway.perSecond);
    record.ratio('http.list.ratio', `${title}: projection to bare`, product.perSecond, floor.perSecond);
  }
};

/** A registration at intake, the other services standing still, beside raw inserts at the same concurrency. */
const compareCommands = async (context: CaseContext, stack: Stack): Promise<void> => {
  const { record } = context;
  const floor = await openProductStore(context);
  const raw = databaseOf(floor.connection).collection<{ _id: string }>('raw', { writeConcern: durable });
  await raw.createIndex({ streamId: 1, version: 1 }, { unique: true });
  stack.pauseAllBut('intake');
  const insert = () => {
    const commit = { ...sampleCommit(randomUUID(), 2), version: 1 };
    return raw.insertOne({ ...commit, _id: commit.commitId });
  };
  const url = `${stack.url('intake')}/api/v1/complaints`;
  const body = { text: '厕所太脏，没有纸。' };
  const databases = await StackDatabases.open(context, stack);
  const commits = databases.of('intake').collection('commits');
  const register = async (): Promise<Borne> => {
    const [operations, before] = [await databases.operations(), await commits.countDocuments()];
    const borne = await hammer({ url, method: 'POST', body }, forMs(context));
    const registered = (await commits.countDocuments()) - before;
    const each = ((await databases.operations()) - operations) / registered;
    record.value(
      'http.command.operations',
      'MongoDB queries, inserts and updates of a registration, without its key',
      'operations',
      each,
    );
    return borne;
  };
  const rounds = await interleaved<'bare' | 'product', Borne>(context, {
    bare: () => closedLoop({ workers: hammerConnections, forMs: forMs(context), work: insert }),
    product: register,
  });
  await databases.close();
  const title = `registration, ${hammerConnections} at once`;
  for (const { bare, product } of rounds) {
    record.value('http.command.raw', `${title}: raw insertOne`, 'commits/s', bare.perSecond);
    record.value('http.command.product', `${title}: POST at intake`, 'req/s', product.perSecond);
    record.value('http.command.p99', `${title}: POST at intake, p99`, 'ms', product.p99);
    record.ratio('http.command.ratio', `${title}: POST to insertOne`, product.perSecond, bare.perSecond);
  }
  await floor.close();
};

const seeded = 50;

/** Requests that do nothing, that read, and that write (goal 9). */
export const http: BenchCase = {
  name: 'http',
  title: 'requests beside bare Nest and raw inserts',
  needs: ['mongod', 'kafka', 'redis'],
  run: async (context) => {
    await compareValidated(context);
    const stack = await Stack.start(context);
    try {
      const databases = await StackDatabases.open(context, stack);
      const seeder = await ComplaintSeeder.open(context, stack);
      await seeder.seed(seeded);
      await databases.untilCaughtUp(seeder.total);
      await Promise.all([seeder.close(), databases.close()]);
      context.say('the stack is ready');
      await compareReads(context, stack);
      await compareCommands(context, stack);
    } finally {
      await stack.stop();
    }
  },
};
