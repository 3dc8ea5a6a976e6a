import { factNames, responseLevelIds, roles } from '@redress/plan-rules';
import { condition, localText, selectorWith } from './condition-shape';
import { each, identifier, integer, list, oneOf, record, type Shape, text } from './shape';
import { elapsed, limit } from './time-shape';

const named = (required: Readonly<Record<string, Shape>> = {}, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  record({ id: identifier(), zh: text(500), ...required }, { en: text(500), ...optional });

const responseLevel = record(
  { id: oneOf(responseLevelIds), zh: text(500), ledBy: oneOf(roles) },
  { en: text(500), when: condition },
);

const standDownCondition: Shape = (value, path) =>
  typeof value === 'string'
    ? oneOf(['allTasksClosed', 'authorityReportsSent'])(value, path)
    : record({ noNewComplaints: elapsed })(value, path);

/** An outside unit may have no number yet; the site fills it in. */
const phone: Shape = (value, path) => (value === '' ? [] : text(40)(value, path));

/** The emergency section: when it opens, who leads, what is done, what is reported, how it ends. */
export const emergency: Shape = record({
  activateWhen: list(selectorWith({ surge: identifier() }), 1, 50),
  responseLevels: list(responseLevel, 1, responseLevelIds.length),
  commandPost: list(named({}, { duties: localText(500) }), 1, 50),
  groups: list(named(), 1, 50),
  externalUnits: list(named({ phone }), 0, 100),
  tasks: list(named({ group: identifier(), within: limit }), 1, 200),
  authorityReports: record({ initial: limit, followUp: limit, final: oneOf(['standDown']) }),
  informationRelease: record({ firstStatement: limit, approver: identifier() }),
  standDown: record({ approver: identifier(), conditions: list(standDownCondition, 1, 10) }),
  review: record({ within: limit }),
});

const complaint = record(
  { after: elapsed, category: identifier(60), text: localText(2_000) },
  { facts: record({}, each(factNames, integer(0, 1_000_000_000))) },
);

/** How often is drilled, and the scripts. */
export const drills: Shape = record({
  every: limit,
  scenarios: list(named({ speed: integer(1, 1_000_000), complaints: list(complaint, 1, 1_000) }), 0, 50),
});
