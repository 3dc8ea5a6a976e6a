import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, type ParsedNode } from 'yaml';

/** A place in the file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The field of a map by its name; YAML has keys that are numbers (`4:`), JSON has not. */
const fieldOf = (node: unknown, name: string): Pair | undefined =>
  isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name) : undefined;

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

interface Step {
  readonly node: unknown;
  /** Where it starts: a field at its name, an item at itself. */
  readonly start: number | undefined;
}

const into = (node: unknown, segment: string): Step | undefined => {
  const field = fieldOf(node, segment);
  if (field) return { node: field.value, start: startOf(field.key) };
  const item = isSeq(node) ? node.items[Number(segment)] : undefined;
  return item === undefined ? undefined : { node: item, start: startOf(item) };
};

/** Where a JSON pointer's part of the document stands; what is missing is placed at the part it is missing from. */
export const placeOf = (document: Document<ParsedNode>, lines: LineCounter, pointer: string): Place => {
  let at: Step = { node: document.contents, start: startOf(document.contents) };
  for (const segment of segmentsOf(pointer)) {
    const next = into(at.node, segment);
    if (!next) break;
    at = { node: next.node, start: next.start ?? at.start };
  }
  return placeAt(lines, at.start ?? 0);
};

/** The place of an offset in the file. */
export const placeAt = (lines: LineCounter, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};
