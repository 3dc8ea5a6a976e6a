import { missing, twice, type Everything, type Span } from './everything';
import type { RawCommit, RawEvent, Writer } from './stores';

const subjectsWith = (commits: readonly RawCommit[], type: string): string[] =>
  commits.filter(({ types }) => types.includes(type)).map(({ subject }) => subject);

/** The events of a type in a context. */
const eventsOf = (all: Everything, context: Writer, type: string): RawEvent[] =>
  (all.get(context) ?? []).flatMap(({ events }) => events.filter((event) => event.type === type));

const field = (name: string) => (event: RawEvent) => String(event.data[name]);

/** Every escalation is told to somebody, each recipient once a channel; or it is on record that nobody was there. */
const tellingFaults = ({ before, after }: Span): string[] => {
  const raised = eventsOf(before, 'escalation', 'EscalationRaised').map(field('escalationId'));
  const queued = eventsOf(after, 'notification', 'NotificationQueued');
  const nobody = eventsOf(after, 'notification', 'NobodyOnDuty').map(field('escalationId'));
  const told = new Set([...queued.map(field('escalationId')), ...nobody]);
  const deliveries = queued.map((event) =>
    ['escalationId', 'complaintId', 'recipient', 'channel', 'template'].map((name) => field(name)(event)).join(' '),
  );
  return [
    ...twice('an escalation', raised),
    ...twice('a notification', deliveries),
    ...twice('sent', eventsOf(after, 'notification', 'NotificationSent').map(field('deliveryId'))),
    ...raised.filter((id) => !told.has(id)).map((id) => `escalation ${id} was told to nobody`),
  ];
};

/** Events of one context that have one of another for the same complaint, each once. */
const pairs: readonly (readonly [what: string, cause: readonly [Writer, string], effect: readonly [Writer, string]])[] =
  [
    ['a watch per complaint', ['intake', 'ComplaintRegistered'], ['escalation', 'WatchOpened']],
    ['a case per accepted complaint', ['intake', 'ComplaintAccepted'], ['investigation', 'CaseOpened']],
  ];

/** Each cause has its effect in the other context, once (I3); an effect may be seen a moment after its cause. */
export const effectFaults = ({ before, after }: Span, acknowledged: readonly string[]): string[] => {
  const of = (all: Everything, [context, type]: readonly [Writer, string]): string[] =>
    subjectsWith(all.get(context) ?? [], type);
  return [
    ...missing('answered with 201, never stored', acknowledged, of(before, ['intake', 'ComplaintRegistered'])),
    ...pairs.flatMap(([what, cause, effect]) => [
      ...missing(`${what} is missing`, of(before, cause), of(after, effect)),
      ...missing(`${what}, without a cause`, of(before, effect), of(after, cause)),
      ...twice(cause[1], of(after, cause)),
      ...twice(effect[1], of(after, effect)),
    ]),
    ...tellingFaults({ before, after }),
  ];
};
