import { join } from 'node:path';

import {
  keepRunning,
  spawnKept,
  type KeepRunningEvents,
  type KeptProcess,
  type KeptRunning,
} from '@redress/backing-services';

import { environmentOf, programOf, type DeploymentFacts, type ServiceName } from './services';

/** A service's process. */
export type ServiceProcess = KeptProcess & { readonly name: ServiceName };

/** Services drain for 20 s at most, then end by themselves. */
const graceMs = 25_000;

/** When the launcher was killed, nobody waits for the drained work any more. */
const orphanGraceMs = 5_000;

/** The log of a service. */
export const logFileOf = (logsDir: string, name: ServiceName): string => join(logsDir, `${name}.log`);

const spawnService = async (
  name: ServiceName,
  facts: DeploymentFacts,
  logsDir: string,
  continueLog: boolean,
): Promise<ServiceProcess> => {
  const kept = await spawnKept({
    command: process.execPath,
    args: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', programOf(name)],
    env: environmentOf(name, facts),
    logFile: logFileOf(logsDir, name),
    continueLog,
    graceMs,
    orphanGraceMs,
  });
  return { ...kept, name };
};

/** Starts a service and starts it again, in the same log, when it crashes. It is not ready yet. */
export const superviseService = async (
  name: ServiceName,
  facts: DeploymentFacts,
  logsDir: string,
  events: KeepRunningEvents<ServiceProcess>,
): Promise<KeptRunning<ServiceProcess>> => {
  const first = await spawnService(name, facts, logsDir, false);
  return keepRunning(first, () => spawnService(name, facts, logsDir, true), events);
};
