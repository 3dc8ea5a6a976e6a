import {
  startEmbeddedKafka,
  startEmbeddedMongod,
  startEmbeddedRedis,
  type EmbeddedKafka,
  type EmbeddedMongod,
  type EmbeddedRedis,
} from '@redress/backing-services';
import { join } from 'node:path';
import { Backing } from './backing';
import { SmallDisk } from './disk';
import { Link } from './link';

/** The backing services by name. */
export const backingNames = ['kafka', 'mongod', 'redis'] as const;
export type BackingName = (typeof backingNames)[number];

/** How they differ from the usual ones. */
export interface SurroundingsOptions {
  /** Services whose data lie on a small disk of their own, MiB; see {@link SmallDisk}. */
  readonly disks?: Partial<Record<BackingName, number>>;
  /** Size of an oplog that rolls over within seconds, MiB. */
  readonly rollingOplogMb?: number;
}

/** The ways to MongoDB and Redis, which can be cut. Kafka's clients go to the address the broker tells them. */
interface Links {
  readonly mongod: Link;
  readonly redis: Link;
}

const throughLink = (address: string, link: Link): string => {
  const url = new URL(address);
  url.port = String(link.port);
  return url.toString();
};

/** What the services stand on: backing services that a test can stop, freeze, kill, fill up and cut off. */
export class Surroundings {
  private constructor(
    readonly kafka: Backing<EmbeddedKafka>,
    readonly mongod: Backing<EmbeddedMongod>,
    readonly redis: Backing<EmbeddedRedis>,
    readonly links: Links,
    readonly disks: Readonly<Partial<Record<BackingName, SmallDisk>>>,
  ) {}

  static async start(home: string, { disks = {}, rollingOplogMb }: SurroundingsOptions): Promise<Surroundings> {
    const mounted = Object.fromEntries(
      Object.entries(disks).map(([name, sizeMb]) => [name, SmallDisk.mount(join(home, name), sizeMb)]),
    );
    const at = (name: BackingName, port?: number) => ({
      dataDir: join(home, name),
      ...(port !== undefined && { port }),
    });
    const [kafka, mongod, redis] = await Promise.all([
      Backing.start((port) => startEmbeddedKafka(at('kafka', port))),
      Backing.start((port) => startEmbeddedMongod({ ...at('mongod', port), cacheGb: 0.5, rollingOplogMb })),
      Backing.start((port) => startEmbeddedRedis(at('redis', port))),
    ]);
    if (rollingOplogMb !== undefined) {
      await mongod.stop();
      await mongod.restart();
    }
    const links = { mongod: await Link.open(mongod.now.port), redis: await Link.open(redis.now.port) };
    return new Surroundings(kafka, mongod, redis, links, mounted);
  }

  /** Where the services find them. */
  get env(): NodeJS.ProcessEnv {
    return {
      KAFKA_BROKERS: this.kafka.now.brokers,
      MONGODB_URI: throughLink(this.mongod.now.uri, this.links.mongod),
      REDIS_URL: throughLink(this.redis.now.url, this.links.redis),
    };
  }

  async stop(): Promise<void> {
    await Promise.all([this.links.mongod.close(), this.links.redis.close()]);
    await Promise.all(backingNames.map((name) => this[name].stop()));
    for (const disk of Object.values(this.disks)) disk.unmount();
  }
}
