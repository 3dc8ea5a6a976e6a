import type { Command } from 'commander';

import { homeOf } from '../launcher/home';
import { internalCall } from '../launcher/internal-call';
import { runningDeployment } from '../launcher/run-file';
import { ensureSecrets } from '../launcher/secrets';

const reset = async (username: string, dir: string | undefined): Promise<void> => {
  const home = homeOf(dir);
  const { urls } = await runningDeployment(home);
  const secrets = await ensureSecrets(home.secretsDir);
  const answer = await internalCall(`${urls.gateway}/internal/accounts/reset-password`, { username }, secrets);
  const { password } = answer as { password: string };
  console.log(`The new password of ${username}, shown this once: ${password}`);
};

/** `redress reset-password`: for whoever sits at the machine and has lost one. */
export const addResetPassword = (program: Command): void => {
  program
    .command('reset-password')
    .description('give an account of the running deployment a new random password and end its sessions')
    .argument('<username>', 'such as admin')
    .option('--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)')
    .action((username: string, { home }: { home?: string }) => reset(username, home));
};
