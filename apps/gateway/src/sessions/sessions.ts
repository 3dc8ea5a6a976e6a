import { createHash, createHmac, randomBytes } from 'node:crypto';
import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { v7 } from 'uuid';

/** A signed-in browser. The refresh token itself is never stored, only its hash. */
export interface Session {
  readonly _id: string;
  readonly staffId: string;
  readonly tokenHash: string;
  /** The token before; shown again later than `graceMs` it has been stolen. */
  readonly previousHash?: string;
  /** Makes the current token out of the one before. */
  readonly salt?: string;
  readonly rotatedAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revoked?: 'signed-out' | 'token-reused' | 'password-reset';
}

/** A refresh token for the browser to keep until it expires. */
export interface RefreshToken {
  readonly staffId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

const hour = 3_600_000;
/** An idle session ends after this, in milliseconds. */
const idleMs = 24 * hour;
/** Any session ends after this, in milliseconds. */
const longestMs = 7 * 24 * hour;
/** Two tabs, or an answer that got lost, may show the token before the current one so much later, in milliseconds. */
const graceMs = 10_000;

/**
 * The token after a token. Two tabs that show the same one get the same next one, so neither is signed out; the salt in
 * the database tells nothing without the token before.
 */
const nextToken = (token: string, salt: string): string => {
  const secret = createHmac('sha256', token).update(salt).digest('base64url');
  return `${token.split('.', 1)[0]}.${secret}`;
};

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Sessions in MongoDB: refresh tokens that rotate at each use and betray their theft (RFC 9700, 4.14.2). */
export class Sessions {
  private readonly sessions: mongo.Collection<Session>;

  constructor(
    connection: Connection,
    private readonly now: () => number = Date.now,
  ) {
    this.sessions = durableCollection<Session>(connection, 'sessions');
  }

  /** Creates the indexes; safe to repeat. Ended sessions are kept a day for the reuse check, then MongoDB drops them. */
  async prepare(): Promise<void> {
    await guarded('session indexes', () =>
      this.sessions.createIndexes([
        { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 24 * 3_600 },
        { key: { staffId: 1 }, name: 'staff' },
      ]),
    );
  }

  /** Starts a session. */
  async start(staffId: string): Promise<RefreshToken> {
    const now = this.now();
    const _id = v7();
    const token = `${_id}.${randomBytes(32).toString('base64url')}`;
    const expiresAt = new Date(now + idleMs);
    const session: Session = {
      _id,
      staffId,
      tokenHash: hashOf(token),
      rotatedAt: new Date(now),
      createdAt: new Date(now),
      expiresAt,
    };
    await guarded('session', () => this.sessions.insertOne(session));
    return { staffId, token, expiresAt };
  }

  /** Exchanges a token for the next one; undefined when it is unknown, expired, revoked or used before. */
  async rotate(token: string): Promise<RefreshToken | undefined> {
    const session = await this.find(token);
    if (!session || session.revoked || session.expiresAt.getTime() <= this.now()) return undefined;
    const hash = hashOf(token);
    if (hash === session.tokenHash) return (await this.replace(session, token)) ?? this.rotate(token);
    const justReplaced = hash === session.previousHash && this.now() - session.rotatedAt.getTime() <= graceMs;
    if (justReplaced && session.salt)
      return { staffId: session.staffId, token: nextToken(token, session.salt), expiresAt: session.expiresAt };
    await this.revoke({ _id: session._id }, 'token-reused');
    return undefined;
  }

  /** Ends the session of a token; an unknown token changes nothing. */
  async end(token: string): Promise<void> {
    const session = await this.find(token);
    const hash = hashOf(token);
    if (session && [session.tokenHash, session.previousHash].includes(hash))
      await this.revoke({ _id: session._id }, 'signed-out');
  }

  /** Ends every session of a person. */
  endAllOf(staffId: string): Promise<void> {
    return this.revoke({ staffId }, 'password-reset');
  }

  private find(token: string): Promise<Session | null> {
    const id = token.split('.', 1)[0] ?? '';
    return guarded('session look-up', () => this.sessions.findOne({ _id: id }));
  }

  /** Swaps the hash; undefined when another request has swapped it since, then the session is to be read again. */
  private async replace(session: Session, token: string): Promise<RefreshToken | undefined> {
    const now = this.now();
    const salt = randomBytes(32).toString('base64url');
    const next = nextToken(token, salt);
    const expiresAt = new Date(Math.min(now + idleMs, session.createdAt.getTime() + longestMs));
    const $set = {
      tokenHash: hashOf(next),
      previousHash: session.tokenHash,
      salt,
      rotatedAt: new Date(now),
      expiresAt,
    };
    const { modifiedCount } = await guarded('session rotation', () =>
      this.sessions.updateOne(
        { _id: session._id, tokenHash: session.tokenHash, revoked: { $exists: false } },
        { $set },
      ),
    );
    return modifiedCount === 1 ? { staffId: session.staffId, token: next, expiresAt } : undefined;
  }

  private async revoke(
    filter: { _id: string } | { staffId: string },
    revoked: NonNullable<Session['revoked']>,
  ): Promise<void> {
    await guarded('session end', () =>
      this.sessions.updateMany({ ...filter, revoked: { $exists: false } }, { $set: { revoked } }),
    );
  }
}
