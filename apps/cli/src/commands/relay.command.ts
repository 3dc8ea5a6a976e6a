import { SingleBar } from 'cli-progress';
import { Argument, type Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { languageOf } from '../language';
import type { ServiceName } from '../launcher/services';
import type { Operator } from '../operators/operator';
import { runningStack, storeOwners } from '../operators/running-stack';
import { operatorTexts } from '../operators/texts';
import { instant } from './option-parsers';

type RepublishAnswer = { readonly running: false } | { readonly running: true; readonly remaining: number };

type VerifyAnswer =
  | { readonly running: true }
  | {
      readonly running: false;
      readonly relayed: boolean;
      readonly commits: number;
      readonly records: number;
      readonly foreign: number;
      readonly missingCount: number;
      readonly missing: readonly string[];
      readonly outOfOrderCount: number;
      readonly outOfOrder: readonly string[];
      readonly unknownCount: number;
      readonly unknown: readonly string[];
    };

const texts = operatorTexts[languageOf(process.env)];
const askEveryMs = 500;

const follow = async (operator: Operator, service: ServiceName, first: RepublishAnswer): Promise<void> => {
  const bar = new SingleBar({
    format: `${texts.republishing} ${service} [{bar}] {percentage}% {value}/{total}`,
    clearOnComplete: true,
  });
  let answer = first;
  let total = 0;
  bar.start(0, 0);
  try {
    while (answer.running) {
      total = Math.max(total, answer.remaining);
      bar.setTotal(total);
      bar.update(total - answer.remaining);
      await sleep(askEveryMs);
      answer = await operator.get<RepublishAnswer>(service, 'relay/republish');
    }
  } finally {
    bar.stop();
  }
};

const republish = async (service: ServiceName, { home, from }: { home?: string; from?: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  const first = await operator.post<RepublishAnswer>(service, 'relay/republish', from === undefined ? {} : { from });
  await follow(operator, service, first);
  console.log(texts.republished(service));
};

const verify = async (services: readonly ServiceName[], { home }: { home?: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  for (const service of services.length > 0 ? services : storeOwners) {
    const found = await operator.untilDone(() => operator.get<VerifyAnswer>(service, 'relay/verify'));
    if (found.relayed) {
      console.log(texts.relayFine(service, found.commits, found.records, found.foreign));
      continue;
    }
    process.exitCode = 1;
    console.log(texts.relayWrong(service, found.missingCount, found.outOfOrderCount, found.unknownCount));
    for (const place of [...found.missing, ...found.outOfOrder, ...found.unknown]) console.log(`  ${place}`);
  }
};

/** `redress relay`: from the stores to Kafka (decisions.md 6). */
export const addRelay = (program: Command): void => {
  const relay = program.command('relay').description('the way from the stores to Kafka');
  const home = ['--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)'] as const;
  relay
    .command('republish')
    .description(
      'publish the store of a service again, to refill a lost topic; what was there before has no effect twice',
    )
    .addArgument(new Argument('<service>').choices(storeOwners))
    .option('--from <instant>', 'only what was recorded since', instant)
    .option(...home)
    .action(republish);
  relay
    .command('verify')
    .description('compare stores with their topics; exit code 1 when something is missing')
    .addArgument(new Argument('[services...]', 'all, when none is named').choices(storeOwners))
    .option(...home)
    .action(verify);
};
