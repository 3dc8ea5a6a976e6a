import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { keyPartitioner } from './key-partitioner';

const metadata = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, partitionErrorCode: 0, leader: 0, replicas: [0], isr: [0] }));
const choose = (make: typeof keyPartitioner, key: string): number =>
  make()({ topic: 't', partitionMetadata: metadata, message: { key, value: null } });

describe('keyPartitioner', () => {
  it('gives a key the partition that the default partitioner of kafkajs gives it, so that sites and tools agree (K13)', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null).map(() => randomUUID()));
    fc.assert(
      fc.property(keys, (key) => expect(choose(keyPartitioner, key)).toBe(choose(Partitioners.DefaultPartitioner, key))),
      { numRuns: 2_000 },
    );
  });
});
