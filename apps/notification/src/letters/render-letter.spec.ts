import { locales } from '@redress/contracts';
import en from './en.json';
import { renderLetter } from './render-letter';
import zh from './zh-CN.json';

const about = {
  number: 'MAIN-2026-000001-7',
  trackingToken: 't0ken',
  words: '已退款 {number}',
  by: '2026-03-03T01:00:00.000Z',
  receiver: '市场监管局',
  amountYuan: 1_200,
};

describe('a letter to a complainant', () => {
  it.each(locales)('has all words in %s', (locale) => {
    for (const template of Object.keys(zh.letters)) {
      const { subject, text } = renderLetter(template, locale, { ...about, words: '已退款' });
      expect(`${subject} ${text}`).not.toMatch(/[{}—]|undefined/);
      expect(text).toContain('t0ken');
    }
  });
  it('has the same letters in both languages', () => expect(Object.keys(en.letters)).toEqual(Object.keys(zh.letters)));
  it('gives what staff wrote as it is', () =>
    expect(renderLetter('complainant-accepted', 'zh-CN', about).text).toContain('已退款 {number}'));
  it('asks for no answer where none counts, and names no code where none is known', () => {
    const { text } = renderLetter('complainant-result-substantiated', 'zh-CN', {
      number: about.number,
      words: '已退款',
    });
    expect(text).not.toMatch(/满意|查询码/);
    expect(text).toContain(about.number);
  });
  it('in words of the site says what staff wrote and the number all the same (R-066)', () => {
    const own = { subject: '结果', text: '您好：\n\n请在 {by} 前回复。\n\n查询码 {token}，编号 {number}' };
    expect(renderLetter('complainant-accepted', 'zh-CN', { number: 'M-1', words: '已退款 {by}' }, own)).toEqual({
      subject: '结果',
      text: '您好：\n\n已退款 {by}\n\n您的投诉编号为 M-1。',
    });
    const { text } = renderLetter('complainant-accepted', 'zh-CN', { ...about, trackingToken: 't0' }, own);
    expect(text).toContain('查询码 t0，编号 MAIN-2026-000001-7');
    expect(text).not.toContain('编号为');
  });
  it('of an unknown name is an error', () =>
    expect(() => renderLetter('toString', 'en', about)).toThrow('no letter toString'));
});
