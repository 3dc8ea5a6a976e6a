import { deadlineKinds, locales } from '@redress/contracts';
import en from './en.json';
import { render, templateOf, type MessageFacts } from './render';
import zh from './zh-CN.json';

const facts: MessageFacts = {
  number: 'TS-2026-000123',
  link: 'https://redress.example/complaints/1',
  dueAt: '2026-03-03T01:00:00.000Z',
  drill: false,
};

describe('a message', () => {
  it('tells number, stage, due time and link in Chinese', () => {
    expect(render('acceptance-overdue', 'zh-CN', facts)).toEqual({
      subject: '投诉 TS-2026-000123：受理已超时',
      text:
        '投诉 TS-2026-000123 未在时限 2026年3月3日 09:00 前受理，请立即处理。\n' +
        '查看并确认：https://redress.example/complaints/1',
    });
  });
  it('and in English', () => {
    expect(render('acceptance-warning', 'en', { ...facts, acknowledgeBy: '2026-03-03T01:30:00.000Z' })).toEqual({
      subject: 'Complaint TS-2026-000123: acceptance is due soon',
      text:
        'Complaint TS-2026-000123 has not been accepted yet. Acceptance is due 3 March 2026 at 09:00.\n' +
        'Please acknowledge before 3 March 2026 at 09:30; after that it is handed one step up.\n' +
        'See and acknowledge: https://redress.example/complaints/1',
    });
  });
  it('says how late it is, from a minute on', () => {
    expect(render('severe', 'zh-CN', { ...facts, lateMs: 59_999 }).text).not.toContain('晚发出');
    expect(render('severe', 'zh-CN', { ...facts, lateMs: 60_000 }).text).toContain('晚发出 1分钟');
    expect(render('severe', 'en', { ...facts, lateMs: 3 * 3_600_000 }).text).toContain('3 hours later');
  });
  it('of a drill says so first', () => {
    expect(render('severe', 'zh-CN', { ...facts, drill: true }).subject).toMatch(/^【演练】/);
    expect(render('severe', 'en', { ...facts, drill: true }).text).toMatch(/^\[DRILL\] /);
  });
  it('takes a brace in a value for what it is', () =>
    expect(render('severe', 'en', { ...facts, number: '{link}' }).subject).toContain('{link}'));
  it('in words of the site leaves out the lines that name what there is not (R-066)', () => {
    const own = { subject: '{number} {late}', text: '{late}晚\n\n{acknowledgeBy} 前确认\n\n{link}' };
    expect(render('severe', 'zh-CN', facts, own)).toEqual({ subject: `${facts.number} —`, text: facts.link });
    expect(render('severe', 'zh-CN', { ...facts, lateMs: 60_000 }, own).text).toBe(`1分钟晚\n\n${facts.link}`);
  });
  it('of an unknown template is an error', () =>
    expect(() => render('toString', 'en', facts)).toThrow('no template toString'));
  it.each(locales)('has all words in %s', (locale) => {
    for (const template of Object.keys(zh.templates)) {
      const { subject, text } = render(template, locale, { ...facts, acknowledgeBy: facts.dueAt, lateMs: 60_000 });
      expect(`${subject} ${text}`).not.toMatch(/[{}—]|undefined/);
    }
  });
  it('has the same templates in both languages, and one for every escalation', () => {
    expect(Object.keys(en.templates)).toEqual(Object.keys(zh.templates));
    const wanted = [...deadlineKinds.flatMap((kind) => [templateOf(kind, false), templateOf(kind, true)]), 'severe'];
    expect([...wanted].sort()).toEqual(Object.keys(zh.templates).sort());
    expect(templateOf(undefined, true)).toBe('severe');
  });
});
