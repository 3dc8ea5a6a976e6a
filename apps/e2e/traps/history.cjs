// Preloaded into the services under test (NODE_OPTIONS=--require): writes down what their relays send and their consumers
// poll, one file per process in the folder HISTORY, for src/check/read-history.ts. Each line is with the kernel before
// anything goes on, so that kill -9 loses none. The product itself knows nothing of it.
const { createHash } = require('node:crypto');
const { mkdirSync, openSync, writeSync } = require('node:fs');
const { dirname, join } = require('node:path');

const service = process.env.HISTORY_NAME ?? /apps[\\/](\w+)[\\/]dist[\\/]main\.js$/.exec(process.argv[1] ?? '')?.[1];

const open = () => {
  mkdirSync(process.env.HISTORY, { recursive: true });
  return openSync(join(process.env.HISTORY, `${service}-${process.pid}.jsonl`), 'a');
};

const watched = ['intake', 'investigation', 'escalation', 'notification', 'planning', 'projection'];

if (process.env.HISTORY && (process.env.HISTORY_NAME || watched.includes(service))) {
  const messaging = require('@redress/messaging');
  const { GroupMember } = require(join(dirname(require.resolve('@redress/messaging')), 'consumer/group-member.js'));
  const { Partitioners } = require('kafkajs');
  let file;
  const write = (operations) => {
    if (operations.length === 0) return;
    file ??= open();
    writeSync(file, operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  };
  const text = (headers, name) => String(headers?.[name] ?? '');
  const recordOf = ({ key, value, headers }) => {
    const content = [String(key), text(headers, 'ce_streamid'), text(headers, 'ce_streamversion'), String(value)];
    return { value: text(headers, 'ce_id'), digest: createHash('sha1').update(JSON.stringify(content)).digest('hex').slice(0, 16) };
  };

  // By the partitioner of the Kafka clients, not by our own: what lies elsewhere is found then.
  const partitionOf = Partitioners.DefaultPartitioner();
  const partitions = Array.from({ length: messaging.partitionsPerTopic }, (_, partitionId) => ({ partitionId, leader: 0 }));
  const placed = ({ topic, messages }) =>
    messages.map((message) => ({ message, topic, partition: partitionOf({ topic, partitionMetadata: partitions, message }) }));

  const sent = (batch, answers) => {
    const next = new Map(answers.map(({ topicName, partition, baseOffset }) => [`${topicName}/${partition}`, Number(baseOffset)]));
    return batch.map(({ message, topic, partition }) => {
      const place = `${topic}/${partition}`;
      const offset = next.get(place);
      if (offset === undefined) return { kind: 'send', topic, partition, ...recordOf(message), ok: 'info' };
      next.set(place, offset + 1);
      return { kind: 'send', topic, partition, offset, ...recordOf(message), ok: 'ok' };
    });
  };

  // Over all producers: one that was given up is followed by another.
  let begun = 0;
  let answered = 0;
  const logged = new WeakSet();
  const { connected } = messaging.KafkaCommitPublisher.prototype;
  messaging.KafkaCommitPublisher.prototype.connected = async function (...args) {
    const producer = await connected.apply(this, args);
    if (logged.has(producer)) return producer;
    logged.add(producer);
    const { sendBatch } = producer;
    producer.sendBatch = async (request) => {
      const nth = (begun += 1);
      const batch = request.topicMessages.flatMap(placed);
      const answers = await sendBatch(request).catch((error) => {
        write(sent(batch, []));
        throw error;
      });
      // An answer that was given up on and comes behind that of its repeat: nobody waited for it any more.
      write(sent(batch, nth < answered ? [] : answers));
      answered = Math.max(answered, nth);
      return answers;
    };
    return producer;
  };

  const { eachBatch, listen } = GroupMember.prototype;
  GroupMember.prototype.listen = function (consumer) {
    const { groupId: group } = this.parts;
    // Before the product hears of it: its first poll must come behind.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const assigned = Object.entries(payload.memberAssignment);
      write(assigned.flatMap(([topic, own]) => own.map((partition) => ({ kind: 'assign', group, topic, partition, ok: 'ok' }))));
    });
    return listen.call(this, consumer);
  };
  GroupMember.prototype.eachBatch = function (payload) {
    const { topic, partition, messages } = payload.batch;
    const { groupId: group } = this.parts;
    write(messages.map((message) => ({ kind: 'poll', group, topic, partition, offset: Number(message.offset), ...recordOf(message), ok: 'ok' })));
    return eachBatch.call(this, payload);
  };
}
