import * as contracts from '@redress/contracts';
import { statuses } from '../projections/stage';
import { fill, wordsOf, type Words } from './words';

const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** Every text by its path. */
const textsIn = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([name, part]) => textsIn(part, `${path}/${name}`));

describe('the words of documents', () => {
  const [zh, en] = [wordsOf('zh'), wordsOf('en')];

  it('are the same in both languages, with the same places to be filled', () => {
    const of = (words: Words) => textsIn(words).map(([path, text]) => [path, placesIn(text)]);
    expect(of(en).sort()).toEqual(of(zh).sort());
  });

  it.each([
    ['channels', contracts.channels],
    ['partyKinds', contracts.partyKinds],
    ['levels', contracts.levels],
    ['impacts', contracts.impacts],
    ['stages', contracts.deadlineKinds],
    ['statuses', statuses],
    ['roles', contracts.roles],
    ['methods', contracts.actMethods],
    ['media', contracts.answerMedia],
    ['parties', contracts.parties],
    ['measures', contracts.measureKinds],
    ['reopenings', contracts.reopeningCauses],
    ['proceedings', contracts.proceedingKinds],
    ['outcomes', contracts.proceedingOutcomes],
  ] as const)('name every one of the %s', (names, codes: readonly string[]) => {
    expect(Object.keys(zh[names]).sort()).toEqual([...codes].sort());
  });

  it('leave a brace in a value what it is', () => {
    expect(fill('{a} {b}', { a: '{b}', b: 1 })).toBe('{b} 1');
  });
});
