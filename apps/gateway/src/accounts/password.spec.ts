import { randomPassword } from './account';
import { hashPassword, verifyPassword } from './password';

describe('passwords', () => {
  it('belong to their hash and to no other', async () => {
    const hash = await hashPassword('correct-horse-battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword('correct-horse-battery', hash)).toBe(true);
    expect(await verifyPassword('correct-horse-batterz', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('have a salt of their own', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('are the same in any Unicode form', async () => {
    expect(await verifyPassword('ｃａｆe\u0301', await hashPassword('café'))).toBe(true);
  });

  it('are checked with the costs that stand in the hash', async () => {
    const cheaper = (await hashPassword('x')).replace('m=19456', 'm=64');
    expect(await verifyPassword('x', cheaper)).toBe(false);
  });

  it('reject a malformed hash loudly', async () => {
    await expect(verifyPassword('x', '$2b$10$abcdef')).rejects.toThrow('malformed');
  });

  it('are random where the server makes them', () => {
    const made = Array.from({ length: 200 }, randomPassword);
    expect(new Set(made).size).toBe(200);
    expect(made.every((password) => /^[A-Za-z3-9]{5}(-[A-Za-z3-9]{5}){3}$/.test(password))).toBe(true);
  });
});
