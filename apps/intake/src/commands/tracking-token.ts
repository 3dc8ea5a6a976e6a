import { createHmac } from 'node:crypto';

/** Bytes of a token: 128 bits cannot be guessed. */
const tokenBytes = 16;

/** The secret with which a visitor follows a complaint, base64url; it can be had again from the complaint's id. */
export const trackingToken = (secret: string, complaintId: string): string =>
  createHmac('sha256', secret).update(complaintId).digest().subarray(0, tokenBytes).toString('base64url');
