import { contexts, PoisonMessage, type CommitEnvelope, type Context } from '@redress/kernel';

/** Kafka headers as kafkajs gives them, or as text. */
export type Headers = Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>>;

/** The shape of the value; another number is another shape that this reader does not know. */
const messageVersion = '1';

/** Required text attributes of the envelope and their CloudEvents names (decisions.md 2). */
const required = {
  commitId: 'id',
  subject: 'subject',
  recordedAt: 'time',
  occurredAt: 'occurredat',
  streamId: 'streamid',
  siteId: 'siteid',
  actor: 'actor',
  correlationId: 'correlationid',
  causationId: 'causationid',
} as const;

const optional = { drillId: 'drillid', clockRef: 'clockref', planRef: 'planref', traceparent: 'traceparent' } as const;

/**
 * The headers of a commit: CloudEvents 1.0 attributes with `ce_`, the extension attributes of decisions.md 2, and the
 * W3C `traceparent` of this hop, where there is one.
 */
export const headersOf = (envelope: CommitEnvelope, traceparent?: string): Record<string, string> => {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_type: `redress.${envelope.context}.commit`,
    ce_source: `/${encodeURIComponent(envelope.siteId)}/${envelope.context}`,
    ce_streamversion: String(envelope.version),
    ce_storeepoch: String(envelope.storeEpoch),
    ce_schemaversion: messageVersion,
  };
  for (const [field, name] of Object.entries(required)) headers[`ce_${name}`] = envelope[field as keyof typeof required];
  for (const [field, name] of Object.entries(optional)) {
    const value = envelope[field as keyof typeof optional];
    if (value !== undefined) headers[`ce_${name}`] = value;
  }
  const hop = traceparent ?? envelope.traceparent;
  if (hop) headers.traceparent = hop;
  return headers;
};

/** The text of a header, or undefined. */
export const headerText = (headers: Headers, name: string): string | undefined => {
  const value = headers[name];
  return value === undefined || Array.isArray(value) ? undefined : value.toString();
};

const attribute = (headers: Headers, name: string): string => {
  const value = headerText(headers, `ce_${name}`);
  if (!value) throw new PoisonMessage(`the message lacks the attribute ${name}`);
  return value;
};

const whole = (headers: Headers, name: string, least: number): number => {
  const value = Number(attribute(headers, name));
  if (!Number.isSafeInteger(value) || value < least) throw new PoisonMessage(`the attribute ${name} is no whole number`);
  return value;
};

const contextOf = (headers: Headers): Context => {
  const name = attribute(headers, 'source').split('/').at(-1);
  const context = contexts.find((each) => each === name);
  if (!context) throw new PoisonMessage('the attribute source names no context');
  return context;
};

/**
 * The envelope in the headers of a message.
 * @throws PoisonMessage naming the attribute that is missing or wrong; never with its value.
 */
export const envelopeFrom = (headers: Headers): CommitEnvelope => {
  if (attribute(headers, 'specversion') !== '1.0') throw new PoisonMessage('the message is no CloudEvent 1.0');
  if (attribute(headers, 'schemaversion') !== messageVersion) throw new PoisonMessage('the schemaversion is unknown');
  const given = Object.entries(optional)
    .map(([field, name]) => [field, headerText(headers, `ce_${name}`)] as const)
    .filter(([, value]) => value !== undefined);
  return {
    commitId: attribute(headers, required.commitId),
    siteId: attribute(headers, required.siteId),
    context: contextOf(headers),
    streamId: attribute(headers, required.streamId),
    version: whole(headers, 'streamversion', 1),
    subject: attribute(headers, required.subject),
    occurredAt: attribute(headers, required.occurredAt),
    recordedAt: attribute(headers, required.recordedAt),
    storeEpoch: whole(headers, 'storeepoch', 0),
    actor: attribute(headers, required.actor),
    correlationId: attribute(headers, required.correlationId),
    causationId: attribute(headers, required.causationId),
    ...(Object.fromEntries(given) as Partial<CommitEnvelope>),
  };
};
