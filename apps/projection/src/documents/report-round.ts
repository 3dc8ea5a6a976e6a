import type { Content, TablePiece } from '../pdf/page-description';
import type { EarlierRound, Round } from '../projections/case-section';
import type { Unsealed } from './case-file';
import { fields, grid, note, part, subpart, type Field } from './layout';
import type { Phrases } from './phrases';

/** A round as it is shown; one that is over says what began the next. */
export type ShownRound = Unsealed<Round> & { readonly reopened?: Unsealed<EarlierRound>['reopened'] };

const findingOf = ({ completed }: ShownRound, phrases: Phrases): Content => {
  const { labels, values, report } = phrases.words;
  if (!completed) return fields([[labels.substantiated, report.noFinding]]);
  const { substantiated, rootCause, completedAt, completedBy, report: words } = completed;
  return fields(
    [
      [labels.substantiated, substantiated ? values.substantiated : values.unsubstantiated],
      [labels.rootCause, phrases.plain(rootCause)],
    ],
    [
      [labels.completedAt, phrases.time(completedAt)],
      [labels.completedBy, phrases.who(completedBy)],
    ],
    [[labels.report, phrases.sealed(words)]],
  );
};

type Plan = NonNullable<ShownRound['plan']>;

const judgementOf = ({ approverRole, judgement, judgedAt, judgedBy, rejection }: Plan, phrases: Phrases): string => {
  const { values, judgements } = phrases.words;
  if (approverRole === undefined) return values.noApproval;
  if (judgedAt === undefined) return judgements[judgement];
  const said = { judgement: judgements[judgement], at: phrases.time(judgedAt), by: phrases.who(judgedBy) };
  const line = phrases.say(values.judgedOf, said);
  return rejection === undefined ? line : `${line}\n${phrases.sealed(rejection)}`;
};

const measuresOf = ({ measures }: Plan, { doneMeasures = [] }: ShownRound, phrases: Phrases): TablePiece => {
  const { columns, measures: kinds, values } = phrases.words;
  const rows = measures.map(({ kind, amountYuan, department, responsible, dueAt }, at) => {
    const done = doneMeasures.find(({ measureNo }) => measureNo === at + 1);
    const finished = done && { at: phrases.time(done.completedAt), by: phrases.who(done.completedBy) };
    return [
      String(at + 1),
      phrases.name(kinds, kind),
      phrases.plain(amountYuan),
      phrases.plain(department),
      phrases.plain(responsible),
      phrases.day(dueAt),
      finished ? `${phrases.say(values.doneOf, finished)}\n${phrases.sealed(done.note)}` : values.none,
    ];
  });
  const { no, measure, amount, department, responsible, due, done } = columns;
  return grid([no, measure, amount, department, responsible, due, done], rows, [22, 48, 48, 54, 48, 66, '*']);
};

const planOf = (round: ShownRound, phrases: Phrases): Content[] => {
  const { labels, report, roles } = phrases.words;
  const { plan, adoptedAt } = round;
  if (!plan) return [note(report.noPlan)];
  return [
    fields(
      [
        [labels.proposedAt, phrases.time(plan.proposedAt)],
        [labels.proposedBy, phrases.who(plan.proposedBy)],
      ],
      [[labels.description, phrases.sealed(plan.description)]],
      [
        [labels.approver, phrases.name(roles, plan.approverRole)],
        [labels.adoptedAt, phrases.time(adoptedAt)],
      ],
      [[labels.judgement, judgementOf(plan, phrases)]],
    ),
    { ...measuresOf(plan, round, phrases), margin: [0, 4, 0, 0] },
  ];
};

const answerOf = ({ satisfaction }: ShownRound, phrases: Phrases): string => {
  if (!satisfaction) return phrases.plain(undefined);
  const { values, media } = phrases.words;
  const { satisfied, recordedAt, medium, opinion } = satisfaction;
  const answer = satisfied ? values.satisfied : values.notSatisfied;
  const said = { answer, at: phrases.time(recordedAt), medium: phrases.name(media, medium) };
  return [phrases.say(values.said, said), ...(opinion === undefined ? [] : [phrases.sealed(opinion)])].join('\n');
};

const callsOf = ({ callBacks = [] }: ShownRound, phrases: Phrases): string => {
  const { values, media } = phrases.words;
  const calls = callBacks.map(({ madeAt, medium, reached, opinion }) =>
    [
      phrases.time(madeAt),
      phrases.name(media, medium),
      reached ? values.reached : values.notReached,
      ...(opinion === undefined ? [] : [phrases.sealed(opinion)]),
    ].join('，'),
  );
  return phrases.plain(calls.join('\n'));
};

const evaluationOf = ({ evaluation }: ShownRound, phrases: Phrases): string => {
  const { values } = phrases.words;
  if (!evaluation) return values.none;
  return `${evaluation.effective ? values.effective : values.notEffective}（${phrases.time(evaluation.evaluatedAt)}）`;
};

const reopenedRow = ({ reopened }: ShownRound, phrases: Phrases): Field[] => {
  if (!reopened) return [];
  const { labels, reopenings, stages } = phrases.words;
  const { reopenedAt, cause, stage, reason } = reopened;
  const said = { at: phrases.time(reopenedAt), cause: phrases.name(reopenings, cause), stage: stages[stage] };
  const line = phrases.say(labels.reopenedOf, said);
  return [[labels.reopened, reason === undefined ? line : `${line}\n${phrases.sealed(reason)}`]];
};

const feedbackOf = (round: ShownRound, phrases: Phrases): Content => {
  const { labels, report } = phrases.words;
  const { feedback, closed } = round;
  if (!feedback) return fields([[labels.feedback, report.noFeedback]], reopenedRow(round, phrases));
  return fields(
    [
      [labels.givenAt, phrases.time(feedback.givenAt)],
      [labels.givenBy, phrases.who(feedback.givenBy)],
    ],
    [[labels.feedback, phrases.sealed(feedback.feedback)]],
    [[labels.satisfaction, answerOf(round, phrases)]],
    [[labels.callBacks, callsOf(round, phrases)]],
    [
      [labels.evaluation, evaluationOf(round, phrases)],
      [labels.closedAt, phrases.time(closed?.closedAt)],
    ],
    reopenedRow(round, phrases),
  );
};

/** What a round of handling came to: finding, plan with its measures and approval, feedback and what was said of it. */
export const roundContent = (round: ShownRound, no: number | undefined, phrases: Phrases): Content[] => {
  const { report } = phrases.words;
  const parts: readonly [string, Content[]][] = [
    [report.finding, [findingOf(round, phrases)]],
    [report.plan, planOf(round, phrases)],
    [report.feedback, [feedbackOf(round, phrases)]],
  ];
  if (no === undefined) return parts.flatMap(([title, content]) => [part(title), ...content]);
  const titled = parts.flatMap(([title, content]) => [subpart(title), ...content]);
  return [part(phrases.say(report.round, { round: no })), ...titled];
};
