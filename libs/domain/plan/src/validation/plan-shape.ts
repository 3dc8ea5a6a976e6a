import { isDay, parseDaySpan, parseOfficeHours } from '@redress/calendar';
import {
  deadlineKinds,
  deadlineOrigins,
  factNames,
  grades,
  headings,
  impacts,
  ladderNames,
  levels,
  mostYuan,
  parseStepAt,
  priorities,
  roles,
} from '@redress/plan-rules';
import { condition, localText, selector } from './condition-shape';
import { drills, emergency } from './emergency-shape';
import { problem } from './problem';
import { boolean, each, identifier, integer, list, oneOf, parsed, record, type Shape, text } from './shape';
import { elapsed, limit } from './time-shape';

const deepestCategory = 4;

const day = parsed((value) => (isDay(value) ? value : undefined), {
  zh: '日期（YYYY-MM-DD）',
  en: 'a day (YYYY-MM-DD)',
});
const daySpan = parsed(parseDaySpan, {
  zh: '日期或日期区间（YYYY-MM-DD 或 YYYY-MM-DD/YYYY-MM-DD）',
  en: 'a day or a span of days (YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD)',
});
const officeHours = parsed(parseOfficeHours, { zh: '办公时间（HH:MM-HH:MM）', en: 'office hours (HH:MM-HH:MM)' });
const moment = parsed(parseStepAt, {
  zh: '升级时点（immediately、50%、due、due+PT4H、due+1 workingDays 或 PT10M）',
  en: 'a moment of a ladder (immediately, 50%, due, due+PT4H, due+1 workingDays or PT10M)',
});

const metadata = record({
  id: identifier(60),
  title: localText(200),
  effectiveFrom: day,
  compiledBy: record({ zh: text(200), contact: text(200) }, { en: text(200) }),
});

const calendar = record(
  {
    timeZone: oneOf(['Asia/Shanghai']),
    workingDays: oneOf(['china']),
    closures: list(daySpan, 0, 200),
    extraWorkingDays: list(daySpan, 0, 200),
  },
  { officeHours },
);

const category =
  (depth: number): Shape =>
  (value, path) => {
    if (depth > deepestCategory) return problem(path, '类别层级过深', 'Categories are nested too deeply');
    return record(
      { id: identifier(60), zh: text(100) },
      {
        en: text(100),
        keywords: list(text(40), 0, 100),
        characteristics: localText(500),
        handling: localText(500),
        children: list(category(depth + 1), 0, 50),
      },
    )(value, path);
  };

const level = record(
  { id: oneOf(levels), zh: text(100), characteristics: localText(500), handling: localText(500) },
  { en: text(100) },
);

const rule = (gives: Readonly<Record<string, Shape>>): Shape =>
  list(record({ id: identifier(), because: localText(500), ...gives }, { when: condition }), 0, 200);

const severity = record(
  { default: record(each(levels, integer(1, 4))) },
  each(
    grades.map((grade) => `${grade}`),
    list(identifier(), 0, 200),
  ),
);

const deadlines = record({
  ...Object.fromEntries(
    deadlineKinds.map((kind) => [kind, record({ from: oneOf([deadlineOrigins[kind]]), within: limit })]),
  ),
  overrides: list(record({ when: selector }, each(deadlineKinds, limit)), 0, 100),
  pauseReasons: list(identifier(60), 0, 20),
});

const ladder = list(
  record({ at: moment, tell: list(oneOf(roles), 1, 10) }, { acknowledgeWithin: elapsed, repeat: elapsed }),
  1,
  20,
);

const surge = list(
  record({
    id: identifier(),
    same: list(oneOf(['site', 'category', 'place', 'text']), 1, 4),
    count: integer(2, 10_000),
    within: elapsed,
    then: oneOf(['openIncident', 'openCandidate']),
  }),
  0,
  50,
);

const wordList = record({
  negations: list(text(40), 0, 100),
  fillers: list(text(40), 0, 100),
  entries: list(
    record(
      { words: list(text(40), 1, 100), fact: oneOf(factNames), value: integer(1, 1_000_000) },
      { countPersons: boolean },
    ),
    0,
    200,
  ),
});

const aftercare = record({ answerWithin: limit, reopenings: integer(0, 20) }, { callBackAfter: limit });

const questions = record({ answerWithin: limit, pausing: integer(0, 20) });

const authority = list(record({ role: oneOf(roles), upTo: integer(0, mostYuan) }), 1, roles.length);

/** The whole document: every section, field and notation; how the sections hang together is checked after it. */
export const planShape: Shape = record(
  {
    apiVersion: oneOf(['redress/v1']),
    kind: oneOf(['EmergencyPlan']),
    metadata,
    headings: record(each(headings, localText(20_000))),
    calendar,
    categories: list(category(1), 1, 50),
    levels: list(level, levels.length, levels.length),
    impact: list(oneOf(impacts), impacts.length, impacts.length),
    levelRules: rule({ level: oneOf(levels) }),
    impactRules: rule({ impact: oneOf(impacts) }),
    severity,
    priority: record(each(grades, record(each(impacts, oneOf(priorities))))),
    deadlines,
    escalationLadders: record(each(ladderNames, ladder)),
    surge,
    emergency,
    approvals: list(record({ what: oneOf(['resolutionPlan']), by: oneOf(roles) }, { when: condition }), 0, 100),
    publicDisclosure: record({ when: selector, within: limit, redactPersonalData: boolean }),
    drills,
    evaluation: record({ indicators: list(identifier(), 1, 50) }),
    wordList,
  },
  { aftercare, authority, questions },
);
