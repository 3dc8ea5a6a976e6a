import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Content } from '../pdf/page-description';
import type { PrintedDocument } from '../pdf/pdf-renderer';
import { documentOf, grid, note, part, type Printing } from './layout';
import type { NumberFormat, ReportCell, ReportTable } from './monthly-report';
import type { Phrases } from './phrases';

/** How spreadsheets show the numbers. */
const formats: Readonly<Record<NumberFormat, string>> = { count: '#,##0', rate: '0.0%', hours: '#,##0.0' };
/** Characters. */
const firstWidth = 24;
const width = 14;

/** Words are written as words, so that nothing in them is ever a formula. */
const sheetCell = (cell: ReportCell): Cell => {
  if (typeof cell === 'string') return { type: String, value: cell };
  return cell.value === undefined ? null : { type: Number, value: cell.value, format: formats[cell.as] };
};

/** What is said where rows are missing. */
const moreOf = ({ rows, more }: ReportTable, phrases: Phrases): string[] => {
  const { monthly } = phrases.words;
  return [
    ...(rows.length === 0 ? [monthly.nothing] : []),
    ...(more > 0 ? [phrases.say(monthly.more, { count: more })] : []),
  ];
};

const sheetData = (table: ReportTable, phrases: Phrases): SheetData => [
  table.header.map((title) => ({ type: String, value: title, fontWeight: 'bold', wrap: true })),
  ...table.rows.map((row) => row.map(sheetCell)),
  ...moreOf(table, phrases).map((text): Cell[] => [{ type: String, value: text }]),
];

/** A report as a workbook: a cover, then one sheet per table. */
export const workbook = (
  tables: readonly ReportTable[],
  { title, number, printedAt, printedBy, siteId }: Printing,
  phrases: Phrases,
): Promise<Buffer> => {
  const { notes, monthly, labels } = phrases.words;
  const printed = { unit: phrases.unit(), site: siteId, number, at: phrases.time(printedAt), by: printedBy };
  const cover: SheetData = [
    [{ type: String, value: title, fontWeight: 'bold', fontSize: 16 }],
    [labels.site, siteId],
    [monthly.period, number],
    [monthly.periodNote],
    [phrases.say(notes.printed, printed)],
  ];
  const sheets = tables.map((table) => ({
    data: sheetData(table, phrases),
    sheet: table.title,
    columns: table.header.map((_, at) => ({ width: at === 0 ? firstWidth : width })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile([{ data: cover, sheet: title, columns: [{ width: firstWidth }] }, ...sheets]).toBuffer();
};

const digits: Readonly<Record<NumberFormat, Intl.NumberFormatOptions>> = {
  count: {},
  rate: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  hours: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
};

const written = (cell: ReportCell, phrases: Phrases): string => {
  if (typeof cell === 'string') return cell;
  return cell.value === undefined
    ? phrases.words.values.none
    : new Intl.NumberFormat('en', digits[cell.as]).format(cell.value);
};

const tablePages = (table: ReportTable, phrases: Phrases): Content[] => {
  const rows = table.rows.map((row) => row.map((cell) => written(cell, phrases)));
  const widths = table.header.map((_, at) => (at === 0 ? 130 : ('*' as const)));
  return [
    part(table.title),
    ...(rows.length > 0 ? [grid(table.header, rows, widths)] : []),
    ...moreOf(table, phrases).map(note),
  ];
};

/** A report as pages. */
export const reportPages = (tables: readonly ReportTable[], printing: Printing, phrases: Phrases): PrintedDocument => {
  const { monthly } = phrases.words;
  const period = note(`${monthly.period}${phrases.words.notes.sentence}${printing.number} · ${monthly.periodNote}`);
  const content = tables.flatMap((table) => tablePages(table, phrases));
  return documentOf({ ...printing, landscape: true }, phrases, [period, ...content]);
};
