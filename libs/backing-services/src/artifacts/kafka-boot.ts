import { randomBytes } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { formatStorage, launchBroker } from '../embedded/kafka-process';
import { askKafka, clusterIdOf } from '../probes/kafka-probe';
import { freePort, loopback } from '../processes/ports';
import type { OnProgress } from '../progress';

import { exists, fingerprint, madeOnce } from './artifact-cache';
import { fetchJars } from './fetch-jars';
import type { Java } from './java';

/** What makes a broker start fast: formatted storage to copy and an archive of its loaded classes (AppCDS). */
export interface KafkaBoot {
  readonly jars: string;
  readonly template: string;
  /** Undefined where this Java writes no archive; Kafka then only starts slower. */
  readonly archive?: string;
}

/** An id in Kafka's form: 16 bytes as base64url that does not begin with a dash. */
const kafkaId = (): string => {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? kafkaId() : id;
};

/** Runs a broker once so that its classes are archived when it ends; without the archive everything works too. */
const archiveClasses = async (java: Java, jars: string, folder: string): Promise<void> => {
  const scratch = join(folder, 'scratch');
  await cp(join(folder, 'template'), join(scratch, 'data'), { recursive: true });
  const port = await freePort();
  const brokers = [`${loopback}:${port}`];
  const archiveFlag = `-XX:ArchiveClassesAtExit=${join(folder, 'kafka.jsa')}`;
  const broker = await launchBroker({ java, jars, dataDir: scratch, port, heapMb: 256, archiveFlag });
  for (let tries = 0; broker.running() && tries < 300 && !(await clusterIdOf(brokers)); tries += 1) await sleep(100);
  await askKafka(brokers, (admin) => admin.createTopics({ topics: [{ topic: 'warm-up', numPartitions: 1 }] }));
  await broker.stop();
  await rm(scratch, { recursive: true, force: true });
};

const makeBoot = async (java: Java, jars: string, folder: string): Promise<void> => {
  await formatStorage(java, jars, folder, kafkaId());
  await cp(join(folder, 'data'), join(folder, 'template'), { recursive: true });
  await rm(join(folder, 'data'), { recursive: true });
  await archiveClasses(java, jars, folder);
};

/** Everything a broker needs beside its data; made at the first start (some seconds), then read. */
export const kafkaBoot = async (artifactsDir: string, java: Java, onProgress: OnProgress): Promise<KafkaBoot> => {
  const jars = join(await fetchJars(artifactsDir, onProgress), 'kafka');
  // The archive is good for this Java and these paths only.
  const target = join(artifactsDir, `kafka-boot-${fingerprint(java.version, java.command, jars)}`);
  const folder = await madeOnce(target, (draft) => {
    onProgress('kafka', 'preparing quick starts (once, some seconds)');
    return makeBoot(java, jars, draft);
  });
  const archive = join(folder, 'kafka.jsa');
  return { jars, template: join(folder, 'template'), ...((await exists(archive)) && { archive }) };
};

/** Makes `data/` in a directory out of the template, with ids of its own; leaves an existing one alone. */
export const layStorage = async (dataDir: string, template: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  await madeOnce(join(dataDir, 'data'), async (draft) => {
    await cp(template, draft, { recursive: true });
    const ids = `version=1\nnode.id=1\ncluster.id=${kafkaId()}\ndirectory.id=${kafkaId()}\n`;
    await writeFile(join(draft, 'meta.properties'), ids);
  });
};
