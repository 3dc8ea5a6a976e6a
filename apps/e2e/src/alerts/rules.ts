import { repositoryRoot } from '@redress/backing-services';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** infra/prometheus, where rules and configuration are. */
export const monitoringFolder = join(repositoryRoot, 'infra/prometheus');

/** An alert as it stands in the rules. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

/** The text of the rules. */
export const rulesText = (): string => readFileSync(join(monitoringFolder, 'alerts.yml'), 'utf8');

/** All alerts, in the order of the file. */
export const alertRules = (): readonly AlertRule[] =>
  (parse(rulesText()) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules);

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** A range must hold two scrapes of a test. Seconds. */
const leastRange = 10;

const scaled = (amount: string, unit: string, factor: number, least: number): string =>
  `${Math.max(least, Math.round((Number(amount) * (unitSeconds[unit] ?? 1)) / factor))}s`;

/**
 * The rules for a test that cannot wait: every `for` and every range (`[15m]`) is `factor` times as short. Thresholds,
 * ages and what the services measure stay as they are.
 */
export const hastened = (rules: string, factor: number): string =>
  rules
    .replace(
      /^(\s+for: )(\d+)([smh])$/gm,
      (_, head: string, amount: string, unit: string) => head + scaled(amount, unit, factor, 1),
    )
    .replace(/\[(\d+)([smh])\]/g, (_, amount: string, unit: string) => `[${scaled(amount, unit, factor, leastRange)}]`);
