import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { requireJava } from '../artifacts/java';
import { kafkaBoot, layStorage } from '../artifacts/kafka-boot';
import { defaultArtifactsDir } from '../artifacts/places';
import { requirePrerequisites } from '../artifacts/prerequisites';
import { clusterIdOf } from '../probes/kafka-probe';
import { loopback } from '../processes/ports';
import { silently } from '../progress';

import { startService, type EmbeddedOptions, type EmbeddedService } from './embedded-service';
import { launchBroker } from './kafka-process';

/** A single-node Kafka (KRaft). */
export interface EmbeddedKafkaOptions extends EmbeddedOptions {
  /** Upper bound of the heap, MiB (default 256). */
  readonly heapMb?: number;
}

/** A running broker and its address. */
export interface EmbeddedKafka extends EmbeddedService {
  readonly brokers: string;
}

const ownClusterId = async (dataDir: string): Promise<string | undefined> =>
  /^cluster\.id=(\S+)/m.exec(await readFile(join(dataDir, 'data/meta.properties'), 'utf8'))?.[1];

/** Starts a real Kafka on the loopback interface; see {@link startService} for the errors. */
export const startEmbeddedKafka = async (options: EmbeddedKafkaOptions): Promise<EmbeddedKafka> => {
  const { dataDir, artifactsDir = defaultArtifactsDir, onProgress = silently, heapMb = 256 } = options;
  await requirePrerequisites({ services: ['kafka'], artifactsDir });
  const java = await requireJava();
  const { jars, template, archive } = await kafkaBoot(artifactsDir, java, onProgress);
  await layStorage(dataDir, template);
  const clusterId = await ownClusterId(dataDir);
  const archiveFlag = archive && `-XX:SharedArchiveFile=${archive}`;
  const service = await startService(
    {
      name: 'kafka',
      usualPort: 9092,
      launch: (port) => launchBroker({ java, jars, dataDir, port, heapMb, archiveFlag }),
      ready: async (_, port) => (await clusterIdOf([`${loopback}:${port}`])) === clusterId,
    },
    options,
  );
  return { ...service, brokers: `${loopback}:${service.port}` };
};
