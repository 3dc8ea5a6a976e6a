import { randomBytes } from 'node:crypto';
import { sealBytes, unsealBytes } from './sealed-bytes';
import { SealBroken } from './sealing';

const key = { personId: 'p-1', key: randomBytes(32) };
const plain = randomBytes(1_000);

describe('sealed bytes', () => {
  it('open with the key of their person and for their place alone', () => {
    const sealed = sealBytes(key, 'file-1', plain);
    expect(unsealBytes(key, 'file-1', sealed).equals(plain)).toBe(true);
    for (const [other, place] of [
      [key, 'file-2'],
      [{ ...key, personId: 'p-2' }, 'file-1'],
      [{ ...key, key: randomBytes(32) }, 'file-1'],
    ] as const)
      expect(() => unsealBytes(other, place, sealed)).toThrow(SealBroken);
  });

  it('show none of what they hold, and are never the same twice', () => {
    const text = Buffer.from('王小明的购票凭证'.repeat(10));
    const [one, two] = [sealBytes(key, 'f', text), sealBytes(key, 'f', text)];
    expect(one.includes(text.subarray(0, 12))).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it('do not open once a single bit of them changed, or an end is missing', () => {
    const sealed = sealBytes(key, 'f', plain);
    for (const at of [0, 1, 13, 29, sealed.length - 1]) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(() => unsealBytes(key, 'f', flipped)).toThrow(SealBroken);
    }
    for (const length of [0, 5, 28, sealed.length - 1])
      expect(() => unsealBytes(key, 'f', sealed.subarray(0, length))).toThrow(SealBroken);
  });
});
