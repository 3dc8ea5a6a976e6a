import canonicalize from 'canonicalize';
import { createHmac } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';

/** Fixed for ever: other namespaces would make old commands look new. */
const commitNamespace = '5b6e7f0a-3c1d-5e2f-8a4b-9c0d1e2f3a4b';
const reactionNamespace = 'c2a9d4e6-7b8f-5a1c-9d3e-4f5a6b7c8d9e';

/** The id of the commit a command leads to on a stream: the same command finds its own commit again (invariant 4). */
export const commitIdOf = (commandId: string, streamId: string): string =>
  uuidv5(JSON.stringify([commandId, streamId]), commitNamespace);

/**
 * The command id of a reaction: the commit it appends is its inbox entry (decisions.md 5).
 * `index` tells apart several commands of one group for one source commit.
 */
export const reactionId = (group: string, sourceCommitId: string, index = 0): string =>
  uuidv5(JSON.stringify([group, sourceCommitId, index]), reactionNamespace);

/**
 * Stands for a request body in a commit, hex: tells a repeated request from another one under the same key, and tells
 * nothing about the body to those without the secret (decisions.md 18). The order of members does not matter.
 */
export const requestDigest = (secret: string | Uint8Array, body: unknown): string =>
  createHmac('sha256', secret)
    .update(canonicalize(body) ?? '')
    .digest('hex');
