import {
  CST,
  type Document,
  isAlias,
  isNode,
  isPair,
  isScalar,
  Lexer,
  type LineCounter,
  type ParsedNode,
  visit,
  type YAMLError,
} from 'yaml';
import type { PlacedProblem } from './plan-file';
import { placeAt } from './place';

type Words = PlacedProblem['message'];

const deepestNesting = 40;

const tooDeep: Words = { zh: '嵌套过深', en: 'Nested too deeply' };
const tooManyParts: Words = { zh: '字段过多', en: 'Too many fields' };
const shorthand: Words = {
  zh: '不支持 YAML 的锚点、别名和标签，请写全',
  en: 'Anchors, aliases and tags are not supported: write it out',
};
const keyIsNoName: Words = { zh: '字段名应为文字', en: 'The name of a field must be a text' };

const placed = (lines: LineCounter, offset: number, message: Words): PlacedProblem => ({
  path: '',
  message,
  ...placeAt(lines, offset),
});

/** By how much a token nests what follows. */
const flow: Readonly<Record<string, number>> = {
  'flow-map-start': 1,
  'flow-seq-start': 1,
  'flow-map-end': -1,
  'flow-seq-end': -1,
};
/** Each of these nests until the content of its line: `- - - x`. */
const lineMarks = ['seq-item-ind', 'explicit-key-ind'];
/** A field or an item; the parser compares every field of a map with all before it. */
const partMarks = [...lineMarks, 'map-value-ind', 'comma'];
const mostParts = 20_000;

interface Tally {
  readonly brackets: number;
  readonly marks: number;
  readonly parts: number;
}

const counted = ({ brackets, marks, parts }: Tally, type: string): Tally => {
  const mark = lineMarks.includes(type) ? marks + 1 : 0;
  return {
    brackets: Math.max(0, brackets + (flow[type] ?? 0)),
    marks: type === 'space' ? marks : mark,
    parts: parts + (partMarks.includes(type) ? 1 : 0),
  };
};

const atStart = (message: Words): PlacedProblem[] => [{ path: '', message, line: 1, column: 1 }];

/**
 * A text that nests brackets or list marks, or has fields, beyond any plan. Read off the tokens before parsing: the
 * parser recurses and compares, and takes seconds over such a file.
 */
export const tooIntricate = (text: string): PlacedProblem[] => {
  let tally: Tally = { brackets: 0, marks: 0, parts: 0 };
  for (const lexeme of new Lexer().lex(text)) {
    tally = counted(tally, CST.tokenType(lexeme) ?? '');
    if (tally.brackets + tally.marks > deepestNesting) return atStart(tooDeep);
    if (tally.parts > mostParts) return atStart(tooManyParts);
  }
  return [];
};

const plainWords: Readonly<Record<string, Words>> = {
  DUPLICATE_KEY: { zh: '同一字段出现了两次', en: 'The same field is there twice' },
  MULTIPLE_DOCS: { zh: '一个文件只能有一份预案', en: 'A file holds one plan only' },
  TAB_AS_INDENT: { zh: '不能用制表符缩进，请用空格', en: 'Indent with spaces, not with tabs' },
  BAD_INDENT: { zh: '缩进有误，或者括号没有闭合', en: 'The indentation is wrong, or a bracket is not closed' },
};

/** What the parser found wrong, in words and with its place. */
export const syntaxProblem = (lines: LineCounter, { code, message, pos }: YAMLError): PlacedProblem =>
  placed(lines, pos[0], plainWords[code] ?? { zh: `YAML 语法错误（${code}）`, en: `YAML: ${message}` });

const isShort = (node: unknown): boolean =>
  isAlias(node) || (isNode(node) && (node.tag !== undefined || ('anchor' in node && node.anchor !== undefined)));

const whatIsWrong = (node: unknown, depth: number): Words | undefined => {
  if (isShort(node)) return shorthand;
  if (isPair(node) && !isScalar(node.key)) return keyIsNoName;
  return depth > deepestNesting * 2 ? tooDeep : undefined;
};

/**
 * The first use of YAML that a plan must do without: anchors, aliases and tags let a small file expand without bound,
 * and a reader cannot see what is meant; the name of a field is a text.
 */
export const unsupported = (document: Document<ParsedNode>, lines: LineCounter): PlacedProblem[] => {
  const found: PlacedProblem[] = [];
  visit(document, (_key, node, path) => {
    const message = whatIsWrong(node, path.length);
    if (!message) return undefined;
    const at = isPair(node) ? node.key : node;
    found.push(placed(lines, (isNode(at) ? at.range?.[0] : undefined) ?? 0, message));
    return visit.BREAK;
  });
  return found;
};
