import { textSignature } from '@redress/plan-rules';
import { likenessOf } from './likeness';

const of = (text: string, more: object = {}) => ({ textSignature: textSignature(text), ...more });
const text = '餐厅的饭菜变质，我们一家人吃完都不舒服，找工作人员反映没有人管';
const similar = '餐厅饭菜变质，我们一家人吃完都不舒服，找工作人员反映也没有人管';
const other = '停车场收费太贵，出口排队一个小时，指示牌看不清楚，希望改进';

describe('the likeness of two complaints', () => {
  it('is whole for the same text, whatever the punctuation', () =>
    expect(likenessOf(of(text), of(`${text}！`))).toEqual({ similarity: 1, because: ['sameText'] }));

  it('is told with what else they have in common', () => {
    const found = likenessOf(
      of(text, { place: 'gate', category: 'food' }),
      of(similar, { place: 'gate', category: 'food' }),
    );
    expect(found?.because).toEqual(['similarText', 'samePlace', 'sameCategory']);
    expect(found?.similarity).toBeGreaterThan(0.8);
    expect(likenessOf(of(text, { place: 'gate' }), of(similar, { place: 'pier' }))?.because).toEqual(['similarText']);
  });

  it('is none for another text, also at the same place', () =>
    expect(likenessOf(of(text, { place: 'gate' }), of(other, { place: 'gate' }))).toBeUndefined());

  it('is none where a text says nothing', () => {
    expect(likenessOf(of('！！'), of('？？'))).toBeUndefined();
    expect(likenessOf({}, {})).toBeUndefined();
  });

  it('needs fewer bits in common where the place is the same', () => {
    const a = { textSignature: '000000000000ffff' };
    const b = { textSignature: 'ffff000000000000' };
    const far = { textSignature: '000000000000fff0' };
    expect(
      likenessOf({ ...a, textSignature: '0000000000003fff' }, { textSignature: '0000000000000001' }),
    ).toBeUndefined();
    const near = [{ textSignature: '0000000000003fff' }, { textSignature: '0000000000000001' }] as const;
    expect(likenessOf({ ...near[0], place: 'gate' }, { ...near[1], place: 'gate' })).toEqual({
      similarity: 0.8,
      because: ['similarText', 'samePlace'],
    });
    expect(likenessOf({ ...a, place: 'gate' }, { ...b, place: 'gate' })).toBeUndefined();
    expect(likenessOf(a, far)?.similarity).toBe(0.94);
  });
});
