import { randomInt } from 'node:crypto';
import type { Role } from '@redress/contracts';
import type { StaffIdentity } from '@redress/platform';

/** Who may sign in (decisions.md 12: the gateway owns credentials and sessions only). */
export interface Account {
  /** The staffId. */
  readonly _id: string;
  /** As `normalUsername` makes it; unique. */
  readonly username: string;
  readonly name: string;
  readonly siteId: string;
  readonly roles: readonly Role[];
  /** PHC string, argon2id. */
  readonly passwordHash: string;
  readonly createdAt: Date;
  /** `staff:<id>` or `system:<service>`. */
  readonly createdBy: string;
}

/** What an account tells the services, through the token. */
export const identityOf = ({ _id, siteId, roles, name }: Account): StaffIdentity => ({
  staffId: _id,
  siteId,
  roles,
  name,
});

/** The one spelling of a username: case and width do not matter. */
export const normalUsername = (username: string): string => username.normalize('NFKC').trim().toLowerCase();

/** No letters or digits that are mistaken for each other. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679';

/** A password of 20 characters (some 112 bits) that can be read aloud. */
export const randomPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  );
