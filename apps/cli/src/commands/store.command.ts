import { Argument, type Command } from 'commander';
import { languageOf } from '../language';
import type { ServiceName } from '../launcher/services';
import type { Operator } from '../operators/operator';
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

type EvidenceAnswer =
  | { readonly running: true }
  | {
      readonly running: false;
      readonly files: number;
      readonly faultCount: number;
      readonly faults: readonly {
        readonly complaintId: string;
        readonly evidenceNo: number;
        readonly reason: string;
      }[];
    };

const texts = operatorTexts[languageOf(process.env)];

/** The bytes outside of the chains: each file is read, opened and hashed again. */
const verifyEvidence = async (operator: Operator): Promise<void> => {
  const { files, faultCount, faults } = await operator.untilDone(() =>
    operator.get<EvidenceAnswer>('investigation', 'evidence/verify'),
  );
  if (faultCount === 0) return console.log(texts.evidenceFine(files));
  process.exitCode = 1;
  console.log(texts.evidenceWrong(faultCount, files));
  for (const { complaintId, evidenceNo, reason } of faults) console.log(`  ${complaintId} #${evidenceNo} ${reason}`);
};

const verifyChains = async (operator: Operator, service: ServiceName): Promise<void> => {
  const { commits, faultCount, faults } = await operator.untilDone(() =>
    operator.get<VerifyAnswer>(service, 'store/verify'),
  );
  if (faultCount === 0) return console.log(texts.chainFine(service, commits));
  process.exitCode = 1;
  console.log(texts.chainWrong(service, faultCount, commits));
  for (const { streamId, version, reason } of faults) console.log(`  ${streamId}@${version} ${reason}`);
};

const verify = async (services: readonly ServiceName[], { home }: { home?: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  for (const service of services.length > 0 ? services : storeOwners) {
    await verifyChains(operator, service);
    if (service === 'investigation') await verifyEvidence(operator);
  }
};

/** `redress store`: the event stores. */
export const addStore = (program: Command): void => {
  program
    .command('store')
    .description('the event stores')
    .command('verify')
    .description('walk through all hash chains and all evidence; exit code 1 when something was changed or is missing')
    .addArgument(new Argument('[services...]', 'all, when none is named').choices(storeOwners))
    .option('--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)')
    .action(verify);
};
