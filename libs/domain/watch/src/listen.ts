import { happened, refuse } from '@redress/kernel';
import { acceptBy as promiseBy, deadline } from '@redress/plan-rules';
import { proceed } from './course';
import { evolve } from './evolve';
import { settle, start, type Now } from './settle';
import type { Decided } from './decided';
import { isOfEarlierRound } from './reopened';
import { isAfter, type Heard, type Watch } from './watch-state';
import type { MilestoneRecorded, SevereSignalled, WatchClassified, WatchEvent } from './watch-events';
import type {
  Classified,
  OpenSevereLadder,
  OpenWatch,
  RecordHandler,
  RecordMilestone,
  SetClassification,
  WatchRules,
} from './watch-commands';

interface Hearing {
  readonly complaintId: string;
  readonly at: string;
  readonly rules?: WatchRules;
}

/** Keeps what was heard, and draws the conclusions where the watch is open; else they wait for OpenWatch. */
const conclude = (watch: Watch, { complaintId, at, rules }: Hearing, heard: readonly WatchEvent[]): Decided => {
  if (heard.length === 0) return happened();
  const after = heard.reduce(evolve, watch);
  if (after.status === 'unopened') return happened(...heard);
  if (!rules) return refuse('rules-missing');
  return happened(...settle({ watch: after, events: heard }, { complaintId, at, rules }).events);
};

const severeSignal = (complaintId: string, since: string, heard: Heard): SevereSignalled[] =>
  heard.severeSince ? [] : [{ type: 'SevereSignalled', data: { complaintId, signalledAt: since } }];

const classification = (complaintId: string, classified: Classified, heard: Heard): WatchEvent[] => {
  const { level, priority, category, classifiedAt } = classified;
  const event: WatchClassified = {
    type: 'WatchClassified',
    data: {
      complaintId,
      classified: {
        classifiedAt,
        ...(level && { level }),
        ...(priority && { priority }),
        ...(category && { category }),
      },
    },
  };
  const newer = !heard.classified || isAfter(classifiedAt, heard.classified.classifiedAt);
  return [...(newer ? [event] : []), ...(level === 'severe' ? severeSignal(complaintId, classifiedAt, heard) : [])];
};

/** The promise that intake gave, and the plan's rule that explains it. */
const promised = ({ rules, receivedAt, acceptBy, classified }: OpenWatch['data']) => {
  const { plan, calendar } = rules;
  const explains = classified && promiseBy(plan, calendar, receivedAt, classified) === acceptBy ? classified : {};
  return { ...deadline(plan, calendar, 'acceptance', receivedAt, explains), dueAt: acceptBy };
};

/** Opens the watch, and draws the conclusions from what was heard before. A second time adds nothing. */
export const open = ({ data }: OpenWatch, watch: Watch): Decided => {
  if (watch.status !== 'unopened') return happened();
  const { complaintId, at, planRef, rules, receivedAt, classified } = data;
  const events: WatchEvent[] = [
    { type: 'WatchOpened', data: { complaintId, openedAt: at, planRef } },
    ...(classified ? classification(complaintId, classified, watch.heard) : []),
  ];
  const opened = events.reduce(evolve, watch);
  if (opened.status === 'unopened') return happened();
  const now: Now = { complaintId, at, rules };
  const course = start(proceed({ watch: opened, events }), now, 'acceptance', receivedAt, promised(data));
  return happened(...settle(course, now).events);
};

/** The newest classification counts; a severe one calls for a person even when a newer one is known. */
export const classify = ({ data }: SetClassification, watch: Watch): Decided =>
  conclude(watch, data, classification(data.complaintId, data.classified, watch.heard));

/** A grave report calls for a person, once. */
export const openSevere = ({ data }: OpenSevereLadder, watch: Watch): Decided =>
  conclude(watch, data, severeSignal(data.complaintId, data.suspectedAt, watch.heard));

/** A milestone counts when it is heard first; again, or of a round that is over, it adds nothing. */
export const recordMilestone = ({ data }: RecordMilestone, watch: Watch): Decided => {
  const { complaintId, milestone, occurredAt } = data;
  const heard: MilestoneRecorded[] =
    watch.heard.milestones[milestone] === undefined && !isOfEarlierRound(watch.heard, milestone, occurredAt)
      ? [{ type: 'MilestoneRecorded', data: { complaintId, milestone, occurredAt } }]
      : [];
  return conclude(watch, data, heard);
};

/** The newest assignment counts. */
export const recordHandler = ({ data }: RecordHandler, watch: Watch): Decided => {
  const { complaintId, handlerId, assignedAt } = data;
  const { handler } = watch.heard;
  return handler && !isAfter(assignedAt, handler.assignedAt)
    ? happened()
    : happened({ type: 'HandlerRecorded', data: { complaintId, handlerId, assignedAt } });
};
