import fc from 'fast-check';
import { signatureDistance, textSignature } from './index';

describe('a text signature', () => {
  const text = '餐厅的饭菜变质，我们一家人吃完都不舒服，找工作人员反映没有人管';

  it('is 16 hex digits, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (any) => {
        expect(textSignature(any)).toMatch(/^[0-9a-f]{16}$/);
        expect(textSignature(any)).toBe(textSignature(any));
      }),
    );
  });

  it('does not count case, width, spaces and punctuation', () => {
    expect(textSignature('Food, bad!  ＡＢＣ')).toBe(textSignature('food bad abc'));
    expect(textSignature('，。！')).toBe('0000000000000000');
    expect(textSignature('')).toBe('0000000000000000');
    expect(textSignature('好')).not.toBe('0000000000000000');
  });

  it('is near for similar texts and far for others', () => {
    const similar = '餐厅饭菜变质，我们一家人吃完都不舒服，找工作人员反映也没有人管';
    const other = '停车场收费太贵，出口排队一个小时，指示牌看不清楚，希望改进';
    expect(signatureDistance(textSignature(text), textSignature(similar))).toBeLessThanOrEqual(12);
    expect(signatureDistance(textSignature(text), textSignature(other))).toBeGreaterThanOrEqual(20);
  });

  it('spreads over all 64 bits', () => {
    const letter = (n: number) => String.fromCharCode(0x4e00 + (n % 20_000));
    const seen = { ones: 0n, zeros: 0n };
    for (let n = 0; n < 200; n += 1) {
      const unrelated = Array.from({ length: 20 }, (_, at) => letter(n * 7_919 + at * at * 104_729)).join('');
      const bits = BigInt(`0x${textSignature(unrelated)}`);
      seen.ones |= bits;
      seen.zeros |= ~bits & 0xffffffffffffffffn;
    }
    expect(seen).toEqual({ ones: 0xffffffffffffffffn, zeros: 0xffffffffffffffffn });
  });

  it('differs from itself in nothing, and from its inverse in all', () => {
    expect(signatureDistance('00000000000000ff', '00000000000000ff')).toBe(0);
    expect(signatureDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(signatureDistance('8000000000000001', '0000000000000000')).toBe(2);
  });
});
