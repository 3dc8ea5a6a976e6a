import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A data key under a key-encryption key: what is stored. */
export interface WrappedKey {
  /** Which key-encryption key it is under. */
  readonly kekId: string;
  /** `<iv>.<ciphertext>.<tag>`, base64url. */
  readonly wrapped: string;
}

/** The key-encryption key, behind a port: a file or the environment now, a key service later. */
export interface KeyEncryption {
  /** Id of the key that wraps now; keys under another one are rewrapped by a rotation. */
  readonly currentId: string;
  wrap(key: Uint8Array, personId: string): Promise<WrappedKey>;
  /** @throws KeyEncryptionFailed the key is not known or the wrapped key was changed. */
  unwrap(wrapped: WrappedKey, personId: string): Promise<Uint8Array>;
}

/** A wrapped key cannot be opened; the message names the key-encryption key only. */
export class KeyEncryptionFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyEncryptionFailed';
  }
}

const parse = (base64: string): Buffer => {
  const key = Buffer.from(base64.trim(), 'base64');
  if (key.length !== 32) throw new KeyEncryptionFailed('a key-encryption key must be 32 bytes in base64');
  return key;
};

/** Names a key by its content, so that no name has to be kept beside it. */
const idOf = (key: Buffer): string => createHash('sha256').update('redress-kek').update(key).digest('hex').slice(0, 16);

/** Key-encryption keys held in memory: the first wraps, the others still open what they wrapped. */
class LocalKeyEncryption implements KeyEncryption {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  readonly currentId: string;

  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.keys = new Map(keys.map((key) => [idOf(key), createSecretKey(key)]));
    this.currentId = idOf(keys[0]);
  }

  wrap(key: Uint8Array, personId: string): Promise<WrappedKey> {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keyNamed(this.currentId), iv).setAAD(Buffer.from(personId));
    const text = Buffer.concat([cipher.update(key), cipher.final()]);
    const wrapped = [iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
    return Promise.resolve({ kekId: this.currentId, wrapped });
  }

  unwrap({ kekId, wrapped }: WrappedKey, personId: string): Promise<Uint8Array> {
    const key = this.keyNamed(kekId);
    const [iv, text, tag] = wrapped.split('.').map((part) => Buffer.from(part, 'base64url'));
    if (!iv || !text || tag?.length !== 16) throw new KeyEncryptionFailed(`a key under ${kekId} is malformed`);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(Buffer.from(personId));
      decipher.setAuthTag(tag);
      return Promise.resolve(Buffer.concat([decipher.update(text), decipher.final()]));
    } catch {
      throw new KeyEncryptionFailed(`a key under ${kekId} does not open`);
    }
  }

  private keyNamed(kekId: string): KeyObject {
    const key = this.keys.get(kekId);
    if (!key) throw new KeyEncryptionFailed(`the key-encryption key ${kekId} is not configured`);
    return key;
  }
}

/** From base64 texts of 32 bytes each: the current key first, then earlier ones. @throws KeyEncryptionFailed */
export const keyEncryptionFrom = (current: string, ...earlier: readonly string[]): KeyEncryption =>
  new LocalKeyEncryption([parse(current), ...earlier.map(parse)]);

/** From a file: one base64 key a line, the current one first. @throws KeyEncryptionFailed */
export const keyEncryptionFromFile = async (path: string): Promise<KeyEncryption> => {
  const [current, ...earlier] = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  if (current === undefined) throw new KeyEncryptionFailed('the file of the key-encryption key is empty');
  return keyEncryptionFrom(current, ...earlier);
};
