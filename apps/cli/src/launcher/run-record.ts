import type { Home } from './home';
import { writeMonitoringTargets } from './monitoring-targets';
import { describeRun, removeRunFile, writeRunFile, type RunParts } from './run-file';

/** Keeps the run file true while a deployment runs. */
export interface RunRecord {
  /** Writes how things are; `ready` says whether the services take requests. */
  write(ready: boolean): Promise<void>;
  /** A process was replaced by another one: writes that. */
  rewrite(): void;
  /** Whether the services ever took requests. */
  wasReady(): boolean;
  /** Nothing runs any more, or will in a moment. */
  remove(): Promise<void>;
}

/** The record of a deployment; `parts` are read when it is written, and writes happen one after the other. */
export const createRunRecord = (home: Home, parts: () => Omit<RunParts, 'ready'>): RunRecord => {
  let writing = Promise.resolve();
  let over = false;
  let wasReady = false;
  const write = (ready: boolean): Promise<void> => {
    wasReady ||= ready;
    const next = writing.then(async () => {
      if (over) return;
      const run = await describeRun({ ...parts(), ready });
      await writeRunFile(home, run);
      await writeMonitoringTargets(home, run.urls);
    });
    writing = next.catch(() => undefined); // whoever asked hears of it
    return next;
  };
  return {
    write,
    // Only a next start after a kill would miss it, so that a fault here changes nothing now.
    rewrite: () => void write(wasReady).catch(() => undefined),
    wasReady: () => wasReady,
    remove: async () => {
      over = true;
      await writing;
      await removeRunFile(home);
    },
  };
};
