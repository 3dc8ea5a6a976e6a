import { randomBytes } from 'node:crypto';
import { showSteps } from '../commands/show-steps';
import { languageOf } from '../language';
import { Deployment } from '../launcher/deployment';
import type { ReceivedMail } from '../mailbox/local-mailbox';
import { cleanUp } from './clean-up';
import { countEverything, type Places } from './count/count';
import { summaryOf } from './count/summary';
import { agrees } from './count/tally';
import { demoClock, type DemoClock } from './demo-clock';
import { isApart, openDemoHome, removeDemoHome } from './demo-home';
import { arrivalsOf, type Arrival } from './registrar';
import { runShow, type ShowResult } from './show';
import { demoTexts, type DemoTexts } from './texts';
import { demoView, type DemoView } from './view';

export interface DemoOptions {
  readonly file?: string;
  readonly limit?: number;
  readonly minutes: number;
  readonly seed: number;
  readonly plain?: boolean;
}

/** Part of the minutes before the players wind up. */
const showShare = 0.75;

/** Everything the demo's deployment is told by its environment; what the shell says about other deployments is not. */
const environmentOf = (id: string, clock: DemoClock): NodeJS.ProcessEnv => {
  const { SMTP_URL: _smtp, ...env } = process.env;
  return {
    ...env,
    REDRESS_CLOCK: JSON.stringify(clock.setting),
    REDRESS_DB_PREFIX: `demo_${id}`,
    REDRESS_TOPIC_PREFIX: `demo-${id}-`,
    REDRESS_SITE_ID: 'main',
    REDRESS_LOG_LEVEL: env['REDRESS_LOG_LEVEL'] ?? 'warn',
    // All complaints of the demo come from one address.
    REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE: '100000',
  };
};

interface Stage {
  readonly id: string;
  readonly texts: DemoTexts;
  readonly clock: DemoClock;
  readonly arrivals: readonly Arrival[];
  readonly showMs: number;
  readonly deployment: Deployment;
  readonly onMail: (listener: (mail: ReceivedMail) => void) => void;
}

const placesOf = ({ id, deployment }: Stage): Places & { readonly redisUrl: string } => ({
  ...deployment.backingServices,
  dbPrefix: `demo_${id}`,
  topicPrefix: `demo-${id}-`,
});

const perform = async (stage: Stage, view: DemoView, signal: AbortSignal): Promise<ShowResult> => {
  const { deployment, arrivals, clock, showMs, id, texts } = stage;
  const gateway = deployment.urls.gateway;
  try {
    return await runShow({
      gateway,
      accounts: deployment.firstAccounts,
      arrivals,
      clock,
      showMs,
      name: `demo-${id}`,
      texts,
      view,
      signal,
    });
  } finally {
    view.stop();
  }
};

const count = async (stage: Stage, result: ShowResult, mails: () => number): Promise<number> => {
  const { texts } = stage;
  console.log(texts.counting);
  const tally = await countEverything(placesOf(stage), { registered: result.registered, mails });
  console.log(`\n${summaryOf(tally, texts).join('\n')}`);
  if (result.refused > 0) console.log(texts.rejected(result.refused));
  if (result.leftOut > 0) console.log(texts.leftOut(result.leftOut));
  if (result.unfinished > 0) console.log(texts.unfinished(result.unfinished));
  return agrees(tally) ? 0 : 1;
};

/** Starts, shows, counts. @returns the exit code */
const play = async (stage: Stage, options: DemoOptions, signal: AbortSignal): Promise<number> => {
  const { texts, clock, arrivals, showMs, deployment } = stage;
  let mails = 0;
  await showSteps(deployment.steps);
  signal.throwIfAborted();
  console.log(`\n${texts.begins(arrivals.length, 30, Math.round(showMs / 1_000), Math.round(clock.setting.speed))}\n`);
  const plain = options.plain ?? !process.stdout.isTTY;
  const view = demoView({ texts, clock, plain, language: languageOf(process.env) });
  stage.onMail(({ to, subject }) => {
    mails += 1;
    view.mail(to.join(', '), subject);
  });
  const result = await perform(stage, view, signal);
  return count(stage, result, () => mails);
};

/** Runs the demo from start to end and leaves nothing behind. @returns the exit code: 1 when the numbers differ */
export const runDemo = async (options: DemoOptions, signal: AbortSignal): Promise<number> => {
  const texts = demoTexts[languageOf(process.env)];
  const arrivals = await arrivalsOf(options.seed, options.file, options.limit);
  const id = randomBytes(4).toString('hex');
  const home = await openDemoHome(id);
  const showMs = options.minutes * 60_000 * showShare;
  const clock = demoClock(showMs);
  let listener: (mail: ReceivedMail) => void = () => undefined;
  const stopped = new AbortController();
  const any = AbortSignal.any([signal, stopped.signal]);
  const deployment = new Deployment({
    home,
    env: environmentOf(id, clock),
    onNotice: (text) => console.error(`! ${text}`),
    onMail: (mail) => listener(mail),
    afterServices: () => forget(stage),
  });
  void deployment.failed.then((error) => stopped.abort(error));
  const stage: Stage = { id, texts, clock, arrivals, showMs, deployment, onMail: (each) => void (listener = each) };
  console.log(texts.starting);
  try {
    return await Promise.race([play(stage, options, any), rejected(any)]);
  } finally {
    console.log(texts.stopping);
    await deployment.stop((text) => console.log(`  ${text}`));
    await removeDemoHome(home);
  }
};

const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('the demo was stopped'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

/** Backing services of the demo's own go with its folder; others are left as they were. */
const forget = async (stage: Stage): Promise<void> => {
  if (!isApart(stage.deployment.backingServices.origins)) await cleanUp(placesOf(stage));
};
