import type { PlanCategory, PlanDocument } from '@redress/plan-rules';
import { below, problem, type Problem } from './problem';

interface Place {
  readonly id: string;
  readonly path: string;
}

const repeated = (places: readonly Place[]): Problem[] => {
  const seen = new Set<string>();
  return places.flatMap(({ id, path }) => {
    if (seen.has(id)) return problem(path, `“${id}”重复`, `"${id}" is there twice`);
    seen.add(id);
    return [];
  });
};

const ids = (items: readonly { readonly id: string }[], path: string): Place[] =>
  items.map(({ id }, index) => ({ id, path: below(path, index, 'id') }));

const categoryIds = (categories: readonly PlanCategory[], path: string): Place[] =>
  categories.flatMap(({ id, children = [] }, index) => [
    { id, path: below(path, index, 'id') },
    ...categoryIds(children, below(path, index, 'children')),
  ]);

const twice = ({ emergency, ...plan }: PlanDocument): Problem[] => [
  ...repeated(categoryIds(plan.categories, '/categories')),
  ...repeated(ids(plan.levels, '/levels')),
  ...repeated(plan.impact.map((id, index) => ({ id, path: below('/impact', index) }))),
  ...repeated([...ids(plan.levelRules, '/levelRules'), ...ids(plan.impactRules, '/impactRules')]),
  ...repeated(ids(plan.surge, '/surge')),
  ...repeated((plan.authority ?? []).map(({ role: id }, index) => ({ id, path: below('/authority', index, 'role') }))),
  ...repeated(ids(plan.drills.scenarios, '/drills/scenarios')),
  ...repeated(ids(emergency.responseLevels, '/emergency/responseLevels')),
  ...repeated(ids(emergency.commandPost, '/emergency/commandPost')),
  ...repeated(ids(emergency.groups, '/emergency/groups')),
  ...repeated(ids(emergency.externalUnits, '/emergency/externalUnits')),
  ...repeated(ids(emergency.tasks, '/emergency/tasks')),
];

const known = (place: Place, among: readonly { readonly id: string }[], zh: string, en: string): Problem[] =>
  among.some(({ id }) => id === place.id)
    ? []
    : problem(place.path, `没有${zh}“${place.id}”`, `There is no ${en} "${place.id}"`);

const emergencyNames = ({ emergency, surge }: PlanDocument): Problem[] => {
  const approver = (id: string, path: string) => known({ id, path }, emergency.commandPost, '指挥部岗位', 'post');
  return [
    ...emergency.tasks.flatMap(({ group }, i) =>
      known({ id: group, path: `/emergency/tasks/${i}/group` }, emergency.groups, '应急小组', 'group'),
    ),
    ...emergency.activateWhen.flatMap(({ surge: id }, i) =>
      id === undefined
        ? []
        : known({ id, path: `/emergency/activateWhen/${i}/surge` }, surge, '聚集规则', 'surge rule'),
    ),
    ...approver(emergency.informationRelease.approver, '/emergency/informationRelease/approver'),
    ...approver(emergency.standDown.approver, '/emergency/standDown/approver'),
  ];
};

const severityNames = ({ severity, levelRules }: PlanDocument): Problem[] => {
  const places = (['4', '3', '2', '1'] as const).flatMap((grade) =>
    (severity[grade] ?? []).map((id, index) => ({ id, path: below('/severity', grade, index) })),
  );
  return [...repeated(places), ...places.flatMap((place) => known(place, levelRules, '分级规则', 'level rule'))];
};

/** Every name is given once, and every name used is given. */
export const nameProblems = (plan: PlanDocument): Problem[] => [
  ...twice(plan),
  ...emergencyNames(plan),
  ...severityNames(plan),
];
