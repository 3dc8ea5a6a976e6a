import type { Sealed } from '@redress/kernel';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { PersonKey } from './person-keys';
import { phoneDigits } from './phone-digits';

const algorithm = 'aes-256-gcm';
const version = 'v1';

// Keys go to node:crypto as key objects: bare bytes cost it twice the whole encryption (Node 24).

/** Sealed text that does not open: another key, or somebody changed it. */
export class SealBroken extends Error {
  constructor(readonly keyRef: string) {
    super('sealed data does not open');
    this.name = 'SealBroken';
  }
}

/**
 * Encrypts a JSON value under a person's key: AES-256-GCM, a fresh random 96-bit IV, the personId as associated data,
 * so that what was sealed for one person cannot be passed off as another's.
 */
export const seal = (key: PersonKey, value: unknown): Sealed => {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, createSecretKey(key.key), iv).setAAD(Buffer.from(key.personId));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  const parts = [iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return { keyRef: key.personId, sealed: [version, ...parts].join('.') };
};

/** The value that was sealed. The caller knows its type: it is of one event's field. @throws SealBroken */
export const unseal = <T>(key: PersonKey, { keyRef, sealed }: Sealed): T => {
  const [tag, ...parts] = sealed.split('.');
  const [iv, text, authTag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (tag !== version || !iv || !text || authTag?.length !== 16 || keyRef !== key.personId)
    throw new SealBroken(keyRef);
  try {
    const secret = createSecretKey(key.key);
    const decipher = createDecipheriv(algorithm, secret, iv, { authTagLength: 16 }).setAAD(Buffer.from(keyRef));
    decipher.setAuthTag(authTag);
    return JSON.parse(Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')) as T;
  } catch {
    throw new SealBroken(keyRef);
  }
};

/** The digits of a phone number; an e-mail address in lower case. */
const normalised = (contact: string): string => {
  const text = contact.trim().normalize('NFKC').toLowerCase();
  return text.includes('@') ? text : phoneDigits(text);
};

/** A keyed hash of a phone number or e-mail address, for finding a person without storing either (invariant 19). Hex. */
export const contactHash = (secret: string, contact: string): string =>
  createHmac('sha256', secret).update(normalised(contact)).digest('hex');
