import { readFile, rename, writeFile } from 'node:fs/promises';

import { internalCall, type Caller } from './internal-call';
import type { ServiceUrls } from './services';

/** An account that was just made; its password is known here and now only. */
export interface FirstAccount {
  readonly username: string;
  readonly password: string;
  readonly staffId: string;
  readonly roles: readonly string[];
  readonly name: string;
}

/** Somebody on the first roster. */
interface FirstStaff extends Omit<FirstAccount, 'username' | 'password'> {
  readonly email?: string;
}

/** What a first run needs to know. */
export interface FirstRun extends Caller {
  readonly urls: ServiceUrls;
  readonly siteId: string;
  /** Remembers the staff between the two steps, without passwords. */
  readonly firstStaffFile: string;
  /** Mail addresses are made up only when the local mailbox gets the mail. */
  readonly localMailbox: boolean;
}

const isAccount = (value: unknown): value is FirstAccount =>
  typeof value === 'object' &&
  value !== null &&
  ['username', 'password', 'staffId', 'name'].every((field) => typeof Reflect.get(value, field) === 'string') &&
  Array.isArray(Reflect.get(value, 'roles'));

/** Publishes the default plan for a site that has none. */
export const publishDefaultPlan = async (run: FirstRun): Promise<void> => {
  await internalCall(`${run.urls.planning}/internal/plans/default`, { siteId: run.siteId }, run);
};

/** Makes the first accounts; none when there are accounts already. */
export const makeFirstAccounts = async (run: FirstRun): Promise<FirstAccount[]> => {
  const answer = await internalCall(`${run.urls.gateway}/internal/accounts/bootstrap`, {}, run);
  const accounts = Array.isArray(answer) ? answer.filter(isAccount) : [];
  if (accounts.length > 0) await rememberStaff(run, accounts);
  return accounts;
};

const rememberStaff = async (run: FirstRun, accounts: readonly FirstAccount[]): Promise<void> => {
  const staff = accounts.map(({ username, staffId, name, roles }): FirstStaff => ({
    staffId,
    name,
    roles,
    ...(run.localMailbox && { email: `${username}@redress.example` }),
  }));
  await writeFile(`${run.firstStaffFile}.new`, JSON.stringify(staff, undefined, 2), { mode: 0o600 });
  await rename(`${run.firstStaffFile}.new`, run.firstStaffFile);
};

/** Puts the first staff on duty. May be repeated: a start that was interrupted before it is made good by the next. */
export const makeFirstRoster = async (run: FirstRun): Promise<void> => {
  const remembered = await readFile(run.firstStaffFile, 'utf8').catch(() => undefined);
  if (remembered === undefined) return;
  const staff = JSON.parse(remembered) as FirstStaff[];
  await internalCall(`${run.urls.notification}/internal/roster/bootstrap`, { siteId: run.siteId, staff }, run);
};
