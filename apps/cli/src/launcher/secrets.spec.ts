import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureSecrets } from './secrets';

describe('the secrets of a deployment', () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'redress-secrets-')), 'secrets');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }));

  it('are made once and read by every later start, also when two starts make them at once', async () => {
    const [one, other] = await Promise.all([ensureSecrets(dir), ensureSecrets(dir)]);
    const later = await ensureSecrets(dir);
    expect(one).toEqual(later);
    expect(other).toEqual(later);
  });

  it('are files that only their owner can read', async () => {
    await ensureSecrets(dir);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    const files = await readdir(dir);
    expect(files.sort()).toEqual(['internal-secret', 'jwt-private.pem', 'key-encryption-key', 'tracking-secret']);
    for (const file of files) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600);
  });

  it('are an Ed25519 pair, a key-encryption key of 32 bytes and long random texts', async () => {
    const { jwtPrivateKey, jwtPublicKey, kekFile, internalSecret, trackingSecret } = await ensureSecrets(dir);
    expect(createPrivateKey(jwtPrivateKey).asymmetricKeyType).toBe('ed25519');
    expect(createPublicKey(jwtPrivateKey).equals(createPublicKey(jwtPublicKey))).toBe(true);
    expect(Buffer.from((await readFile(kekFile, 'utf8')).trim(), 'base64')).toHaveLength(32);
    expect([internalSecret.length, trackingSecret.length]).toEqual([43, 43]);
    expect(internalSecret).not.toBe(trackingSecret);
  });
});
