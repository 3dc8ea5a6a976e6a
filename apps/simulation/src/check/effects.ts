import type { StoredCommit } from '@redress/event-store';
import type { ParkedMessage } from '@redress/parking';
import type { LogRecord } from '../ports/kafka-server';

/** What a reaction left behind. */
interface Effect {
  readonly key: string;
  readonly version: number;
}

/** The effects in the order in which they were stored. */
export const effectsOf = (commits: readonly StoredCommit[]): Effect[] =>
  commits.flatMap(({ events }) => events.map(({ data }) => data as Effect));

/** Effects that stand twice or not in the order of their key's versions. */
export const effectViolations = (effects: readonly Effect[]): string[] => {
  const violations: string[] = [];
  const done = new Map<string, number>();
  for (const { key, version } of effects) {
    const before = done.get(key) ?? 0;
    if (version <= before)
      violations.push(`the effect of ${key}@${version} stands twice or too late (after ${before})`);
    else if (version > before + 1)
      violations.push(`the effect of ${key}@${version} came before that of ${key}@${before + 1}`);
    done.set(key, Math.max(before, version));
  }
  return violations;
};

/** Versions of a key without an effect. */
export const missingEffects = (effects: readonly Effect[], versions: ReadonlyMap<string, number>): string[] => {
  const there = new Set(effects.map(({ key, version }) => `${key}@${version}`));
  return [...versions].flatMap(([key, last]) =>
    Array.from({ length: last }, (_, index) => `${key}@${index + 1}`)
      .filter((name) => !there.has(name))
      .map((name) => `${name} has no effect`),
  );
};

/** Messages in front of a committed offset that are neither done nor parked. */
export const passedOver = (
  offset: number,
  log: readonly LogRecord[],
  effects: readonly Effect[],
  isParked: (offset: number) => boolean,
): string[] => {
  const there = new Set(effects.map(({ key, version }) => `${key}-${version}`));
  return log
    .filter((record) => record.offset < offset && !there.has(record.headers['ce_id'] ?? '') && !isParked(record.offset))
    .map(
      (record) => `offset ${offset} was committed although ${record.headers['ce_id']} at ${record.offset} is not done`,
    );
};

/** Where a parked key does not hold everything from its first parked message on, or something else is parked. */
export const parkingViolations = (
  log: readonly LogRecord[],
  parked: readonly ParkedMessage[],
  effects: readonly Effect[],
  brokenAt: ReadonlyMap<string, number>,
): string[] => {
  const violations: string[] = [];
  const keys = new Set(log.map(({ key }) => key));
  for (const key of keys) {
    const own = parked.filter((message) => message.key === key);
    const [first] = own;
    const broken = brokenAt.get(key);
    if (first === undefined) continue;
    if (broken === undefined) violations.push(`${key} is parked although nothing is wrong with it`);
    const held = new Set(own.map(({ offset }) => Number(offset)));
    const later = log.filter(
      (record) => record.key === key && record.offset >= Number(first.offset) && !held.has(record.offset),
    );
    violations.push(...later.map(({ headers, offset }) => `${headers['ce_id']} at ${offset} passed its parked key`));
    const passed = effects.filter((effect) => effect.key === key && effect.version >= (broken ?? Infinity));
    violations.push(
      ...passed.map(({ version }) => `${key}@${version} has an effect although ${key}@${broken} is parked`),
    );
  }
  return violations;
};
