import { PoisonMessage, type CommitEnvelope, type PublishedCommit, type VersionedEvent } from '@redress/kernel';
import { envelopeFrom, headersOf, type Headers } from './cloud-event-headers';

/** Checks one event against its contract; throws when it does not keep it. `@redress/contracts` has both ends. */
export type EventCheck = (context: CommitEnvelope['context'], event: VersionedEvent) => void;

/** One commit on its way to Kafka: a CloudEvent 1.0 in the binary mode of the Kafka protocol binding. */
export interface OutgoingMessage {
  /** The subject without prefix (decisions.md 3). */
  readonly key: string;
  /** JSON `{ "events": [{ type, schemaVersion, data }] }`. */
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** recordedAt, milliseconds since 1970. */
  readonly timestamp: string;
}

/** A message as kafkajs hands it over, or as the parking lot kept it. */
export interface IncomingMessage {
  readonly key?: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: Headers;
}

/** A commit that may not go out: its type and field are in the message. The relay stops at it (never skips). */
export class UnpublishableCommit extends Error {
  constructor(envelope: CommitEnvelope, cause: unknown) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    super(`${envelope.streamId} version ${envelope.version} cannot be published: ${why}`, { cause });
    this.name = 'UnpublishableCommit';
  }
}

/**
 * The message of a commit. `traceparent` is the trace context of this hop; the commit's own stays in `ce_traceparent`.
 * @throws UnpublishableCommit when an event breaks its contract.
 */
export const toKafkaMessage = (commit: PublishedCommit, check: EventCheck, traceparent?: string): OutgoingMessage => {
  const { envelope, events } = commit;
  try {
    for (const event of events) check(envelope.context, event);
  } catch (error) {
    throw new UnpublishableCommit(envelope, error);
  }
  return {
    key: envelope.subject,
    value: JSON.stringify({ events }),
    headers: headersOf(envelope, traceparent),
    timestamp: String(Date.parse(envelope.recordedAt)),
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEvent = (value: unknown): value is VersionedEvent =>
  isObject(value) && typeof value.type === 'string' && Number.isSafeInteger(value.schemaVersion) && isObject(value.data);

const eventsFrom = (value: Buffer | string | null): readonly VersionedEvent[] => {
  if (value === null) throw new PoisonMessage('the message has no value');
  let data: unknown;
  try {
    data = JSON.parse(value.toString());
  } catch {
    throw new PoisonMessage('the value of the message is no JSON');
  }
  const events = isObject(data) ? data.events : undefined;
  if (!Array.isArray(events) || !events.every(isEvent)) throw new PoisonMessage('the value of the message holds no events');
  return events;
};

/**
 * The commit in a message, checked against the contracts.
 * @throws PoisonMessage it is no CloudEvent of ours, its key is not its subject, or an event breaks its contract.
 */
export const fromKafkaMessage = (message: IncomingMessage, check: EventCheck): PublishedCommit => {
  const envelope = envelopeFrom(message.headers ?? {});
  if (message.key?.toString() !== envelope.subject) throw new PoisonMessage('the key of the message is not its subject');
  const events = eventsFrom(message.value);
  try {
    for (const event of events) check(envelope.context, event);
  } catch (error) {
    throw new PoisonMessage(error instanceof Error ? error.message : 'an event breaks its contract', { cause: error });
  }
  return { envelope, events };
};
