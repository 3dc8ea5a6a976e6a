import { setTimeout as sleep } from 'node:timers/promises';
import { createRequire } from 'node:module';
import type { Admin } from 'kafkajs';
import { openTestTopics, type TestTopics } from './kafka-fixture.contract';

interface Queue {
  checkPendingRequests(): void;
}

describe('an idle connection to Kafka (pitfalls K1)', () => {
  const { prototype } = createRequire(__filename)('kafkajs/src/network/requestQueue') as { prototype: Queue };
  const original = prototype.checkPendingRequests;
  let topics: TestTopics;
  let admin: Admin;
  let checks = 0;

  beforeAll(async () => {
    topics = await openTestTopics(['intake']);
    prototype.checkPendingRequests = function (this: Queue) {
      checks += 1;
      original.call(this);
    };
    admin = topics.kafka.admin();
    await admin.connect();
    await admin.listTopics();
  });

  afterAll(async () => {
    prototype.checkPendingRequests = original;
    await admin.disconnect();
    await topics.drop();
  });

  it('looks for pending requests less than 10 times a second', async () => {
    checks = 0;
    await sleep(2_000);
    expect(checks).toBeLessThan(20);
  });

  it('still answers', async () => {
    await expect(admin.listTopics()).resolves.toEqual(expect.arrayContaining([expect.stringContaining(topics.prefix)]));
    expect(checks).toBeGreaterThan(0);
  });
});
