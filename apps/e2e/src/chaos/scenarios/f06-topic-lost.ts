import { withAdmin, type Admin } from '../../kafka-admin';
import { hearingServices } from '../../services';
import { redress } from '../redress';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

const topic = 'redress-intake-v1';

const loseTopic = ({ stack }: Ground): Promise<void> =>
  withAdmin(stack, async (admin) => {
    const { entries } = await topicSettings(admin);
    await admin.deleteTopics({ topics: [topic] });
    await stack.until('the topic is made anew', async () => {
      await admin.createTopics({
        topics: [{ topic, numPartitions: 12, configEntries: entries }],
        waitForLeaders: true,
      });
      return (await admin.listTopics()).includes(topic);
    });
  });

const topicSettings = async (admin: Admin) => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: 2, name: topic, configNames: ['retention.ms', 'max.message.bytes', 'cleanup.policy'] }],
  });
  const entries = (resources[0]?.configEntries ?? []).map(({ configName, configValue }) => ({
    name: configName,
    value: configValue,
  }));
  return { entries };
};

/** A topic is deleted and made anew: everything that was on it is gone. */
export const topicLost: Scenario = {
  id: 'F6',
  title: 'a topic is lost: the hole is told, the operator refills it, no effect happens twice',
  // The logged history of another stack would not fit a topic that begins anew.
  stack: 'fast',
  short: false,
  alerts: ['TopicLost'],
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(() => Promise.resolve());
    const before = new Map(hearingServices.map((service) => [service, stack.logOf(service).length]));
    await loseTopic(ground);
    const told = (): boolean =>
      hearingServices.some((service) => /cannot go on/.test(stack.logOf(service).slice(before.get(service))));
    await ground.recovers('the hole is told', 60_000, () => stack.until('the hole is told', told, 90_000));
    await redress(stack, 'relay', 'republish', 'intake');
    await redress(stack, 'consumers', 'accept-holes');
    await ground.recovers('the whole way works again', 60_000, () =>
      stack.until(
        'all is well',
        async () => {
          await redress(stack, 'consumers', 'accept-holes');
          await ground.serves();
          return true;
        },
        120_000,
      ),
    );
    await ground.kept();
    await ground.under(() => Promise.resolve());
  },
};
