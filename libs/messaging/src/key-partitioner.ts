import type { ICustomPartitioner } from 'kafkajs';

const multiplier = 0x5bd1e995;

/** Keys are ids: this spares a buffer for each. */
const scratch = Buffer.alloc(256);

/** Java's murmur2 of a text, as every Kafka client uses it to choose the partition of a key. 32 bits, signed. */
const murmur2 = (key: string): number => {
  const length = Buffer.byteLength(key);
  const data = length > scratch.length ? Buffer.from(key) : scratch;
  if (data === scratch) scratch.write(key);
  const whole = length - (length % 4);
  let hash = 0x9747b28c ^ length;
  for (let at = 0; at < whole; at += 4) {
    const mixed = Math.imul(data.readInt32LE(at), multiplier);
    hash = Math.imul(hash, multiplier) ^ Math.imul(mixed ^ (mixed >>> 24), multiplier);
  }
  if (whole < length) {
    for (let at = length - 1; at >= whole; at -= 1) hash ^= (data[at] ?? 0) << (8 * (at - whole));
    hash = Math.imul(hash, multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
};

/**
 * The partition of a key: the same as of kafkajs' `DefaultPartitioner` and of the Java client, made explicit (pitfalls
 * K13) and without its 64-bit arithmetic on objects, which costs more than all else that is done to a message.
 */
export const keyPartitioner: ICustomPartitioner =
  () =>
  ({ message, partitionMetadata }) =>
    (murmur2(String(message.key)) & 0x7fffffff) % partitionMetadata.length;
