import { withoutPerson } from './index';

const wang = { name: '王小明', phone: '+86 138-0000-0000', email: 'Wang.XM@visitor.example' };
const smith = { name: 'John Smith', phone: '020 7946 0958', email: 'j.smith@visitor.example' };

describe('a text without a person, for another reader', () => {
  it.each([
    ['王小明您好，已退还餐费。', '***您好，已退还餐费。'],
    ['王先生反映属实，向王先生道歉。', '***反映属实，向***道歉。'],
    ['已致电 13800000000 与 138 0000 0000。', '已致电 *** 与 ***。'],
    ['已发送至 wang.xm@visitor.example。', '已发送至 ***。'],
    ['国王大道已修缮，王师傅受到表扬。', '国王大道已修缮，***受到表扬。'],
  ])('of %s leaves %s', (text, left) => expect(withoutPerson(text, wang)).toBe(left));

  it.each([
    ['Dear John Smith, the bus was late.', 'Dear ***, the bus was late.'],
    ['We spoke to Mr Smith and Ms. Smith.', 'We spoke to *** and ***.'],
    ['The smith repaired the gate for john.', 'The smith repaired the gate for john.'],
    ['Call 020-7946-0958 or write to J.Smith@visitor.example.', 'Call *** or write to ***.'],
  ])('of %s leaves %s', (text, left) => expect(withoutPerson(text, smith)).toBe(left));

  it('takes a name with its form of address as a name', () =>
    expect(withoutPerson('王女士与张女士同行。', { name: '王女士' })).toBe('***与张女士同行。'));

  it('is the same where nothing is known, or what is known says nothing', () => {
    const text = '餐厅已停业整改（12 月 1 日）。';
    expect(withoutPerson(text, {})).toBe(text);
    expect(withoutPerson(text, { name: ' ', phone: '12', email: '' })).toBe(text);
    expect(withoutPerson('a.b (c) [d] $1', { name: '.*', email: '$&' })).toBe('a.b (c) [d] $1');
  });
});
