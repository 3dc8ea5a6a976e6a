import { dayOf, instantAt } from '@redress/calendar';
import { type Decider, type Decision, happened, refuse } from '@redress/kernel';
import type { PlanDocument } from '@redress/plan-rules';
import type { PlanCommand, PlanEvent, PublishPlan, RetirePlan } from './plan-messages';
import { sameDocument } from './same-document';
import { checkPlan } from './validation/validate-plan';

/** Why a plan command is refused; each is shown to the planner. */
export type PlanRefusal =
  /** `details.problems`: what is wrong with the document. */
  | 'plan-invalid'
  /** The stream belongs to a plan of another id. */
  | 'plan-id-differs'
  /** A new version rules from its effective date on, and that day is over. */
  | 'effective-date-passed'
  /** An earlier version only comes into force later: nobody could say which one rules. */
  | 'effective-before-earlier-version'
  | 'plan-version-unknown'
  /** Without it no plan would be in force and no complaint could be registered. */
  | 'plan-last-in-force';

interface Version {
  readonly planVersion: number;
  readonly effectiveFrom: string;
  readonly calendarRef: string;
  readonly document: PlanDocument;
  readonly retired: boolean;
}

export type PlanState =
  | { readonly status: 'unpublished' }
  | { readonly status: 'published'; readonly planId: string; readonly versions: readonly Version[] };

type Decided = Decision<PlanEvent, PlanRefusal>;

const versionsOf = (state: PlanState): readonly Version[] => (state.status === 'published' ? state.versions : []);

const isAfter = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other);

/** The first version may rule from a past day on; a later one never rules over what is already registered. */
const effectiveFrom = (day: string, at: string, first: boolean): string => {
  const start = instantAt(day, 0);
  return first || isAfter(start, at) ? start : at;
};

const whyNot = (document: PlanDocument, state: PlanState, at: string): PlanRefusal | undefined => {
  if (state.status === 'unpublished') return undefined;
  const { id, effectiveFrom: day } = document.metadata;
  if (id !== state.planId) return 'plan-id-differs';
  const newest = state.versions.at(-1);
  const onlyCalendarChanged = newest !== undefined && sameDocument(newest.document, document);
  if (day < dayOf(at) && !onlyCalendarChanged) return 'effective-date-passed';
  const start = effectiveFrom(day, at, false);
  const later = state.versions.some((version) => !version.retired && isAfter(version.effectiveFrom, start));
  return later ? 'effective-before-earlier-version' : undefined;
};

const publish = ({ data }: PublishPlan, state: PlanState): Decided => {
  const checked = checkPlan(data.document);
  if (!checked.ok) return refuse('plan-invalid', { problems: checked.problems });
  const { document } = checked;
  const { calendarRef, at, publishedBy } = data;
  const versions = versionsOf(state);
  const newest = versions.at(-1);
  const unchanged = newest?.calendarRef === calendarRef && sameDocument(newest.document, document);
  if (unchanged && !newest.retired) return happened();
  const refusal = whyNot(document, state, at);
  if (refusal) return refuse(refusal);
  return happened({
    type: 'PlanPublished',
    data: {
      planId: document.metadata.id,
      planVersion: versions.length + 1,
      effectiveFrom: effectiveFrom(document.metadata.effectiveFrom, at, versions.length === 0),
      publishedAt: at,
      publishedBy,
      calendarRef,
      document,
    },
  });
};

const retire = ({ data }: RetirePlan, state: PlanState): Decided => {
  const { planVersion, at, reason } = data;
  const version = versionsOf(state).find((one) => one.planVersion === planVersion);
  if (state.status === 'unpublished' || !version) return refuse('plan-version-unknown');
  if (version.retired) return happened();
  const rules = (one: Version) => !one.retired && !isAfter(one.effectiveFrom, at);
  if (rules(version) && state.versions.filter(rules).length === 1) return refuse('plan-last-in-force');
  return happened({
    type: 'PlanRetired',
    data: { planId: state.planId, planVersion, retiredAt: at, ...(reason !== undefined && { reason }) },
  });
};

/** The versions of one plan of one site (stream `plan-<uuid>`): published in order, retired, never changed. */
export const planDecider: Decider<PlanState, PlanCommand, PlanEvent, PlanRefusal> = {
  initial: { status: 'unpublished' },
  decide: (command, state) => {
    switch (command.type) {
      case 'PublishPlan':
        return publish(command, state);
      case 'RetirePlan':
        return retire(command, state);
    }
  },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'PlanPublished': {
        const { planId, ...version } = data;
        return { status: 'published', planId, versions: [...versionsOf(state), { ...version, retired: false }] };
      }
      case 'PlanRetired': {
        const versions = versionsOf(state).map((one) =>
          one.planVersion === data.planVersion ? { ...one, retired: true } : one,
        );
        return { status: 'published', planId: data.planId, versions };
      }
    }
  },
};
