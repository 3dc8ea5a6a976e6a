import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of the token with which a complainant follows a complaint: its SHA-256, hex. */
export const trackingTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compared with where there is no complaint, so that both answers take the same time. */
const nobody = Buffer.alloc(32);

/** Whether a token is the one a hash was kept of; without a hash it is nobody's, and that takes as long to say. */
export const holdsTrackingToken = (token: string, hash: string | undefined): boolean => {
  const given = Buffer.from(trackingTokenHash(token), 'hex');
  const kept = hash === undefined ? nobody : Buffer.from(hash, 'hex');
  return timingSafeEqual(given, kept.length === given.length ? kept : nobody) && hash !== undefined;
};
