import type { Context, VersionedEvent } from '@redress/kernel';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { contractOf } from './contract';
import { closed, schemaOf } from './schemas';

/** A message that does not keep its contract: says which field is wrong, never what stood in it. */
export class ContractViolation extends Error {
  constructor(
    message: string,
    readonly faults: readonly string[],
  ) {
    super(message);
    this.name = 'ContractViolation';
  }
}

const ajv = addFormats(new Ajv({ allErrors: false, strict: false }));
const compiled = new Map<string, ValidateFunction>();

const validator = (context: Context, event: VersionedEvent, side: 'writer' | 'reader'): ValidateFunction => {
  const key = { context, type: event.type, version: event.schemaVersion };
  const name = `${side}:${context}.${event.type}.v${event.schemaVersion}`;
  const known = compiled.get(name);
  if (known) return known;
  if (!contractOf(key)) throw new ContractViolation(`${context} publishes no ${event.type} v${event.schemaVersion}`, []);
  const schema = schemaOf(key);
  const made = ajv.compile(side === 'writer' ? closed(schema) : schema);
  compiled.set(name, made);
  return made;
};

const check = (context: Context, event: VersionedEvent, side: 'writer' | 'reader'): void => {
  const valid = validator(context, event, side);
  if (valid(event.data)) return;
  const faults = (valid.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message ?? 'is invalid'}`);
  throw new ContractViolation(`${event.type} v${event.schemaVersion} breaks its contract: ${faults.join('; ')}`, faults);
};

/**
 * Checks an event before it is published: exactly the contract, nothing more.
 * @throws ContractViolation naming the type and the field.
 */
export const assertPublishable = (context: Context, event: VersionedEvent): void => check(context, event, 'writer');

/**
 * Checks an event that was received: at least the contract; what is new is ignored (invariant 5).
 * @throws ContractViolation naming the type and the field.
 */
export const assertReadable = (context: Context, event: VersionedEvent): void => check(context, event, 'reader');
