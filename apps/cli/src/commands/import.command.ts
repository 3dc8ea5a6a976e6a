import type { Command } from 'commander';
import { basename, join, resolve } from 'node:path';
import { CsvUnreadable } from '../import/csv-unreadable';
import { importDisplay } from '../import/import-display';
import { importFile, type ImportState } from '../import/import-file';
import { ImportProgress } from '../import/import-progress';
import { RejectedRows } from '../import/rejected-rows';
import { ImportStopped, RowSender } from '../import/row-sender';
import type { RowFault } from '../import/submission';
import { importTexts } from '../import/texts';
import { languageOf } from '../language';
import { homeOf } from '../launcher/home';
import { runningDeployment } from '../launcher/run-file';
import { askSecret } from '../public-api/ask-secret';
import { StaffSession } from '../public-api/staff-session';
import { wholeNumber } from './option-parsers';

interface ImportOptions {
  readonly file: string;
  readonly limit?: number;
  readonly concurrency: number;
  readonly gateway?: string;
  readonly user?: string;
  readonly withDates?: boolean;
  readonly restart?: boolean;
  readonly report?: string;
  readonly home?: string;
}

const texts = importTexts[languageOf(process.env)];

const onWait = (ms: number): void => {
  if (!process.stderr.isTTY) process.stderr.write(`${texts.waiting(Math.ceil(ms / 1_000))}\n`);
};

/** Signs in at once, so that a wrong password is known before anything is sent. */
const sessionOf = async (gateway: string, username: string): Promise<StaffSession> => {
  const password = process.env['REDRESS_PASSWORD'] || (await askSecret(texts.password(username)));
  const session = new StaffSession(gateway, { username, password });
  await session.token();
  return session;
};

const report = (rejected: RejectedRows, sender: RowSender): void => {
  for (const [category, count] of sender.unknownCategories) console.log(texts.unknownCategory(category, count));
  if (rejected.count === 0) return;
  console.log(texts.rejected(rejected.count, rejected.file));
  for (const { line, column, reason } of rejected.first) console.log(texts.rejectedRow(line, column, reason));
  process.exitCode = 1;
};

/** What stopped the import, in words; other errors are thrown on. */
const explain = (error: unknown): string => {
  if (error instanceof CsvUnreadable) return texts.unreadable(error.reason, error.line);
  if (error instanceof ImportStopped) return texts.stopped(error.message);
  throw error;
};

interface Import {
  readonly file: string;
  readonly sender: RowSender;
  readonly progress: ImportProgress;
  readonly rejected: RejectedRows;
}

const prepare = async (options: ImportOptions): Promise<Import> => {
  const { user, withDates = false, restart = false } = options;
  const home = homeOf(options.home);
  const gateway = options.gateway?.replace(/\/+$/, '') ?? (await runningDeployment(home)).urls.gateway;
  const file = resolve(options.file);
  const dir = join(home.dir, 'imports');
  const staff = user === undefined ? undefined : await sessionOf(gateway, user);
  const rejected = new RejectedRows(resolve(options.report ?? join(dir, `${basename(file)}.rejected.csv`)));
  const progress = await ImportProgress.open(dir, file, gateway, restart);
  return { file, progress, rejected, sender: new RowSender({ gateway, withDates, onWait, ...(staff && { staff }) }) };
};

const run = async (options: ImportOptions): Promise<void> => {
  const { limit, concurrency } = options;
  const parts = await prepare(options);
  const { sender, progress, rejected } = parts;
  if (progress.done > 0) console.log(texts.resuming(progress.done));
  const display = importDisplay(texts, { limit, bytes: progress.size });
  const started = performance.now();
  try {
    const onProgress = (state: Readonly<ImportState>): void => display.show(state, rejected.count);
    const describe = (fault: RowFault): string => texts.faults[fault];
    const { registered } = await importFile({ ...parts, concurrency, limit, onProgress, describe });
    display.stop();
    const seconds = (performance.now() - started) / 1_000;
    console.log(texts.done(registered, seconds.toFixed(1), (registered / seconds).toFixed(1)));
  } catch (error) {
    display.stop();
    console.error(explain(error));
    process.exitCode = 1;
  } finally {
    await rejected.close();
    report(rejected, sender);
  }
};

/** `redress import`: complaints out of a CSV file, through the public interface. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description(
      'register the complaints of a CSV file: columns text, and where there are site, category or aspect, channel, date',
    )
    .requiredOption(
      '--file <csv>',
      'UTF-8, with a header; the same row of the same file is registered once, however often it is sent',
    )
    .option('--limit <rows>', 'only the first rows', wholeNumber(1, 100_000_000))
    .option('--concurrency <number>', 'rows sent at the same time', wholeNumber(1, 128), 8)
    .option('--gateway <url>', 'gateway of another machine (default: the running deployment)')
    .option(
      '--user <name>',
      'register as this member of staff, channel and all; the password is asked for, or in REDRESS_PASSWORD',
    )
    .option('--with-dates', 'with --user: take `date` as the day of receipt, from which the deadlines run')
    .option('--restart', 'send every row again instead of going on where an import was cut short')
    .option('--report <csv>', 'where rejected rows are listed (default: in the home, under imports)')
    .option('--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)')
    .action(run);
};
