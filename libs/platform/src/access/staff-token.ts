import { createPublicKey, type KeyObject } from 'node:crypto';
import { roles, type Role } from '@redress/contracts';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { StaffIdentity } from './staff';

/** `iss` and `aud` of the tokens the gateway signs for staff. */
export const staffTokenIssuer = 'redress-gateway';
export const staffTokenAudience = 'redress-staff';

/** Seconds by which the clocks of two hosts may differ. */
const clockTolerance = 5;

/** A token that proves nothing: missing, forged, expired or meant for someone else. The reason goes to no client. */
export class TokenRefused extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'TokenRefused';
  }
}

const known: ReadonlySet<string> = new Set(roles);
const isRole = (value: unknown): value is Role => typeof value === 'string' && known.has(value);

const identityOf = ({ sub, siteId, roles: held, name }: JWTPayload): StaffIdentity => {
  if (typeof sub !== 'string' || typeof siteId !== 'string' || typeof name !== 'string' || !Array.isArray(held)) {
    throw new TokenRefused('claims are missing');
  }
  return { staffId: sub, siteId, name, roles: held.filter(isRole) };
};

/** The Ed25519 key in a SPKI PEM. @throws Error when it is none. */
export const staffPublicKey = (pem: string): KeyObject => {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('REDRESS_JWT_PUBLIC_KEY must be an Ed25519 key');
  return key;
};

/** Who a staff token belongs to. Only EdDSA is taken, on real time. @throws TokenRefused */
export const verifyStaffToken = async (token: string, key: KeyObject): Promise<StaffIdentity> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      issuer: staffTokenIssuer,
      audience: staffTokenAudience,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance,
    });
    return identityOf(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new TokenRefused('the token does not verify', { cause: error });
    throw error;
  }
};
