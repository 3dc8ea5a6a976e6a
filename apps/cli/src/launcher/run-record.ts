import type { Home } from './home';
import { writeMonitoringTargets } from './monitoring-targets';
import { describeRun, removeRunFile, writeRunFile, type RunParts } from './run-file';

/** Keeps the run file true while a deployment runs. */
export interface RunRecord {
  /** Writes how things are; `ready` says whether the services take requests. */
  write(ready: boolean): Promise<void>;
  /** A service was replaced and has another process number: writes that in a while. */
  rewriteSoon(): void;
  /** Whether the services ever took requests. */
  wasReady(): boolean;
  /** Nothing runs any more, or will in a moment. */
  remove(): Promise<void>;
}

const soonMs = 5_000;

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
    rewriteSoon: () => {
      // Only a next start after a kill would miss it, so that a fault here changes nothing now.
      setTimeout(() => void write(true).catch(() => undefined), soonMs).unref();
    },
    wasReady: () => wasReady,
    remove: async () => {
      over = true;
      await writing;
      await removeRunFile(home);
    },
  };
};
