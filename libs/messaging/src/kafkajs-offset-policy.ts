import { KafkaJSNonRetriableError } from 'kafkajs';
import { createRequire } from 'node:module';

/** The parts of kafkajs' consumer group that the policy touches (kafkajs 2.2.4, src/consumer/consumerGroup). */
interface ConsumerGroup {
  readonly groupId: string;
  recoverFromOffsetOutOfRange(error: { readonly topic: string; readonly partition: number }): Promise<void>;
}

/** The committed place of a consumer is no longer in its topic: messages are lost, or the topic began anew (K3). */
export class OffsetOutOfRange extends KafkaJSNonRetriableError {
  override readonly name: string = 'OffsetOutOfRange';

  constructor(groupId: string, topic: string, partition: number) {
    super(
      `${groupId}: the place reached in ${topic}/${partition} is not in the topic any more. ` +
        'Check the topic with `redress relay verify`, refill it with `redress relay republish`, then start again.',
    );
  }
}

const ConsumerGroup = createRequire(__filename)('kafkajs/src/consumer/consumerGroup') as { prototype: ConsumerGroup };

/**
 * kafkajs answers an offset out of range by committing the start or the end of the partition and going on, so that a
 * hole is never seen (pitfalls K3; tulios/kafkajs#1777 asks for "none"). Here it stops the consumer for good.
 */
ConsumerGroup.prototype.recoverFromOffsetOutOfRange = function (this: ConsumerGroup, { topic, partition }): Promise<void> {
  return Promise.reject(new OffsetOutOfRange(this.groupId, topic, partition));
};
