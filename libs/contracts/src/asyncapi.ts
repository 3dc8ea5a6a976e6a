import { contexts, topicOf } from '@redress/kernel';
import { contracts } from './contract';
import { schemaOf } from './schemas';

const extensionHeaders = [
  'ce_siteid',
  'ce_streamid',
  'ce_streamversion',
  'ce_storeepoch',
  'ce_correlationid',
  'ce_causationid',
  'ce_actor',
];

/** CloudEvents attributes as Kafka headers in binary mode (decisions.md 2). */
const headers = {
  type: 'object',
  required: ['ce_id', 'ce_source', 'ce_specversion', 'ce_type', 'ce_time', 'ce_subject', ...extensionHeaders],
  properties: Object.fromEntries(
    [
      ...['ce_id', 'ce_source', 'ce_specversion', 'ce_type', 'ce_time', 'ce_subject'],
      ...extensionHeaders,
      ...['ce_drillid', 'ce_clockref', 'ce_planref', 'ce_traceparent'],
    ].map((name) => [name, { type: 'string' }]),
  ),
};

const eventsOf = (context: string) => contracts().filter(({ key }) => key.context === context);

const messageName = (context: string): string => `${context}Commit`;

/** One commit: the public events of it, in order. */
const commitPayload = (context: string) => ({
  type: 'object',
  required: ['events'],
  properties: {
    events: {
      type: 'array',
      items: {
        oneOf: eventsOf(context).map(({ key }) => ({
          type: 'object',
          title: `${key.type} v${key.version}`,
          required: ['type', 'schemaVersion', 'data'],
          properties: {
            type: { const: key.type },
            schemaVersion: { const: key.version },
            data: { $ref: `#/components/schemas/${context}.${key.type}.v${key.version}` },
          },
        })),
      },
    },
  },
});

/** The AsyncAPI 3 document of the internal topics: one channel a context, one message a commit. */
export const asyncApiDocument = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Redress internal events',
    version: '1.0.0',
    description:
      'One CloudEvents 1.0 message (binary mode) per commit; the Kafka key is the subject. Per key in order, at least once.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/json',
  channels: Object.fromEntries(
    contexts.map((context) => [
      context,
      {
        address: topicOf(context),
        messages: { [messageName(context)]: { $ref: `#/components/messages/${messageName(context)}` } },
      },
    ]),
  ),
  operations: Object.fromEntries(
    contexts.map((context) => [
      `publish-${context}`,
      {
        action: 'send',
        channel: { $ref: `#/channels/${context}` },
        messages: [{ $ref: `#/channels/${context}/messages/${messageName(context)}` }],
      },
    ]),
  ),
  components: {
    messages: Object.fromEntries(
      contexts.map((context) => [
        messageName(context),
        { name: messageName(context), title: `A commit of ${context}`, headers, payload: commitPayload(context) },
      ]),
    ),
    schemas: Object.fromEntries(
      contracts().map(({ key }) => [`${key.context}.${key.type}.v${key.version}`, schemaOf(key)]),
    ),
  },
});
