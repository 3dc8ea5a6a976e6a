import { Argument, type Command } from 'commander';
import { languageOf } from '../language';
import type { ServiceName } from '../launcher/services';
import { runningStack, storeOwners } from '../operators/running-stack';
import { operatorTexts } from '../operators/texts';

interface Fault {
  readonly streamId: string;
  readonly version: number;
  readonly reason: string;
}

type VerifyAnswer =
  | { readonly running: true }
  | {
      readonly running: false;
      readonly commits: number;
      readonly faultCount: number;
      readonly faults: readonly Fault[];
    };

const texts = operatorTexts[languageOf(process.env)];

const verify = async (services: readonly ServiceName[], { home }: { home?: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  for (const service of services.length > 0 ? services : storeOwners) {
    const { commits, faultCount, faults } = await operator.untilDone(() =>
      operator.get<VerifyAnswer>(service, 'store/verify'),
    );
    if (faultCount === 0) {
      console.log(texts.chainFine(service, commits));
      continue;
    }
    process.exitCode = 1;
    console.log(texts.chainWrong(service, faultCount, commits));
    for (const { streamId, version, reason } of faults) console.log(`  ${streamId}@${version} ${reason}`);
  }
};

/** `redress store`: the event stores. */
export const addStore = (program: Command): void => {
  program
    .command('store')
    .description('the event stores')
    .command('verify')
    .description('walk through all hash chains; exit code 1 when a commit was changed or is missing')
    .addArgument(new Argument('[services...]', 'all, when none is named').choices(storeOwners))
    .option('--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)')
    .action(verify);
};
