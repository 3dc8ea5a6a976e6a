import { homeOf } from '../launcher/home';
import { runningDeployment, type RunFile } from '../launcher/run-file';
import { ensureSecrets } from '../launcher/secrets';
import type { ServiceName } from '../launcher/services';
import { Operator } from './operator';

/** A deployment that runs on this machine, and the right to operate it. */
export interface RunningStack extends RunFile {
  readonly operator: Operator;
}

/** Services that own a store and publish it. */
export const storeOwners = [
  'intake',
  'investigation',
  'escalation',
  'notification',
  'planning',
] as const satisfies readonly ServiceName[];

/** Services that hear others and may park what they cannot handle. */
export const hearers = [
  'intake',
  'investigation',
  'escalation',
  'notification',
  'projection',
] as const satisfies readonly ServiceName[];

/**
 * The service a consumer group belongs to: groups are called `<service>-<purpose>`.
 * @throws Error when none is called so.
 */
export const serviceOfGroup = (group: string): ServiceName => {
  const service = hearers.find((name) => group.startsWith(`${name}-`));
  if (service) return service;
  throw new Error(`the consumer group ${group} belongs to no service; groups begin with ${hearers.join(', ')}`);
};

/** Finds what runs in a home. @throws Error when nothing runs there, with what to do */
export const runningStack = async (dir: string | undefined): Promise<RunningStack> => {
  const home = homeOf(dir);
  const run = await runningDeployment(home);
  const { internalSecret } = await ensureSecrets(home.secretsDir);
  return { ...run, operator: new Operator(run.urls, internalSecret) };
};
