import Table from 'cli-table3';
import type { Command } from 'commander';
import { userInfo } from 'node:os';
import { languageOf } from '../language';
import { OperatorRefused, type Operator } from '../operators/operator';
import { hearers, runningStack, serviceOfGroup } from '../operators/running-stack';
import { operatorTexts } from '../operators/texts';
import { wholeNumber } from './option-parsers';

interface Parked {
  readonly group: string;
  readonly key: string;
  readonly streamId: string;
  readonly version: number;
  readonly attempts: number;
  readonly parkedAt: string;
  readonly reason: string;
}

type RetryAnswer =
  | { readonly running: true }
  | { readonly running: false; readonly handled: number; readonly remaining: number; readonly reason?: string };

const texts = operatorTexts[languageOf(process.env)];
const pageSize = 100;

/** The parked messages of all services, or of one group, page by page. */
async function* parkedMessages(operator: Operator, group: string | undefined): AsyncGenerator<Parked> {
  for (const service of group === undefined ? hearers : [serviceOfGroup(group)]) {
    let after: string | undefined;
    do {
      const query = new URLSearchParams({ limit: String(pageSize), ...(group && { group }), ...(after && { after }) });
      const page = await operator.get<{ items: Parked[]; next?: string }>(service, `parked?${query.toString()}`);
      yield* page.items;
      after = page.next;
    } while (after !== undefined);
  }
}

const list = async ({ home, group, limit }: { home?: string; group?: string; limit: number }): Promise<void> => {
  const { operator } = await runningStack(home);
  const table = new Table({ head: [...texts.parkedColumns], style: { head: [], border: [] }, wordWrap: true });
  let shown = 0;
  let more = false;
  for await (const { group: of, key, streamId, version, attempts, parkedAt, reason } of parkedMessages(
    operator,
    group,
  )) {
    more = shown === limit;
    if (more) break;
    table.push([of, key, `${streamId}@${version}`, attempts, parkedAt, reason]);
    shown += 1;
  }
  console.log(shown === 0 ? texts.nothingParked : table.toString());
  if (more) console.log(texts.more(limit));
};

/** The path of what is done about a key; the key is in the query, as a path cannot hold every key. */
const pathOf = (group: string, key: string, deed = ''): string =>
  `parked/${encodeURIComponent(group)}${deed}?key=${encodeURIComponent(key)}`;

const show = async (group: string, key: string, { home, limit }: { home?: string; limit: number }): Promise<void> => {
  const { operator } = await runningStack(home);
  const page = await operator.get<{ items: object[]; more: boolean }>(
    serviceOfGroup(group),
    `${pathOf(group, key)}&limit=${limit}`,
  );
  console.log(JSON.stringify(page.items, undefined, 2));
  if (page.more) console.log(texts.more(limit));
};

const retry = async (group: string, key: string, { home }: { home?: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  const service = serviceOfGroup(group);
  const { handled, remaining, reason } = await operator.untilDone(() =>
    operator.post<RetryAnswer>(service, pathOf(group, key, '/retry')),
  );
  if (remaining === 0) return console.log(texts.retried(handled));
  console.log(texts.stillParked(remaining, reason ?? ''));
  process.exitCode = 1;
};

const isParked = async (operator: Operator, group: string, key: string): Promise<boolean> => {
  try {
    await operator.get(serviceOfGroup(group), `${pathOf(group, key)}&limit=1`);
    return true;
  } catch (error) {
    if (error instanceof OperatorRefused && error.status === 404) return false;
    throw error;
  }
};

const skip = async (
  group: string,
  key: string,
  options: { home?: string; by: string; reason: string },
): Promise<void> => {
  const { home, by, reason } = options;
  const { operator } = await runningStack(home);
  const { streamId, version } = await operator.post<Parked>(serviceOfGroup(group), pathOf(group, key, '/skip'), {
    by,
    reason,
  });
  console.log(texts.skipped(`${streamId}@${version}`));
  if (await isParked(operator, group, key)) console.log(texts.thenRetry);
};

/** `redress parked`: messages that could not be handled (pitfalls X1). */
export const addParked = (program: Command): void => {
  const parked = program
    .command('parked')
    .description('messages that could not be handled, and those of the same key behind them');
  const home = ['--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)'] as const;
  parked
    .command('list')
    .description('show where what is parked, and why')
    .option('--group <group>', 'only of this consumer group')
    .option('--limit <number>', 'most messages', wholeNumber(1, 100_000), 100)
    .option(...home)
    .action(list);
  parked
    .command('show')
    .description('show the first messages of a key whole; personal data in them is sealed')
    .argument('<group>')
    .argument('<key>')
    .option('--limit <number>', 'most messages', wholeNumber(1, 20), 5)
    .option(...home)
    .action(show);
  parked
    .command('retry')
    .description('handle the messages of a key again, in order, until one fails')
    .argument('<group>')
    .argument('<key>')
    .option(...home)
    .action(retry);
  parked
    .command('skip')
    .description('take the first message of a key out unhandled; who and why is kept')
    .argument('<group>')
    .argument('<key>')
    .requiredOption('--reason <text>', 'why it may be left out')
    .option('--by <name>', 'who decides it', userInfo().username)
    .option(...home)
    .action(skip);
};
