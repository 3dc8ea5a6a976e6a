import { contexts } from '@redress/kernel';
import { acceptHoles, createKafka, findHoles, retrying, topicName, type Hole } from '@redress/messaging';
import type { Command } from 'commander';
import { languageOf } from '../language';
import { hearers, runningStack, type RunningStack } from '../operators/running-stack';
import { operatorTexts } from '../operators/texts';

const texts = operatorTexts[languageOf(process.env)];

type Admin = ReturnType<ReturnType<typeof createKafka>['admin']>;

/** A member that crashed stays in its group until its session ends; until then the group cannot be moved. Milliseconds. */
const emptyWithinMs = 60_000;

interface GroupHoles {
  readonly groupId: string;
  readonly holes: readonly Hole[];
}

/** Talks to Kafka itself: a service that met a hole does not run. */
const withAdmin = async <T>({ addresses }: RunningStack, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = createKafka({ brokers: addresses.kafkaBrokers.split(','), clientId: 'redress-operator' }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

/** Groups of the deployment that cannot go on where they stopped. */
const holesOf = async (admin: Admin, prefix: string): Promise<GroupHoles[]> => {
  const topics = contexts.map((context) => topicName(context, prefix));
  const { groups } = await admin.listGroups();
  const ours = groups.filter(({ groupId }) => hearers.some((service) => groupId.startsWith(`${prefix}${service}-`)));
  const found = await Promise.all(
    ours.map(async ({ groupId }) => ({ groupId, holes: await findHoles(admin, groupId, topics) })),
  );
  return found.filter(({ holes }) => holes.length > 0);
};

const show = (found: readonly GroupHoles[]): void => {
  for (const { groupId, holes } of found) {
    for (const { topic, partition, committed, start, end } of holes) {
      console.log(texts.hole(groupId, `${topic}/${partition}`, committed, start, end));
    }
  }
};

const list = async ({ home }: { home?: string }): Promise<void> => {
  const stack = await runningStack(home);
  const found = await withAdmin(stack, (admin) => holesOf(admin, stack.topicPrefix));
  show(found);
  if (found.length === 0) console.log(texts.noHoles);
  else process.exitCode = 1;
};

const accept = async ({ home }: { home?: string }): Promise<void> => {
  const stack = await runningStack(home);
  await withAdmin(stack, async (admin) => {
    const found = await holesOf(admin, stack.topicPrefix);
    const signal = AbortSignal.timeout(emptyWithinMs);
    for (const { groupId, holes } of found) await retrying(() => acceptHoles(admin, groupId, holes), { signal });
    show(found);
    console.log(found.length === 0 ? texts.noHoles : texts.holesAccepted(found.length));
  });
};

/** `redress consumers`: who hears whom, and where a lost topic left a hole (pitfalls K3, F6). */
export const addConsumers = (program: Command): void => {
  const consumers = program.command('consumers').description('the consumers of the topics');
  const home = ['--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)'] as const;
  consumers
    .command('holes')
    .description('show where a consumer cannot go on because its topic lost messages; exit code 1 when there are any')
    .option(...home)
    .action(list);
  consumers
    .command('accept-holes')
    .description('after `relay republish`: let these consumers begin at the earliest message; no effect happens twice')
    .option(...home)
    .action(accept);
};
