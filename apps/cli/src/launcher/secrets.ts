import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a deployment's services trust each other by. */
export interface Secrets {
  /** PKCS8 PEM, Ed25519: the gateway signs staff tokens with it. */
  readonly jwtPrivateKey: string;
  /** SPKI PEM. */
  readonly jwtPublicKey: string;
  /** Signs the tokens between services. */
  readonly internalSecret: string;
  readonly trackingSecret: string;
  /** Holds the key-encryption key, base64; whoever loses it loses all personal data. */
  readonly kekFile: string;
}

const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const newSecret = (): string => `${randomBytes(32).toString('base64url')}\n`;

/** What the file says; made first when it is not there. Of two that make it at once, both get the same. */
const readOrMake = async (file: string, make: () => string): Promise<string> => {
  const read = (): Promise<string> => readFile(file, 'utf8');
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, make(), { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return read();
};

const publicKeyOf = (privateKey: string): string =>
  createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' }).toString();

/**
 * The secrets of a deployment, made at its first start and then read; files only their owner can read.
 * @throws when a file cannot be read or does not hold what it should.
 */
export const ensureSecrets = async (dir: string): Promise<Secrets> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kekFile = join(dir, 'key-encryption-key');
  const jwtPrivateKey = await readOrMake(join(dir, 'jwt-private.pem'), newPrivateKey);
  const internalSecret = await readOrMake(join(dir, 'internal-secret'), newSecret);
  const trackingSecret = await readOrMake(join(dir, 'tracking-secret'), newSecret);
  await readOrMake(kekFile, () => `${randomBytes(32).toString('base64')}\n`);
  return {
    jwtPrivateKey,
    jwtPublicKey: publicKeyOf(jwtPrivateKey),
    internalSecret: internalSecret.trim(),
    trackingSecret: trackingSecret.trim(),
    kekFile,
  };
};
