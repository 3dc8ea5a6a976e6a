/** Where a command comes from, for the envelope of what follows. */
export interface CommandMeta {
  /** Same id, same command: derives the commitId (invariant 4). For a reaction: `reactionId(...)`. */
  readonly commandId: string;
  readonly siteId: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly occurredAt: string;
  readonly drillId?: string;
  readonly clockRef?: string;
  readonly planRef?: string;
  readonly traceparent?: string;
  /** HMAC of the request body (decisions.md 18). */
  readonly requestDigest?: string;
}

/** What a command did. `changed` is false where nothing new happened. */
export interface Committed {
  readonly streamId: string;
  readonly version: number;
  readonly changed: boolean;
}

/** The same command id came with another body: 422. */
export class CommandIdReused extends Error {
  constructor(readonly commandId: string) {
    super('this idempotency key was used for another request');
    this.name = 'CommandIdReused';
  }
}
