import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Java } from '../artifacts/java';
import { spawnKept, type KeptProcess } from '../processes/kept-process';
import { freePort } from '../processes/ports';
import { runCommand } from '../processes/run-command';

import { asProperties, kafkaSettings } from './kafka-settings';

/** How a broker's JVM is started. */
export interface BrokerLaunch {
  readonly java: Java;
  /** The folder of Kafka's jars. */
  readonly jars: string;
  /** The directory it is started in: `data/` lies in it. */
  readonly dataDir: string;
  readonly port: number;
  /** Upper bound of the heap, MiB. */
  readonly heapMb: number;
  /** The class-data archive to read or to write. */
  readonly archiveFlag?: string;
}

/** A quick start counts more than peak throughput here: one compiler tier, the smallest collector. */
const jvmFlags = (heapMb: number): string[] => [
  ...['-Xms64m', `-Xmx${heapMb}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'],
  ...['-Xshare:auto', '-Xlog:disable', '-Xlog:all=error:stderr', '-Djava.awt.headless=true'],
  ...['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'],
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
];

/** The jars in a fixed order: the class-data archive holds for exactly this path. */
const classPath = async (jars: string): Promise<string> =>
  (await readdir(jars))
    .filter((name) => name.endsWith('.jar'))
    .sort()
    .map((name) => join(jars, name))
    .join(':');

/** Java reads paths in the encoding of the locale; a home folder may have a Chinese name. */
const javaEnv = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8',
});

/** Formats `data/` in a directory for a new cluster (StorageTool). */
export const formatStorage = async (java: Java, jars: string, dataDir: string, clusterId: string): Promise<void> => {
  await writeFile(join(dataDir, 'server.properties'), asProperties(kafkaSettings({ broker: 9092, controller: 9093 })));
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', 'server.properties'];
  const args = [...jvmFlags(128), '-cp', await classPath(jars), ...tool];
  const { ok, output } = await runCommand(java.command, args, { cwd: dataDir, env: javaEnv() });
  if (!ok) throw new Error(`Kafka's storage could not be formatted:\n${output.split('\n').slice(-15).join('\n')}`);
};

/** Starts a broker on formatted storage; it is not ready yet. */
export const launchBroker = async (launch: BrokerLaunch): Promise<KeptProcess> => {
  const { java, jars, dataDir, port, heapMb, archiveFlag } = launch;
  const settings = kafkaSettings({ broker: port, controller: await freePort() });
  await writeFile(join(dataDir, 'server.properties'), asProperties(settings));
  return spawnKept({
    command: java.command,
    args: [
      ...jvmFlags(heapMb),
      ...(archiveFlag ? [archiveFlag] : []),
      ...['-cp', await classPath(jars), 'kafka.Kafka', 'server.properties'],
    ],
    cwd: dataDir,
    env: javaEnv(),
    logFile: join(dataDir, 'kafka.log'),
    graceMs: 20_000,
  });
};
