import { assertPublishable } from '@redress/contracts';
import { randomUUID } from 'node:crypto';
import { sampleCommit } from './sample-events';

describe('the sample events', () => {
  it('keep the contract they are published under, and are as large as an event on average', () => {
    const { events } = sampleCommit(randomUUID(), 5);
    expect(events).toHaveLength(5);
    for (const event of events) {
      assertPublishable('intake', event);
      expect(JSON.stringify(event).length).toBeGreaterThan(500);
      expect(JSON.stringify(event).length).toBeLessThan(650);
    }
  });
});
