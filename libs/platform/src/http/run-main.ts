import { startTracing } from '../tracing/start-tracing';

/**
 * The body of every service's `main.ts`: tracing first, then the service. What keeps it from starting is one clear
 * message on standard error and exit code 1.
 */
export const runMain = async (service: string, start: () => Promise<unknown>): Promise<void> => {
  try {
    await startTracing(service);
    await start();
  } catch (error) {
    process.stderr.write(`${service} cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};
