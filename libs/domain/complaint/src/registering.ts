import { happened, refuse, type Decision } from '@redress/kernel';
import {
  acceptBy,
  classify,
  fallbackCategory,
  hasCategory,
  suspectSevere,
  type Classification,
} from '@redress/plan-rules';
import type { ComplaintRefusal, RegisterComplaint } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import type { Complaint } from './complaint-state';

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** Most words an event names; the published language allows no more. */
const mostWords = 20;

const suspicion = ({ data }: RegisterComplaint, { category }: Classification): ComplaintEvent[] => {
  const { complaintId, plan, proposals, registration, at } = data;
  const suspected = suspectSevere(plan, { category, facts: registration.facts, proposals });
  if (!suspected) return [];
  const { ruleId, words } = suspected;
  return [
    { type: 'SevereSuspected', data: { complaintId, suspectedAt: at, ruleId, words: words.slice(0, mostWords) } },
  ];
};

/** What cannot be so in what is put down; undefined when nothing is wrong. */
const faultIn = (
  { receivedAt, occurredAt, channel, receivingPoint }: RegisterComplaint['data']['registration'],
  at: string,
): ComplaintRefusal | undefined => {
  if (Date.parse(receivedAt) > Date.parse(at)) return 'received-in-the-future';
  if (occurredAt !== undefined && Date.parse(occurredAt) > Date.parse(at)) return 'occurred-in-the-future';
  return channel === 'receivingPoint' && receivingPoint === undefined ? 'receiving-point-required' : undefined;
};

/**
 * Registers a complaint together with its first classification, so that no complaint stands without a priority and
 * a promise. Words that would make it severe raise a suspicion and change nothing else (decisions.md 9 to 11).
 */
export const registerComplaint = (command: RegisterComplaint, state: Complaint): Decided => {
  if (state.status !== 'unregistered') return happened();
  const { complaintId, registration, plan, calendar, proposals, at, by } = command.data;
  const fault = faultIn(registration, at);
  if (fault) return refuse(fault);
  const category = command.data.category ?? proposals.category ?? fallbackCategory(plan);
  if (!hasCategory(plan, category)) return refuse('unknown-category', { category });

  const { facts, receivedAt } = registration;
  const classification = classify(plan, { category, facts });
  return happened<ComplaintEvent>(
    {
      type: 'ComplaintRegistered',
      data: {
        ...registration,
        complaintId,
        registeredAt: at,
        registeredBy: by,
        acceptBy: acceptBy(plan, calendar, receivedAt, classification),
      },
    },
    {
      type: 'ComplaintClassified',
      data: {
        complaintId,
        classifiedAt: at,
        classifiedBy: 'system:intake',
        decidedBy: 'rule',
        ...classification,
        facts,
      },
    },
    ...suspicion(command, classification),
  );
};
