import type { StoredCommit } from '@redress/event-store';

/** What a client was told about a command. */
export interface Answer {
  readonly commandId: string;
  readonly streamId: string;
  /** The version it was told; undefined when the command was refused. */
  readonly version?: number;
  readonly changed: boolean;
  /** When the service took up the request that was answered, milliseconds since 1970. */
  readonly takenUpAt: number;
}

/** How far two ideas of database time differ at most. Milliseconds. */
const clockErrorMs = 250;

/**
 * Answers that are not true of the store, and commands that stand in it twice. A commit names its command as its cause.
 * A refusal is not remembered: an earlier try of the command that is still on its way may yet succeed.
 */
export const answerViolations = (commits: readonly StoredCommit[], answers: readonly Answer[]): string[] => {
  const byCommand = new Map<string, StoredCommit[]>();
  for (const commit of commits)
    byCommand.set(commit.causationId, [...(byCommand.get(commit.causationId) ?? []), commit]);
  const twice = [...byCommand]
    .filter(([, stored]) => stored.length > 1)
    .map(([id]) => `the command ${id} was stored twice`);
  const untrue = answers.flatMap((answer) => untrueOf(answer, byCommand.get(answer.commandId)?.[0]));
  return [...twice, ...untrue];
};

const untrueOf = ({ commandId, changed, ...answer }: Answer, stored: StoredCommit | undefined): string[] => {
  const { streamId, version, takenUpAt } = answer;
  if (!stored) return changed ? [`the command ${commandId} was acknowledged and is not stored`] : [];
  if (stored.streamId !== streamId) return [`the command ${commandId} is stored in ${stored.streamId}`];
  if (changed && stored.version !== version) return [`the command ${commandId} was answered with version ${version}`];
  const wasStored = Date.parse(stored.recordedAt) < takenUpAt - clockErrorMs;
  return version === undefined && wasStored ? [`the command ${commandId} was refused and is stored`] : [];
};

/** What may still happen to a case that is closed. */
const afterClosing = new Set(['SatisfactionRecorded', 'CallBackRecorded', 'OutcomeEvaluated', 'CaseReopened']);

const once = new Set(['CaseOpened', 'InvestigationStarted', 'InvestigationCompleted', 'CaseClosed']);

/** Why an event of a case cannot follow those before it. */
const outOfPlace = (type: string, before: ReadonlySet<string>): string[] => [
  ...(once.has(type) && before.has(type) ? [`${type} a second time`] : []),
  ...(before.has('CaseClosed') && !afterClosing.has(type) ? [`${type} after it was closed`] : []),
  ...(type === 'InvestigationCompleted' && !before.has('InvestigationStarted')
    ? [`${type} before it was started`]
    : []),
];

/** Another round goes through it again. */
const reopened = (before: Set<string>): void => {
  for (const again of ['InvestigationCompleted', 'CaseClosed']) before.delete(again);
};

/** Events of a case that cannot follow each other, whatever decided them. */
export const caseViolations = (commits: readonly StoredCommit[]): string[] => {
  const violations: string[] = [];
  const seen = new Map<string, Set<string>>();
  for (const { streamId, version, events } of commits.filter(({ streamId: id }) => id.startsWith('case-'))) {
    const before = seen.get(streamId) ?? new Set<string>();
    seen.set(streamId, before);
    for (const { type } of events) {
      violations.push(...outOfPlace(type, before).map((fault) => `${streamId}@${version}: ${fault}`));
      before.add(type);
      if (type === 'CaseReopened') reopened(before);
    }
  }
  return violations;
};
