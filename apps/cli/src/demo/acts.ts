import type { ComplaintItem, OpenEscalation, Stage } from './complaint-item';
import { deeds, players, type Player } from './deeds';
import { ladderRoles, type Fate, type LadderRole } from './fate';

/** Something a player does about a complaint, over the public interface. */
export interface Act {
  /** Names it among the acts of its complaint: nobody does the same twice. */
  readonly name: string;
  readonly by: Player;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body: object;
  /** How long it is thought over, hours on the complaint's clock. */
  readonly afterHours: number;
  /** It wakes the stage that was left lying. */
  readonly wakes?: Stage;
}

/** What the players know beside the read model. */
export interface Knowledge {
  readonly fate: Fate;
  /** The staff id of whoever handles cases. */
  readonly handlerId: string;
  /** Stages the ladder has woken somebody for. */
  readonly woken: ReadonlySet<Stage>;
  /** Slower above 1, faster below. */
  readonly pace: number;
  /** The demo comes to its end: everything is done at once. */
  readonly hurry: boolean;
}

/** The stage somebody must be woken for, while nobody was. */
const sleepingStage = ({ fate: { idle }, woken, hurry }: Knowledge): Stage | undefined =>
  idle && !hurry && !woken.has(idle.stage) ? idle.stage : undefined;

const rank = (role: string): number => ladderRoles.findIndex((each) => each === role);

/** From here on a ladder wants an answer; below it reminds. */
const answers = rank('dutyManager');

const highestTold = ({ tell }: OpenEscalation): LadderRole | undefined =>
  [...ladderRoles].reverse().find((role) => tell.includes(role));

const answer = (escalation: OpenEscalation, knowledge: Knowledge): Act | undefined => {
  const told = highestTold(escalation);
  if (!told || rank(told) < answers) return undefined;
  const sleeping = sleepingStage(knowledge);
  // The ladder for severe complaints runs beside the acceptance.
  const stage = (escalation.deadline ?? 'acceptance') as Stage;
  const waitsFor = sleeping === stage ? rank(knowledge.fate.idle?.until ?? told) : 0;
  if (rank(told) < waitsFor) return undefined;
  const path = `escalations/${escalation.escalationId}/acknowledge`;
  const act: Act = { name: escalation.escalationId, by: players[told], path, body: {}, afterHours: 0 };
  return sleeping === stage ? { ...act, wakes: stage } : act;
};

const work = (item: ComplaintItem, knowledge: Knowledge): Act[] => {
  const sleeping = sleepingStage(knowledge);
  const { fate, handlerId, pace, hurry } = knowledge;
  const { round } = item;
  return item.todo.flatMap(({ task, for: whom, measureNo }) => {
    const waits = item.stage === sleeping && task !== 'confirmLevel';
    const found = waits
      ? undefined
      : deeds[task]?.({ fate, handlerId, whom, round, ...(measureNo !== undefined && { measureNo }) });
    if (!found) return [];
    const { by, command, body, hours } = found;
    const path = `complaints/${item.complaintId}/${command}`;
    const name = [task, ...(measureNo === undefined ? [] : [measureNo]), round].join(':');
    return [{ name, by, path, body, afterHours: hurry ? 0 : hours * pace }];
  });
};

/** What the players do about a complaint as it stands. Pure: the same question has the same answer. */
export const actsFor = (item: ComplaintItem, knowledge: Knowledge): Act[] => {
  const acknowledgements = item.openEscalations.map((escalation) => answer(escalation, knowledge));
  return [...acknowledgements.filter((act) => act !== undefined), ...work(item, knowledge)];
};
