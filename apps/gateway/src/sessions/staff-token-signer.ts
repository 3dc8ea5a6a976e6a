import { createPrivateKey, createPublicKey } from 'node:crypto';
import { staffPublicKey, staffTokenAudience, staffTokenIssuer, type StaffIdentity } from '@redress/platform';
import { SignJWT } from 'jose';

/** How long a staff token is good, in seconds; its roles may be that old. */
export const staffTokenSeconds = 600;

/** Signs tokens for staff. */
export type StaffTokenSigner = (staff: StaffIdentity) => Promise<string>;

/**
 * A signer with the deployment's Ed25519 key.
 * @throws Error when the key is none or does not belong to the public key the services verify with.
 */
export const staffTokenSigner = (privatePem: string, publicPem: string): StaffTokenSigner => {
  const key = createPrivateKey(privatePem);
  const derived = createPublicKey(key).export({ type: 'spki', format: 'der' });
  if (!derived.equals(staffPublicKey(publicPem).export({ type: 'spki', format: 'der' }))) {
    throw new Error('REDRESS_JWT_PRIVATE_KEY does not belong to REDRESS_JWT_PUBLIC_KEY');
  }
  return ({ staffId, siteId, roles, name }) =>
    new SignJWT({ siteId, roles: [...roles], name })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setSubject(staffId)
      .setIssuer(staffTokenIssuer)
      .setAudience(staffTokenAudience)
      .setIssuedAt()
      .setExpirationTime(`${staffTokenSeconds}s`)
      .sign(key);
};
