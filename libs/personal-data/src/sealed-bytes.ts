import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { PersonKey } from './person-keys';
import { SealBroken } from './sealing';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
/** The first byte of what is sealed: another layout gets another number. */
const layout = 1;

/** What the bytes belong to, so that those of one place cannot be put in another's. */
const placeOf = (key: PersonKey, place: string): Buffer => Buffer.from(JSON.stringify([key.personId, place]));

/**
 * Encrypts a file under a person's key, whole in memory: AES-256-GCM, a fresh random 96-bit IV, the person and the
 * place as associated data. Layout: 1 byte version, 12 bytes IV, 16 bytes tag, the text.
 */
export const sealBytes = (key: PersonKey, place: string, plain: Uint8Array): Buffer => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, createSecretKey(key.key), iv).setAAD(placeOf(key, place));
  const text = cipher.update(plain);
  const end = cipher.final();
  return Buffer.concat([Buffer.of(layout), iv, cipher.getAuthTag(), text, end]);
};

/** The file that was sealed for this place. @throws SealBroken where a bit of it changed, or it is another's */
export const unsealBytes = (key: PersonKey, place: string, sealed: Uint8Array): Buffer => {
  if (sealed[0] !== layout || sealed.length < 1 + ivBytes + tagBytes) throw new SealBroken(key.personId);
  const iv = sealed.subarray(1, 1 + ivBytes);
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
  try {
    const secret = createSecretKey(key.key);
    const decipher = createDecipheriv(algorithm, secret, iv, { authTagLength: tagBytes }).setAAD(placeOf(key, place));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken(key.personId);
  }
};
