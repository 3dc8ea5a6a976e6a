import fc from 'fast-check';

/** JSON texts that a field may hold instead of what belongs there. */
export const hostileJson: readonly string[] = [
  ...['{"$ne":null}', '{"$gt":""}', '{"$where":"sleep(5000)"}', '{"$regex":".*"}', '{"$in":[1]}', '[{"$ne":1}]'],
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '"__proto__"', '"constructor"'],
  ...['null', 'true', '[]', '{}', '""', '" "', '0', '-1', '1e308', '1e999', '-0', '9007199254740993', '0.1'],
  ...['"a\\u0000b"', '"\\u0000"', '"\\ud800"', '"a\\udc00b"', '"\\u202e\\u2066"', '"\\ufffe\\uffff"', '"😀"'],
  ...[
    '"$where"',
    '"a.b.$c"',
    '"../../../etc/passwd"',
    '"{{constructor.constructor(\'return 1\')()}}"',
    '"=cmd|\'/c\'!A1"',
  ],
  ...['"<script>alert(1)</script>"', '"\\r\\nX-Injected: 1"', '"file:///etc/passwd"', '"2026-02-30T00:00:00Z"'],
  ...['"0000-00-00T00:00:00Z"', '"9999-12-31T23:59:60Z"', '"+275760-09-13T00:00:00.001Z"'],
  JSON.stringify('超'.repeat(15_000)),
  `${'['.repeat(40)}1${']'.repeat(40)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
];

/** Names no member of a body may have. */
export const hostileNames: readonly string[] = ['__proto__', 'constructor', '$where', 'a.b', '', 'toString', '\\ud800'];

/** What a query string may hold for a parameter, as it is written there. */
export const hostileQueries = (name: string): readonly string[] => [
  ...[
    `${name}[$ne]=1`,
    `${name}[$gt]=`,
    `${name}[]=1`,
    `${name}.$ne=1`,
    `${name}={"$ne":1}`,
    `${name}=%7B%22%24ne%22%3A1%7D`,
  ],
  ...[
    `${name}=1&${name}=2&${name}=3`,
    `${name}=`,
    name,
    `${name}=%00`,
    `${name}=%ff%fe`,
    `${name}=%ed%a0%80`,
    `${name}=%zz`,
  ],
  ...[
    `${name}=..%2f..%2f`,
    `${name}=-1`,
    `${name}=1e9`,
    `${name}=NaN`,
    `${name}=__proto__`,
    `${name}=.*%28a%2B%29%2B%24`,
  ],
  ...[`${name}=${'9'.repeat(400)}`, `${name}=${'a'.repeat(6_000)}`, `__proto__[${name}]=1`, `constructor=${name}`],
  Array.from({ length: 300 }, () => `${name}=a`).join('&'),
];

/** What a part of a path may be. */
export const hostilePathParts: readonly string[] = [
  ...[
    '..',
    '.',
    '%2e%2e',
    '..%2f..%2finternal',
    '%252e%252e',
    '..%5c',
    '..;',
    '%00',
    '%0d%0aX: 1',
    '%zz',
    '%ff',
    '%ed%a0%80',
  ],
  ...['{"$ne":1}', '$where', '__proto__', 'constructor', 'undefined', 'NaN', '-1', '%F0%9F%98%80', "';--", '*', ' '],
  ...['a'.repeat(199), 'a'.repeat(3_000), '00000000-0000-0000-0000-000000000000', '0'],
];

/** What a header may hold; what fetch itself refuses to send is left to the raw sockets. */
export const hostileHeaders: readonly string[] = [
  ...['', ' ', '{"$ne":1}', '../../internal', '__proto__', '%00', 'a'.repeat(121), 'a'.repeat(7_000), '\u00ff\u00fe'],
  ...['Bearer', 'Bearer x', `Bearer ${'a'.repeat(5_000)}`, '0', '-1', 'a,b;q=9', ';;;,,,', '*', 'zh;q=1.0000000001'],
];

/** Random JSON texts of a seed. */
export const randomJson = (seed: number, count: number): readonly string[] =>
  fc.sample(fc.json({ noUnicodeString: false, maxDepth: 4 }), { seed, numRuns: count });
