import { startEmbedded, type EmbeddedSet, type ServiceName } from '@redress/backing-services';
import { join } from 'node:path';

/** Real services of the run's own, each started when the first case asks for it; memory bounded, data in a folder. */
export class Backing {
  private readonly sets = new Map<ServiceName, Promise<EmbeddedSet>>();

  constructor(private readonly folder: string) {}

  /** Starts what is missing. */
  async start(names: readonly ServiceName[]): Promise<void> {
    await Promise.all(names.map((name) => this.set(name)));
  }

  async mongoUri(): Promise<string> {
    return given((await this.set('mongod')).mongoUri);
  }

  async kafkaBrokers(): Promise<readonly string[]> {
    return given((await this.set('kafka')).kafkaBrokers).split(',');
  }

  async redisUrl(): Promise<string> {
    return given((await this.set('redis')).redisUrl);
  }

  async stop(): Promise<void> {
    const stopOne = async (set: Promise<EmbeddedSet>): Promise<void> => (await set.catch(() => undefined))?.stop();
    await Promise.all([...this.sets.values()].map(stopOne));
  }

  private set(name: ServiceName): Promise<EmbeddedSet> {
    const set =
      this.sets.get(name) ??
      startEmbedded({
        services: [name],
        dataDir: join(this.folder, 'services'),
        kafkaHeapMb: 512,
        mongoCacheGb: 1,
        redisMaxMemoryMb: 2048,
      });
    this.sets.set(name, set);
    return set;
  }
}

const given = (address: string | undefined): string => {
  if (address === undefined) throw new Error('a service that was started has no address');
  return address;
};
