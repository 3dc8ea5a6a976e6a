import type { Cell, ColumnsPiece, Content, TablePiece, TextPiece } from '../pdf/page-description';
import type { PrintedDocument } from '../pdf/pdf-renderer';
import type { Phrases } from './phrases';

/** A label with what stands beside it. */
export type Field = readonly [label: string, value: string];

const shade = '#f1f4f6';
/** Points. */
const labelWidth = 70;
const sides = 48;

/** A word that no line can take is broken anywhere: an address, a code. */
const unbreakable = /[!-~]{24,}/;

/** Text of people, whatever it holds. */
export const words = (text: string): TextPiece => ({
  text,
  ...(unbreakable.test(text) && { wordBreak: 'break-all' }),
});

const labelCell = (text: string): Cell => ({ text, bold: true, fillColor: shade });

const fieldRow = (row: readonly Field[]): Cell[] => {
  const [first, second] = row;
  if (!first) return [];
  if (!second) return [labelCell(first[0]), { ...words(first[1]), colSpan: 3 }, '', ''];
  return [labelCell(first[0]), words(first[1]), labelCell(second[0]), words(second[1])];
};

/** Labels and values in a ruled table, one or two to a row. */
export const fields = (...rows: readonly (readonly Field[])[]): TablePiece => ({
  table: { widths: [labelWidth, '*', labelWidth, '*'], body: rows.filter((row) => row.length > 0).map(fieldRow) },
  layout: 'ruled',
});

/** A ruled table whose header is repeated on every page. */
export const grid = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  widths: TablePiece['table']['widths'],
): TablePiece => ({
  table: {
    headerRows: 1,
    widths: [...widths],
    body: [header.map(labelCell), ...rows.map((row) => row.map((cell): Cell => words(cell)))],
  },
  layout: 'ruled',
  fontSize: 9,
});

/** The title of a part. */
export const part = (title: string): TextPiece => ({
  text: title,
  bold: true,
  fontSize: 11.5,
  margin: [0, 12, 0, 4],
});

/** A smaller title within a part. */
export const subpart = (title: string): TextPiece => ({ text: title, bold: true, margin: [0, 8, 0, 3] });

/** A line beside the record itself. */
export const note = (text: string): TextPiece => ({ text, fontSize: 9, color: '#444444', margin: [0, 4, 0, 0] });

/** Where people sign, each with a date; not torn from each other by the end of a page. */
export const signatures = (labels: readonly string[], { words: { labels: named, notes } }: Phrases): ColumnsPiece => ({
  unbreakable: true,
  margin: [0, 22, 0, 0],
  columnGap: 14,
  columns: labels.map((label) => ({
    width: '*',
    stack: [{ text: `${label}${notes.sentence}` }, { text: `${named.date}${notes.sentence}`, margin: [0, 22, 0, 0] }],
  })),
});

/** Who prints what, and when. */
export interface Printing {
  readonly title: string;
  /** The complaint's number, or the period. */
  readonly number: string;
  readonly siteId: string;
  /** ISO-8601. */
  readonly printedAt: string;
  readonly printedBy: string;
  /** Printed across every page. */
  readonly across?: string;
  readonly landscape?: true;
}

/** A document on A4: title, content, and on every page who printed it when, and which page it is. */
export const documentOf = (
  { title, number, siteId, printedAt, printedBy, across, landscape }: Printing,
  phrases: Phrases,
  content: readonly Content[],
): PrintedDocument => {
  const { notes } = phrases.words;
  const printed = { unit: phrases.unit(), site: siteId, number, at: phrases.time(printedAt), by: printedBy };
  return {
    definition: {
      info: { title: `${title} ${number}`, author: phrases.unit(), creator: 'Redress' },
      language: phrases.language === 'zh' ? 'zh-CN' : 'en',
      pageSize: 'A4',
      pageOrientation: landscape ? 'landscape' : 'portrait',
      pageMargins: [sides, 48, sides, 54],
      defaultStyle: { fontSize: 10, lineHeight: 1.12 },
      ...(across !== undefined && {
        watermark: { text: across, bold: true, color: '#888888', opacity: 0.12, fontSize: 130 },
      }),
      content: [
        { text: phrases.unit(), alignment: 'center', fontSize: 11, color: '#333333' },
        { text: title, alignment: 'center', bold: true, fontSize: 19, margin: [0, 2, 0, 10] },
        ...content,
      ],
    },
    footer: { left: phrases.say(notes.printed, printed), right: notes.page, margin: [sides, 16, sides, 0] },
  };
};
