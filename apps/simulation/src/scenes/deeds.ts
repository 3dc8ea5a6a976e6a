import { caseDecider, type CaseCommand } from '@redress/case';
import type { Message } from '@redress/kernel';
import { watchDecider } from '@redress/watch';
import type { AnyDecider } from '../check/pure';
import type { Random } from '../world/random';

const sealed = { keyRef: 'person-1', sealed: 'v1.a.b.c' };
const staff = ['s-1', 's-2', 's-3'] as const;

/** What staff may do with a case, in the usual order; a schedule mixes it. */
const caseCommands = (complaintId: string, at: string, random: Random): CaseCommand => {
  const by = `staff:${random.pick(staff)}`;
  const handlerId = random.pick(staff);
  const type = random.pick([
    'OpenCase',
    'OpenCase',
    'AssignCase',
    'AssignCase',
    'AssignCase',
    'StartInvestigation',
    'StartInvestigation',
    'RecordInvestigationAct',
    'RecordInvestigationAct',
    'NameRespondent',
    'CompleteInvestigation',
    'GiveFeedback',
    'CloseCase',
  ] as const);
  switch (type) {
    case 'OpenCase':
      return { type, data: { complaintId, at } };
    case 'AssignCase':
      return { type, data: { complaintId, at, by, handlerId } };
    case 'RecordInvestigationAct': {
      const party = random.pick(['complainant', 'respondent'] as const);
      const act = { method: 'phone', party, obtained: random.chance(0.5), actedAt: at, findings: sealed } as const;
      return { type, data: { complaintId, at, by, ...act } };
    }
    case 'NameRespondent':
      return { type, data: { complaintId, at, by, respondent: { staffId: random.pick(staff) } } };
    case 'CompleteInvestigation': {
      const found = { substantiated: random.chance(0.5), rootCause: 'other', report: sealed };
      return { type, data: { complaintId, at, by, ...found } };
    }
    case 'GiveFeedback':
      return { type, data: { complaintId, at, by, feedback: sealed } };
    case 'StartInvestigation':
    case 'CloseCase':
      return { type, data: { complaintId, at, by } };
  }
};

/** What a watch that is not open yet may hear. */
const watchCommands = (complaintId: string, at: string, random: Random): Message => {
  const handlerId = random.pick(staff);
  return random.chance(0.5)
    ? { type: 'RecordHandler', data: { complaintId, at, handlerId, assignedAt: at } }
    : {
        type: 'SetClassification',
        data: { complaintId, at, classified: { classifiedAt: at, level: random.pick(['general', 'severe']) } },
      };
};

/** A command to a stream, made once: it is sent again as it is. */
export interface Deed {
  readonly commandId: string;
  readonly streamId: string;
  readonly complaintId: string;
  readonly command: Message;
}

/** Some command to one of two cases and two watches. */
export const someDeed = (n: number, at: string, random: Random): Deed => {
  const complaintId = random.pick(['a', 'b']);
  const isCase = random.chance(0.75);
  const command = isCase ? caseCommands(complaintId, at, random) : watchCommands(complaintId, at, random);
  return { commandId: `command-${n}`, streamId: `${isCase ? 'case' : 'watch'}-${complaintId}`, complaintId, command };
};

/** The decider that a stream belongs to. */
export const deciderOf = (streamId: string): AnyDecider => (streamId.startsWith('case-') ? caseDecider : watchDecider);
