import { differences, twice, type Everything } from './everything';
import type { RawCommit, RawEvent, Writer } from './stores';

const subjectsWith = (commits: readonly RawCommit[], type: string): string[] =>
  commits.filter(({ types }) => types.includes(type)).map(({ subject }) => subject);

/** The events of a type in a context. */
const eventsOf = (all: Everything, context: Writer, type: string): RawEvent[] =>
  (all.get(context) ?? []).flatMap(({ events }) => events.filter((event) => event.type === type));

const field = (name: string) => (event: RawEvent) => String(event.data[name]);

/** Every escalation is told to somebody, each recipient once a channel; or it is on record that nobody was there. */
const tellingFaults = (all: Everything): string[] => {
  const raised = eventsOf(all, 'escalation', 'EscalationRaised').map(field('escalationId'));
  const queued = eventsOf(all, 'notification', 'NotificationQueued');
  const nobody = eventsOf(all, 'notification', 'NobodyOnDuty').map(field('escalationId'));
  const told = new Set([...queued.map(field('escalationId')), ...nobody]);
  const deliveries = queued.map((event) =>
    ['escalationId', 'recipient', 'channel'].map((name) => field(name)(event)).join(' '),
  );
  return [
    ...twice('an escalation', raised),
    ...twice('a notification', deliveries),
    ...twice('sent', eventsOf(all, 'notification', 'NotificationSent').map(field('deliveryId'))),
    ...raised.filter((id) => !told.has(id)).map((id) => `escalation ${id} was told to nobody`),
  ];
};

/** Each cause has its effect in the other context, once (I3). */
export const effectFaults = (all: Everything, acknowledged: readonly string[]): string[] => {
  const of = (context: Writer, type: string): string[] => subjectsWith(all.get(context) ?? [], type);
  const registered = of('intake', 'ComplaintRegistered');
  const known = new Set(registered);
  const once: [Writer, string][] = [
    ['intake', 'ComplaintRegistered'],
    ['intake', 'ComplaintAccepted'],
    ['investigation', 'CaseOpened'],
    ['escalation', 'WatchOpened'],
  ];
  return [
    ...acknowledged.filter((id) => !known.has(id)).map((id) => `answered with 201, never stored: ${id}`),
    ...differences('a watch per complaint', registered, of('escalation', 'WatchOpened')),
    ...differences(
      'a case per accepted complaint',
      of('intake', 'ComplaintAccepted'),
      of('investigation', 'CaseOpened'),
    ),
    ...once.flatMap(([context, type]) => twice(type, of(context, type))),
    ...tellingFaults(all),
  ];
};
