import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

describe('canonical JSON', () => {
  const key = fc.oneof(
    fc.constantFrom('0', '10', '9', '-1', '', '__proto__', 'toJSON', 'Z', 'a', '投诉', '\u{1f600}', '\ufb33'),
    fc.string({ unit: 'binary-ascii', maxLength: 3 }),
  );
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  );
  const tree = fc.letrec<{ node: unknown; object: object }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('node'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(key, tie('node'), { maxKeys: 6, noNullPrototype: false }),
  }));

  it('is what RFC 8785 says, whichever way it goes', () => {
    fc.assert(
      fc.property(tree.object, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['members in the order of their UTF-16 units', { b: 1, a: 2, B: 3 }, '{"B":3,"a":2,"b":1}'],
    ['keys that look like numbers as text', { 10: 'x', 9: 'y' }, '{"10":"x","9":"y"}'],
    ['no member without a value', { a: undefined, b: [undefined] }, '{"b":[null]}'],
    ['dates as JSON writes them', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['text that looks like an escape', { x: '\\ud800' }, '{"x":"\\\\ud800"}'],
    ['minus zero as zero', { x: -0 }, '{"x":0}'],
  ])('has %s', (_name, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  const circle: { self?: object } = {};
  circle.self = circle;
  it.each([
    ['NaN', { x: Number.NaN }],
    ['infinity', { x: [Infinity] }],
    ['half a surrogate pair', { x: '\ud800' }],
    ['half a surrogate pair in a key', { '\ud800': 1 }],
    ['a circle', circle],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  it('takes deep nesting', () => {
    let deep: object = {};
    for (let level = 0; level < 5000; level += 1) deep = { deep };
    expect(canonicalJson(deep)).toBe(canonicalize(deep));
  });
});
