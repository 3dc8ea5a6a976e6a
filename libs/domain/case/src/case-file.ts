import type { CaseEvent, TeamMember } from './case-events';
import { evolveStage, type Case } from './case-state';
import { offersAfter, type Offer } from './offers';

/** How the complainant takes the result of a round. */
export interface Answer {
  /** Until when the complainant's own answer counts. */
  readonly answerBy?: string;
  /** The latest answer. */
  readonly satisfied?: boolean;
}

/** A case, the members of staff who are complained against in it, and how its result was taken. */
export interface CaseFile {
  readonly stage: Case;
  readonly respondents: readonly string[];
  /** Who works on it beside its handler. */
  readonly team: readonly TeamMember[];
  /** The problems that supervision found, by their number; true where one is solved. */
  readonly problems: readonly boolean[];
  /** Counts the rounds of handling from 1; each reopening begins another. */
  readonly round: number;
  /** How many of the reopenings the complainant brought about. */
  readonly notSatisfied: number;
  readonly answer: Answer;
  /** The compensations that were offered, in all rounds. */
  readonly offers: readonly Offer[];
}

/** A case of which nothing is known. */
export const noCase: CaseFile = {
  stage: { status: 'none' },
  respondents: [],
  team: [],
  problems: [],
  round: 1,
  notSatisfied: 0,
  answer: {},
  offers: [],
};

const respondentsAfter = (respondents: readonly string[], event: CaseEvent): readonly string[] => {
  const { type, data } = event;
  if (type === 'RespondentNamed') return data.staffId === undefined ? respondents : [...respondents, data.staffId];
  return type === 'RespondentCleared' ? respondents.filter((one) => one !== data.staffId) : respondents;
};

const answerAfter = (answer: Answer, { type, data }: CaseEvent): Answer => {
  switch (type) {
    case 'FeedbackGiven':
      return data.answerBy === undefined ? {} : { answerBy: data.answerBy };
    case 'SatisfactionRecorded':
      return { ...answer, satisfied: data.satisfied };
    case 'CaseReopened':
      return {};
    default:
      return answer;
  }
};

const problemsAfter = (problems: readonly boolean[], { type, data }: CaseEvent): readonly boolean[] => {
  if (type === 'ProblemFound') return [...problems, false];
  return type === 'ProblemSolved' ? problems.with(data.problemNo - 1, true) : problems;
};

/** The file after an event. */
export const evolveCase = (file: CaseFile, event: CaseEvent): CaseFile => {
  const reopened = event.type === 'CaseReopened' ? event.data : undefined;
  return {
    stage: evolveStage(file.stage, event),
    respondents: respondentsAfter(file.respondents, event),
    problems: problemsAfter(file.problems, event),
    team: event.type === 'CaseTeamSet' ? event.data.members : file.team,
    round: reopened?.round ?? file.round,
    notSatisfied: file.notSatisfied + Number(reopened?.cause === 'notSatisfied'),
    answer: answerAfter(file.answer, event),
    offers: offersAfter(file.offers, event, file.stage),
  };
};
