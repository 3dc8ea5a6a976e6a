import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Costs of a hash: memory in KiB, passes over it, lanes. */
interface Costs {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's first choice for argon2id; some 20 ms and 19 MiB. */
const costs: Costs = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

const derive = (password: string, nonce: Buffer, { memory, passes, parallelism }: Costs): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const message = Buffer.from(password.normalize('NFKC'), 'utf8');
    argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The hash of a password as a PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`). */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const key = await derive(password, nonce, costs);
  return `$argon2id$v=19$m=${costs.memory},t=${costs.passes},p=${costs.parallelism}$${base64(nonce)}$${base64(key)}`;
};

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether a password belongs to a hash; compared in constant time. @throws Error when the hash is malformed. */
export const verifyPassword = async (password: string, hash: string): Promise<boolean> => {
  const [, memory, passes, parallelism, nonce, key] = phc.exec(hash) ?? [];
  if (nonce === undefined || key === undefined) throw new Error('the stored password hash is malformed');
  const expected = Buffer.from(key, 'base64');
  const stored: Costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const actual = await derive(password, Buffer.from(nonce, 'base64'), stored);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
