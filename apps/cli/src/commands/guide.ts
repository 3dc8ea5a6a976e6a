import { join } from 'node:path';

import type { Deployment } from '../launcher/deployment';
import type { FirstAccount } from '../launcher/first-run';
import type { Home } from '../launcher/home';

const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
};

/** The accounts with their passwords: shown once, kept nowhere. */
export const describeAccounts = (accounts: readonly FirstAccount[]): string => {
  if (accounts.length === 0) return '';
  const rows = accounts.map(({ username, password, roles, name }) => [username, password, roles.join(', '), name]);
  return [
    'Accounts, shown this once (a lost password: npm run redress -- reset-password <username>):',
    ...table(rows),
    '',
  ].join('\n');
};

const fileComplaint = (gateway: string): string[] => [
  `  curl -sS ${gateway}/api/v1/complaints -H 'Content-Type: application/json' \\`,
  `    -d '{"text":"餐厅的饭菜不新鲜，吃完以后肚子疼。","contact":{"name":"王女士","phone":"13800000000"}}'`,
];

const signIn = (gateway: string, account: FirstAccount | undefined): string[] =>
  account === undefined
    ? []
    : [
        'Sign in as the clerk (the answer holds the token for the Authorization header):',
        `  curl -sS ${gateway}/api/v1/auth/sign-in -H 'Content-Type: application/json' \\`,
        `    -d '{"username":"${account.username}","password":"${account.password}"}'`,
      ];

const origins = (deployment: Deployment): string =>
  Object.entries(deployment.backingServices.origins)
    .map(([name, origin]) => `${name} (${origin})`)
    .join(', ');

/** Where to go and what to try, once everything runs. */
export const describeRunning = (deployment: Deployment, home: Home): string => {
  const { gateway } = deployment.urls;
  const mail = deployment.localMailbox;
  return [
    '',
    `Redress runs at ${gateway}`,
    ...table([
      ['API docs', `${gateway}/api/docs`],
      ['OpenAPI', `${gateway}/api/openapi.json`],
      ['Mail', mail ? `${mail.url} takes it; it lies in ${mail.dir}` : 'goes to the server in SMTP_URL'],
      ['Services on', origins(deployment)],
      ['Logs', join(home.dir, 'logs')],
    ]),
    '',
    'File a complaint as a visitor would:',
    ...fileComplaint(gateway),
    ...signIn(
      gateway,
      deployment.firstAccounts.find(({ roles }) => roles.includes('clerk')),
    ),
    'See the whole way of complaints in two minutes, beside this: npm run demo',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
};
