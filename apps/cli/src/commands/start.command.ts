import { InvalidArgumentError, type Command } from 'commander';

import { Deployment } from '../launcher/deployment';
import { homeOf } from '../launcher/home';

import { describeAccounts, describeRunning } from './guide';
import { showSteps } from './show-steps';

interface StartOptions {
  readonly port?: number;
  readonly home?: string;
}

/** A TCP port in words. @throws InvalidArgumentError, which commander shows beside the option. */
export const parsePort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('it must be a number from 1 to 65535.');
};

/** Resolves at Ctrl-C, SIGTERM or when the terminal is closed; a second one ends the process at once. */
const stopSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let asked = false;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (asked && name === 'SIGINT') process.exit(130); // what still runs ends with this process
        asked = true;
        resolve(name);
      });
    }
  });

const runSteps = async (deployment: Deployment): Promise<void> => {
  try {
    await showSteps(deployment.steps);
  } finally {
    const accounts = describeAccounts(deployment.firstAccounts); // even if a later step failed: they are made
    if (accounts) console.log(`\n${accounts}`);
  }
};

/** Starts, waits for the end, stops; answers the exit code. */
const start = async ({ port, home: dir }: StartOptions): Promise<number> => {
  const home = homeOf(dir);
  const deployment = new Deployment({
    home,
    env: process.env,
    gatewayPort: port,
    onNotice: (text) => console.log(`! ${text}`),
  });
  const stopping = stopSignal();
  const end = Promise.race([stopping, deployment.failed]);
  try {
    const started = await Promise.race([runSteps(deployment).then(() => 'started' as const), end]);
    if (started === 'started') console.log(describeRunning(deployment, home));
    const reason = await end;
    if (reason instanceof Error) throw reason;
    console.log('\nStopping; once more Ctrl-C ends it at once.');
    return 0;
  } finally {
    await deployment.stop((text) => console.log(`  ${text}`));
  }
};

/** `redress start`: everything on this machine. */
export const addStart = (program: Command): void => {
  program
    .command('start')
    .description('start everything on this machine: backing services, the seven services, a mailbox')
    .option('-p, --port <number>', 'port of the gateway (default: 8080 or the next free one)', parsePort)
    .option('--home <folder>', 'where data, secrets and logs are kept (default: .redress, or REDRESS_HOME)')
    .action(async (options: StartOptions) => {
      process.exitCode = await start(options);
      process.exit();
    });
};
