import type { StackOptions } from '../stack';
import type { Ground } from './ground';

/** How much of a fault there is: the short form runs with every `npm test`, the full one by `npm run chaos`. */
export interface Size {
  readonly name: 'short' | 'full';
  /** Complaints registered per second meanwhile. */
  readonly rate: number;
  /** The same where days pass in a minute: each complaint then brings its escalations and mails along at once. */
  readonly fastRate: number;
  /** How long the load runs before and after the fault, milliseconds. */
  readonly marginMs: number;
  /** How often a process is killed. */
  readonly kills: number;
  /** How long a backing service is away, milliseconds. */
  readonly outageMs: number;
  /** Complaints whose timers are near when Redis is emptied. */
  readonly many: number;
}

export const sizes = {
  short: { name: 'short', rate: 10, fastRate: 5, marginMs: 1_500, kills: 1, outageMs: 8_000, many: 100 },
  full: { name: 'full', rate: 50, fastRate: 5, marginMs: 10_000, kills: 20, outageMs: 60_000, many: 400 },
} as const satisfies Record<string, Size>;

/** The stacks the scenarios run on; those of one kind run on the same one, one after the other. */
export const stackKinds = {
  /** As it is installed; what relays send and consumers poll is logged and checked. */
  plain: { history: true },
  /** A day passes in a bit more than a minute, so that deadlines are missed while the faults happen. */
  fast: { speed: 1_200 },
  /** Disks that can be filled up. */
  smallDisks: { disks: { mongod: 700, kafka: 300, redis: 64 } },
  /** An oplog that rolls over within seconds. */
  rollingOplog: { rollingOplogMb: 16 },
} as const satisfies Record<string, StackOptions>;
export type StackKind = keyof typeof stackKinds;

/** A fault of `docs/pitfalls.md`, and what must hold under it. */
export interface Scenario {
  /** F1 to F20. */
  readonly id: string;
  readonly title: string;
  readonly stack?: StackKind;
  /** Whether the short form has it. */
  readonly short: boolean;
  /** Alerts of infra/prometheus that fire meanwhile, in the full form. */
  readonly alerts?: readonly string[];
  /** Brings the fault about and checks; every promise is checked by `ground.under`. @throws when something is broken */
  readonly run: (ground: Ground) => Promise<void>;
}
