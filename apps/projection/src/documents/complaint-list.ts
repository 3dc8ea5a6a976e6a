import { stringify } from 'csv-stringify';
import { Readable, type Duplex } from 'node:stream';
import type { ComplaintItem } from '../queries/complaint-item';
import type { Phrases } from './phrases';

/** Sorts as text and is read as a time by spreadsheets: `2026-03-02 09:01`, in China's legal time. */
const sortable = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

const moment = (at: string | undefined): string => (at === undefined ? '' : sortable.format(new Date(at)));

type Column = readonly [header: string, cell: (item: ComplaintItem) => string | number | undefined];

const identity = (phrases: Phrases): Column[] => {
  const { labels, list, channels, partyKinds } = phrases.words;
  return [
    [labels.complaintNo, ({ complaintNo }) => complaintNo],
    [labels.receivedAt, ({ receivedAt }) => moment(receivedAt)],
    [labels.channel, ({ channel }) => phrases.name(channels, channel)],
    [labels.place, ({ place }) => place],
    [labels.partyKind, ({ partyKind }) => partyKind && phrases.name(partyKinds, partyKind)],
    [labels.petition, ({ petition }) => phrases.yes(petition)],
    [list.joint, ({ joint }) => phrases.yes(joint)],
    [list.outsideBody, ({ outsideBody }) => outsideBody],
    [list.outsideNumber, ({ outsideNumber }) => outsideNumber],
  ];
};

const grading = (phrases: Phrases): Column[] => {
  const { labels, levels, impacts } = phrases.words;
  return [
    [labels.category, ({ category }) => category && phrases.category(category)],
    [labels.level, ({ level }) => level && phrases.name(levels, level)],
    [labels.severity, ({ severity }) => severity],
    [labels.impact, ({ impact }) => impact && phrases.name(impacts, impact)],
    [labels.priority, ({ priority }) => priority],
  ];
};

const handling = (phrases: Phrases): Column[] => {
  const { labels, list, statuses, stages, values } = phrases.words;
  return [
    [labels.status, ({ status }) => phrases.name(statuses, status)],
    [list.open, ({ open }) => phrases.yes(open)],
    [labels.handler, ({ handlerId }) => handlerId],
    [list.team, ({ teamIds }) => teamIds.join(' ')],
    [list.acceptBy, ({ acceptBy }) => moment(acceptBy)],
    [list.firstContactAt, ({ firstContactAt }) => moment(firstContactAt)],
    [list.nextDeadline, ({ nextDeadline }) => nextDeadline && phrases.name(stages, nextDeadline)],
    [list.nextDueAt, ({ nextDueAt }) => moment(nextDueAt)],
    [list.overdue, ({ overdue }) => overdue.map((kind) => phrases.name(stages, kind)).join(' ')],
    [list.round, ({ round }) => round],
    [
      list.satisfied,
      ({ satisfied }) => (satisfied === undefined ? '' : satisfied ? values.satisfied : values.notSatisfied),
    ],
    [list.rootCause, ({ rootCause }) => rootCause],
  ];
};

/**
 * Complaints as CSV for spreadsheets, written while they are read; without personal data, as the list itself. A cell
 * that a spreadsheet would take for a formula begins with an apostrophe.
 */
export const complaintList = (items: AsyncIterable<ComplaintItem>, phrases: Phrases): Duplex => {
  const columns = [...identity(phrases), ...grading(phrases), ...handling(phrases)];
  const rows = async function* () {
    yield columns.map(([header]) => header);
    for await (const item of items) yield columns.map(([, cell]) => cell(item) ?? '');
  };
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const source = Readable.from(rows());
  source.once('error', (error) => csv.destroy(error));
  csv.once('close', () => source.destroy());
  return source.pipe(csv);
};
