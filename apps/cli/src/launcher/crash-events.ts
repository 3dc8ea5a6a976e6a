import { tailOf, type KeepRunningEvents, type Replaceable } from '@redress/backing-services';

/** Whom crashes are told to. */
export interface CrashListener {
  /** Something happened that one should know; things go on. */
  notice(text: string): void;
  /** Whether the deployment was ready once: then nothing is given up. */
  hasWorked(): boolean;
  /** A process cannot be kept running: everything has to be stopped. */
  giveUp(reason: Error): void;
  /** A process was replaced by another one. */
  replaced(): void;
}

const endOf = async (process: Replaceable): Promise<string> => {
  const { code, signal } = await process.ended;
  return signal ? `ended by ${signal}` : `ended with code ${code}`;
};

const withLog = async ({ logFile }: Replaceable, reason: Error): Promise<Error> => {
  const tail = await tailOf(logFile, 10).catch(() => '');
  return new Error(`${reason.message}. The end of its log:\n${tail}`, { cause: reason });
};

/** What the keepers of processes report, put into words for the listener. */
export const crashEvents = (listener: CrashListener): KeepRunningEvents<Replaceable> => ({
  hasWorked: () => listener.hasWorked(),
  restarting: (process) => {
    void endOf(process).then((how) => listener.notice(`${process.name} ${how}; starting it again`));
  },
  restarted: () => listener.replaced(),
  gaveUp: (process, reason) => void withLog(process, reason).then((error) => listener.giveUp(error)),
});
