import { parties, type Party } from '@redress/contracts';
import type { Content } from '../pdf/page-description';
import type { PrintedDocument } from '../pdf/pdf-renderer';
import type { CaseFile } from './case-file';
import { documentOf, fields, grid, note, part, signatures, subpart } from './layout';
import type { Phrases } from './phrases';
import { gradingRows, privacyNotes, respondentsOf, type Occasion } from './registration-form';
import { roundContent } from './report-round';

/** The read model keeps so many of the latest acts, and of the latest proceedings. */
const keptActs = 100;

const basics = (file: CaseFile, phrases: Phrases): Content[] => {
  const { labels, channels, report } = phrases.words;
  const { item, complaint } = file;
  const { receivedAt, channel, occurredAt, place, narrative, need } = complaint.registration;
  return [
    part(report.basics),
    fields(
      [
        [labels.complaintNo, item.complaintNo],
        [labels.receivedAt, phrases.time(receivedAt)],
      ],
      [
        [labels.channel, phrases.name(channels, channel)],
        [labels.occurredAt, phrases.time(occurredAt)],
      ],
      [
        [labels.place, phrases.plain(place)],
        [labels.respondent, respondentsOf(file, phrases)],
      ],
      [[labels.narrative, phrases.sealed(narrative)]],
      [[labels.need, phrases.sealed(need)]],
      ...gradingRows(file, phrases),
    ),
  ];
};

type Act = NonNullable<CaseFile['case']['acts']>[number];

const aboutOf = ({ party, obtained }: Act, { words: { parties: sides, values } }: Phrases): string => {
  const got = obtained ? values.obtained : values.notObtained;
  return party === undefined ? got : `${sides[party]}，${got}`;
};

const actsOf = (acts: readonly Act[], phrases: Phrases): Content[] => {
  const { report, columns, methods } = phrases.words;
  if (acts.length === 0) return [note(report.noActs)];
  const rows = acts.map((act, at) => [
    String(at + 1),
    phrases.time(act.actedAt),
    phrases.name(methods, act.method),
    aboutOf(act, phrases),
    phrases.sealed(act.findings),
    phrases.who(act.recordedBy),
  ]);
  const header = [columns.no, columns.time, columns.method, columns.about, columns.content, columns.recordedBy];
  const table = grid(header, rows, [24, 66, 46, 66, '*', 44]);
  return acts.length < keptActs ? [table] : [table, note(phrases.say(report.actsCut, { count: keptActs }))];
};

/** Both sides are heard before a finding: since when each is, and how. */
const sideOf = (party: Party, { case: { acts = [], heard = [] } }: CaseFile, phrases: Phrases): string => {
  const accounts = acts.filter((act) => act.party === party);
  if (accounts.length === 0) return heard.includes(party) ? phrases.words.values.yes : phrases.words.report.notHeard;
  const { methods, values } = phrases.words;
  return accounts
    .map(({ actedAt, method, obtained }) =>
      [phrases.time(actedAt), phrases.name(methods, method), obtained ? values.obtained : values.notObtained].join(
        '，',
      ),
    )
    .join('\n');
};

const investigation = (file: CaseFile, phrases: Phrases): Content[] => {
  const { report, labels, parties: sides } = phrases.words;
  const { acts = [], assignment, team, started } = file.case;
  const members = (team?.members ?? []).map(({ staffId, department }) =>
    [department, staffId].filter(Boolean).join(' '),
  );
  return [
    part(report.investigation),
    fields(
      [
        [labels.handler, phrases.plain(assignment?.handlerId)],
        [labels.startedAt, phrases.time(started?.startedAt)],
      ],
      [[labels.team, phrases.plain(members.join('；'))]],
    ),
    subpart(report.acts),
    ...actsOf(acts, phrases),
    subpart(report.sides),
    fields(...parties.map((party) => [[sides[party], sideOf(party, file, phrases)] as const])),
  ];
};

const proceedingsOf = ({ case: { proceedings = [] } }: CaseFile, phrases: Phrases): Content[] => {
  if (proceedings.length === 0) return [];
  const { report, columns, proceedings: kinds, outcomes } = phrases.words;
  const rows = proceedings.map(({ occurredAt, kind, outcome, body, words, recordedBy }) => [
    phrases.time(occurredAt),
    body === undefined ? phrases.name(kinds, kind) : `${phrases.name(kinds, kind)}，${body}`,
    phrases.name(outcomes, outcome),
    phrases.sealed(words),
    phrases.who(recordedBy),
  ]);
  const header = [columns.time, columns.kind, columns.outcome, columns.content, columns.recordedBy];
  return [part(report.proceedings), grid(header, rows, [66, 70, 46, '*', 44])];
};

/** Whether there is a case to report on. */
export const hasCase = ({ case: { openedAt, assignment, acts, completed, round } }: CaseFile): boolean =>
  [openedAt, assignment, acts, completed, round].some((one) => one !== undefined);

/**
 * The investigation report of a case from its record, round by round, as its reader may see it. Without a
 * finding it is a draft, and says so on every page.
 */
export const investigationReport = (file: CaseFile, phrases: Phrases, occasion: Occasion): PrintedDocument => {
  const { report } = phrases.words;
  const { item } = file;
  const isDraft = file.case.completed === undefined;
  const rounds = [...(file.case.earlier ?? []), file.case];
  const first = (file.case.round ?? 1) - rounds.length + 1;
  const printing = { ...occasion, title: report.title, number: item.complaintNo, siteId: item.siteId };
  return documentOf({ ...printing, ...(isDraft && { across: report.draft }) }, phrases, [
    ...(isDraft ? [note(report.draftNote)] : []),
    ...basics(file, phrases),
    ...investigation(file, phrases),
    ...rounds.flatMap((round, at) => roundContent(round, rounds.length > 1 ? first + at : undefined, phrases)),
    ...proceedingsOf(file, phrases),
    ...privacyNotes(file, phrases),
    signatures(report.signatures, phrases),
  ]);
};
