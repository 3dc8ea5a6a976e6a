import type { Condition } from './condition';
import type { Facts, LocalText, Role, Selector } from './plan-vocabulary';

/** A thing of the plan with its name for people. */
export type Named = LocalText & { readonly id: string };

/** What happens when a complaint becomes an emergency (投诉突发事件). */
export interface EmergencySection {
  /** Any of these opens it. `surge` names a surge rule. */
  readonly activateWhen: readonly (Selector & { readonly surge?: string })[];
  /** From the gravest down; the first that matches is the level of the response. */
  readonly responseLevels: readonly ResponseLevel[];
  /** The posts of the command organisation and their duties. */
  readonly commandPost: readonly (Named & { readonly duties?: LocalText })[];
  readonly groups: readonly Named[];
  readonly externalUnits: readonly (Named & { readonly phone: string })[];
  /** `group` is one of the groups; `within` counts from the activation. */
  readonly tasks: readonly (Named & { readonly group: string; readonly within: string })[];
  readonly authorityReports: { readonly initial: string; readonly followUp: string; readonly final: 'standDown' };
  /** `approver` is a post of the command organisation, here and below. */
  readonly informationRelease: { readonly firstStatement: string; readonly approver: string };
  readonly standDown: { readonly approver: string; readonly conditions: readonly StandDownCondition[] };
  readonly review: { readonly within: string };
}

export const responseLevelIds = ['I', 'II', 'III', 'IV'] as const;

/** One level of the response, I the highest, and who leads it. */
export interface ResponseLevel extends LocalText {
  readonly id: (typeof responseLevelIds)[number];
  readonly when?: Condition;
  readonly ledBy: Role;
}

/** What must be true before the response ends; `noNewComplaints` for how long. */
export type StandDownCondition = 'allTasksClosed' | 'authorityReportsSent' | { readonly noNewComplaints: string };

/** How often the plan is drilled, and with which scenarios. */
export interface Drills {
  readonly every: string;
  readonly scenarios: readonly DrillScenario[];
}

/** A drill's script: complaints at moments after its start, on a clock that runs `speed` times as fast. */
export interface DrillScenario extends Named {
  readonly speed: number;
  readonly complaints: readonly {
    readonly after: string;
    readonly category: string;
    readonly facts?: Facts;
    readonly text: LocalText;
  }[];
}
