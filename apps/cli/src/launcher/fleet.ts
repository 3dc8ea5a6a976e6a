import { keepLogsBounded, type KeptRunning } from '@redress/backing-services';

import { crashEvents, type CrashListener } from './crash-events';
import { watchLogs } from './log-watch';
import { untilReady } from './readiness';
import { serviceNames, stopStages, type DeploymentFacts, type ServiceName } from './services';
import { logFileOf, superviseService, type ServiceProcess } from './supervised-service';

/** The services of a deployment. */
export interface Fleet {
  /** Starts all processes. */
  start(): Promise<void>;
  /** Resolves when all are ready. @throws with the reason of `signal`, or when one is not in time. */
  untilReady(report: (text: string) => void, signal: AbortSignal): Promise<void>;
  /** The processes as they run now. */
  processes(): readonly ServiceProcess[];
  /** Stops them stage by stage: who writes, who reacts, who only reads. */
  stop(report: (text: string) => void): Promise<void>;
}

/** The services with the given facts, none started yet. */
export const createFleet = (facts: DeploymentFacts, logsDir: string, listener: CrashListener): Fleet => {
  const running = new Map<ServiceName, KeptRunning<ServiceProcess>>();
  const keepers: { stop(): void }[] = [];
  const logs = serviceNames.map((name) => ({ name, file: logFileOf(logsDir, name) }));
  const start = async (): Promise<void> => {
    for (const name of serviceNames) {
      running.set(name, await superviseService(name, facts, logsDir, crashEvents(listener)));
    }
    keepers.push(
      watchLogs(logs, (text) => listener.notice(text)),
      keepLogsBounded(() => logs.map(({ file }) => file)),
    );
  };
  const allReady: Fleet['untilReady'] = async (report, signal) => {
    const waiting = new Set<string>(serviceNames);
    const waitForOne = async (name: ServiceName): Promise<void> => {
      await untilReady(name, facts.urls[name], signal);
      waiting.delete(name);
      report(waiting.size > 0 ? `waiting for ${[...waiting].join(', ')}` : 'all are ready');
    };
    await Promise.all(serviceNames.map(waitForOne));
  };
  return {
    start,
    untilReady: allReady,
    processes: () => [...running.values()].map((service) => service.current()),
    stop: async (report) => {
      keepers.forEach((keeper) => keeper.stop());
      for (const stage of stopStages) {
        report(`stopping ${stage.join(', ')}`);
        const members = stage.map((name) => running.get(name)).filter((service) => service !== undefined);
        await Promise.all(members.map((service) => service.stop()));
      }
    },
  };
};
