import { v5 as uuidv5 } from 'uuid';

/** Namespace of the ids this service derives from natural ones; never to be changed. */
const namespace = '7c1b0b52-9e0a-4f0e-8d55-3a0c2f6b9e41';

const derived = (...parts: readonly string[]): string => uuidv5(JSON.stringify(parts), namespace);

/** The id of a site's roster, and the key of its commits. */
export const rosterIdOf = (siteId: string): string => derived('roster', siteId);

/** The id of a site's templates, and the key of their commits. */
export const templatesIdOf = (siteId: string): string => derived('templates', siteId);

/** The person a staff member is in the vault: whose key seals the contact (decisions.md 14). */
export const personIdOf = (siteId: string, staffId: string): string => derived('person', siteId, staffId);

/** One message to one person over one channel, whoever derives it and however often. */
export const deliveryIdOf = (escalationId: string, staffId: string, channel: string): string =>
  derived('delivery', escalationId, staffId, channel);

/** The stream in which it is noted that an escalation found nobody. */
export const gapIdOf = (escalationId: string): string => derived('gap', escalationId);

/** The turn of duty that a command assigns. */
export const entryIdOf = (commandId: string): string => derived('entry', commandId);

/** The n-th standing turn of a staff member, from 0: who is on duty from the start. */
export const standingEntryIdOf = (siteId: string, staffId: string, n: number): string =>
  derived('standing', siteId, staffId, String(n));
