import fc from 'fast-check';
import { searchable, searchQueryOf, tokensOf } from './search-tokens';

/** Whether a text would be found, as the index and the check after it decide. */
const finds = (text: string, asked: string): boolean => {
  const query = searchQueryOf(asked);
  if (!query) return false;
  const tokens = tokensOf(text);
  const hasTokens = query.tokens.every(({ token, match }) =>
    tokens.some((one) => (match === 'whole' ? one === token : one.startsWith(token))),
  );
  return hasTokens && query.parts.every((part) => searchable(text).includes(part));
};

describe('search tokens', () => {
  it('are pairs of Chinese characters and words of other scripts', () => {
    expect(tokensOf('食物中毒，Wi-Fi 差')).toEqual(['fi', 'wi', '中毒', '差', '毒', '物中', '食物'].sort());
  });

  it('do not care for width and case', () => {
    expect(tokensOf('ＡＢＣ')).toEqual(['abc']);
  });

  it.each([
    ['餐厅的饭菜不新鲜', '饭菜', true],
    ['餐厅的饭菜不新鲜', '不新鲜', true],
    ['餐厅的饭菜不新鲜', '菜', true],
    ['餐厅的饭菜不新鲜', '饭 菜', true],
    ['餐厅的饭菜不新鲜', '新鲜饭菜', false],
    ['新鲜的菜', '不新鲜', false],
    ['排队两小时 ticket refused', 'tick', true],
    ['排队两小时 ticket refused', 'ticket 排队', true],
    ['排队两小时 ticket refused', 'icket', false],
    ['排队两小时', '', false],
    ['排队两小时', '，。', false],
  ])('of %s: asked for %s → %s', (text, asked, found) => expect(finds(text, asked)).toBe(found));

  it('find every part of a Chinese text by itself', () => {
    const han = fc.array(fc.constantFrom(...'餐厅的饭菜不新鲜吃完以后肚子疼'), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(han, fc.nat(), fc.nat(), (characters, from, length) => {
        const start = from % characters.length;
        const part = characters.slice(start, start + 1 + (length % 8)).join('');
        expect(finds(characters.join(''), part)).toBe(true);
      }),
    );
  });

  it('bound what one question may ask', () => {
    const query = searchQueryOf('字词 '.repeat(100));
    expect(query?.parts.length).toBeLessThanOrEqual(8);
  });
});
