import type { ComplaintLevel, DeadlineKind, Impact, IntakeChannel, PartyKind, Priority } from '@redress/contracts';
import type { CaseSection } from './case-section';
import type { OfferState } from './compensation-section';
import type { ComplaintSection } from './complaint-section';
import { evidenceCountOf, type EvidenceSection } from './evidence-section';
import type { PublicationSection } from './publication-section';
import { summariseRelations, type RelationSummary } from './relations';
import { isFollowed, isOpen, stageOf, statusOf, type Stage, type Status } from './stage';
import { todoOf, type Todo } from './todo';
import type { Escalation, WatchSection } from './watch-section';
import { fromWatch, never, nextDeadlineOf, openEscalationsOf } from './watch-summary';

/** The sections of a complaint's document: one per stream, each in its own order. */
export type ComplaintSections = {
  readonly complaint: ComplaintSection;
  readonly case: CaseSection;
  readonly evidence: EvidenceSection;
  readonly publication: PublicationSection;
  readonly watch: WatchSection;
};

/** What lists, filters and sorts know of a complaint. Holds no personal data. */
export interface ComplaintSummary extends RelationSummary {
  readonly siteId: string;
  readonly complaintNo?: string;
  readonly status: Status;
  readonly stage: Stage;
  readonly open: boolean;
  readonly channel?: IntakeChannel;
  readonly place?: string;
  readonly partyKind?: PartyKind;
  readonly petition: boolean;
  readonly joint: boolean;
  /** The other body whose case it is too, and its number there. */
  readonly outsideBody?: string;
  readonly outsideNumber?: string;
  readonly receivedAt?: string;
  readonly acceptBy?: string;
  readonly category?: string;
  readonly level?: ComplaintLevel;
  readonly severity?: number;
  readonly impact?: Impact;
  readonly priority?: Priority;
  readonly suspectedSevere: boolean;
  /** When staff first reached the complainant; absent while nobody has. */
  readonly firstContactAt?: string;
  readonly handlerId?: string;
  /** Who works on it beside the handler. */
  readonly teamIds: string[];
  /** Staff who are complained against: they do not see the complaint. */
  readonly respondentIds: string[];
  /** Code of the root cause that was found. */
  readonly rootCause?: string;
  /** Problems that supervision found and nobody has solved yet. */
  readonly openProblems: number;
  /** Pieces of evidence that count. */
  readonly evidenceCount: number;
  /** When what is public of it was published. */
  readonly publishedAt?: string;
  /** How the offers of compensation stand, each state once. */
  readonly compensationStates: OfferState[];
  /** The round of handling; above 1 it was reopened. */
  readonly round: number;
  /** The complainant's latest answer to a result. */
  readonly satisfied?: boolean;
  /** The deadline that runs out first, and when. */
  readonly nextDeadline?: DeadlineKind;
  readonly nextDueAt?: string;
  /** Deadlines that passed and are not met yet. */
  readonly overdue: DeadlineKind[];
  readonly paused: DeadlineKind[];
  readonly openEscalations: Escalation[];
  readonly escalationsRaised: number;
  readonly escalationsAcknowledged: number;
  readonly todo: Todo[];
  readonly trackingTokenHash?: string;
  readonly textSignature?: string;
  /** 1 to 4 for P1 to P4, 5 for unclassified: sorts by priority. */
  readonly priorityRank: number;
  /** `nextDueAt`, or the end of time: sorts by remaining time. */
  readonly dueRank: string;
}

const fromRegistration = (registration: ComplaintSection['registration']) =>
  registration && {
    complaintNo: registration.complaintNo,
    channel: registration.channel,
    ...(registration.place !== undefined && { place: registration.place }),
    ...(registration.partyKind && { partyKind: registration.partyKind }),
    ...(registration.outside && { outsideBody: registration.outside.body, outsideNumber: registration.outside.number }),
    receivedAt: registration.receivedAt,
    acceptBy: registration.acceptBy,
    trackingTokenHash: registration.trackingTokenHash,
  };

const fromClassification = (classification: ComplaintSection['classification']) =>
  classification && {
    category: classification.category,
    level: classification.level,
    severity: classification.severity,
    impact: classification.impact,
    priority: classification.priority,
  };

const fromIntake = ({
  registration,
  textSignature,
  classification,
  suspicion,
  firstContactAt,
  ...section
}: Partial<ComplaintSection>) => ({
  ...fromRegistration(registration),
  ...(textSignature !== undefined && { textSignature }),
  ...summariseRelations(section),
  petition: registration?.petition === true,
  joint: registration?.joint !== undefined,
  ...fromClassification(classification),
  suspectedSevere: suspicion !== undefined,
  ...(firstContactAt !== undefined && { firstContactAt }),
  priorityRank: classification ? Number(classification.priority.slice(1)) : 5,
});

/** The latest answer, of whatever round. */
const latestAnswer = ({ satisfaction, earlier = [] }: Partial<CaseSection>): boolean | undefined =>
  [...earlier.map((round) => round.satisfaction), satisfaction].findLast((answer) => answer !== undefined)?.satisfied;

const answeredIn = (file: Partial<CaseSection>): Pick<ComplaintSummary, 'satisfied'> => {
  const satisfied = latestAnswer(file);
  return satisfied === undefined ? {} : { satisfied };
};

const fromCase = ({
  assignment,
  team,
  respondents = [],
  problems = [],
  compensations = [],
  completed,
  round = 1,
  ...file
}: Partial<CaseSection>) => ({
  ...(assignment && { handlerId: assignment.handlerId }),
  teamIds: (team?.members ?? []).map(({ staffId }) => staffId),
  respondentIds: respondents.flatMap(({ staffId }) => (staffId === undefined ? [] : [staffId])),
  ...(completed?.rootCause !== undefined && { rootCause: completed.rootCause }),
  openProblems: problems.filter(({ solved }) => !solved).length,
  compensationStates: [...new Set(compensations.map(({ state }) => state))].sort(),
  round,
  ...answeredIn(file),
});

const fromPublication = (section: PublicationSection | undefined): Pick<ComplaintSummary, 'publishedAt'> =>
  section?.shown ? { publishedAt: section.shown.publishedAt } : {};

/** Every section says it. */
const siteOf = ({ complaint, case: file, evidence, publication, watch }: Partial<ComplaintSections>): string =>
  (complaint ?? file ?? evidence ?? publication ?? watch)?.siteId ?? '';

/** The document of a complaint from its sections alone, whichever are there yet. */
export const summariseComplaint = (sections: Partial<ComplaintSections>): ComplaintSummary => {
  const { complaint, case: file, evidence, publication, watch } = sections;
  const status = statusOf(sections);
  const openEscalations = isFollowed(status) ? openEscalationsOf(watch) : [];
  const next = nextDeadlineOf(sections, status);
  return {
    siteId: siteOf(sections),
    status,
    stage: stageOf(sections),
    open: isOpen(status),
    ...fromIntake(complaint ?? {}),
    ...fromCase(file ?? {}),
    evidenceCount: evidenceCountOf(evidence ?? {}),
    ...fromPublication(publication),
    ...next,
    ...fromWatch(watch, openEscalations),
    todo: todoOf(sections, openEscalations),
    dueRank: next.nextDueAt ?? never,
  };
};
