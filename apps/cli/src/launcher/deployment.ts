import { findServices, type DirectoryLock, type FoundServices } from '@redress/backing-services';

import { startLocalMailbox, type LocalMailbox, type OnMail } from '../mailbox/local-mailbox';

import { crashEvents, type CrashListener } from './crash-events';
import { makeFirstAccounts, makeFirstRoster, publishDefaultPlan, type FirstAccount, type FirstRun } from './first-run';
import { createFleet, type Fleet } from './fleet';
import { lockHome, type Home } from './home';
import { endLeftovers } from './run-file';
import { createRunRecord, type RunRecord } from './run-record';
import { ensureSecrets, type Secrets } from './secrets';
import { requireBuild, serviceUrls, type DeploymentFacts, type ServiceUrls } from './services';
import { ensureTopics } from './topics';

/** What a deployment is started with. */
export interface DeploymentOptions {
  readonly home: Home;
  /** Addresses of backing services, settings of the services (REDRESS_…), SMTP_URL. */
  readonly env: NodeJS.ProcessEnv;
  /** The port of the gateway and no other; without it 8080 or the next free one. */
  readonly gatewayPort?: number;
  /** Told what happens beside the steps: crashes, restarts, errors in the logs. */
  readonly onNotice: (text: string) => void;
  readonly onMail?: OnMail;
  /** Done when the services have stopped and the backing services still run; a fault of it is told, not thrown. */
  readonly afterServices?: () => Promise<void>;
}

type Report = (text: string) => void;

/** A part of a start, to be shown while it runs. */
export interface Step {
  readonly title: string;
  run(report: Report): Promise<void>;
}

/** @throws when it is asked for before the step that makes it. */
const made = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`there is no ${what} yet`);
  return value;
};

/**
 * Everything a site needs, on this machine: backing services, the seven services, a mailbox. Run the steps in order;
 * then it goes on until it is stopped. It ends with this process, however that one ends.
 */
export class Deployment {
  private giveUp: (reason: Error) => void = () => undefined;
  /** Resolves with the reason when the deployment cannot go on; it has to be stopped then. */
  readonly failed = new Promise<Error>((resolve) => {
    this.giveUp = resolve;
  });
  readonly steps: readonly Step[] = [
    { title: 'Secrets and mailbox', run: (report) => this.enter(report) },
    { title: 'Kafka, MongoDB and Redis', run: (report) => this.findBacking(report) },
    { title: 'Topics', run: () => this.makeTopics() },
    { title: 'Services', run: (report) => this.startFleet(report) },
    { title: 'Plan, accounts and roster', run: (report) => this.firstRun(report) },
  ];
  private readonly ending = new AbortController();
  private lock?: DirectoryLock;
  private secretsMade?: Secrets;
  private mailbox?: LocalMailbox;
  private backing?: FoundServices;
  private facts?: DeploymentFacts;
  private fleet?: Fleet;
  private accounts: FirstAccount[] = [];
  private record?: RunRecord;
  private stopped?: Promise<void>;

  constructor(private readonly options: DeploymentOptions) {}

  /** Where the services listen. */
  get urls(): ServiceUrls {
    return made(this.facts, 'service').urls;
  }

  /** The addresses of the backing services, and by whom they run. */
  get backingServices(): FoundServices {
    return made(this.backing, 'backing service');
  }

  /** The secrets, for what the launcher itself calls. */
  get secrets(): Secrets {
    return made(this.secretsMade, 'secret');
  }

  /** The accounts this start made, with their passwords; empty at later starts. */
  get firstAccounts(): readonly FirstAccount[] {
    return this.accounts;
  }

  /** The mailbox, unless SMTP_URL names a server. */
  get localMailbox(): LocalMailbox | undefined {
    return this.mailbox;
  }

  /** Stops everything in order; safe to call at any time and more than once. */
  stop(report: Report = () => undefined): Promise<void> {
    this.ending.abort(new Error('it was stopped'));
    this.stopped ??= this.stopInOrder(report);
    return this.stopped;
  }

  private async enter(report: Report): Promise<void> {
    const { home, env, onMail } = this.options;
    await requireBuild();
    this.lock = await lockHome(home);
    report('waiting for what an earlier start left to end');
    await endLeftovers(home);
    this.secretsMade = await ensureSecrets(home.secretsDir);
    if (!env['SMTP_URL']) this.mailbox = await startLocalMailbox(home.mailDir, onMail);
  }

  private async findBacking(report: Report): Promise<void> {
    const { home, env } = this.options;
    this.backing = await findServices(env, {
      dataDir: home.dataDir,
      mongoCacheGb: 0.5,
      onProgress: (service, text) => report(`${service}: ${text}`),
      keepRunning: crashEvents(this.crashListener()),
    });
  }

  private async makeTopics(): Promise<void> {
    await ensureTopics(this.backingServices.kafkaBrokers, this.options.env['REDRESS_TOPIC_PREFIX']);
  }

  private async startFleet(report: Report): Promise<void> {
    const { home, env, gatewayPort } = this.options;
    const facts: DeploymentFacts = {
      addresses: this.backingServices,
      secrets: this.secrets,
      urls: await serviceUrls(gatewayPort),
      smtpUrl: env['SMTP_URL'] || made(this.mailbox, 'mailbox').url,
      compileCacheDir: home.compileCacheDir,
      env,
    };
    const fleet = createFleet(facts, home.logsDir, this.crashListener());
    const { origins } = this.backingServices;
    const record = createRunRecord(home, () => ({
      facts,
      origins,
      processes: fleet.processes(),
      mailbox: this.mailbox,
    }));
    this.facts = facts;
    this.fleet = fleet;
    this.record = record;
    await fleet.start();
    await record.write(false);
    await fleet.untilReady(report, this.ending.signal);
    await record.write(true);
    await this.lock?.describe(facts.urls.gateway);
  }

  private async firstRun(report: Report): Promise<void> {
    const run: FirstRun = {
      urls: this.urls,
      siteId: this.options.env['REDRESS_SITE_ID'] || 'main',
      internalSecret: this.secrets.internalSecret,
      firstStaffFile: this.options.home.firstStaffFile,
      localMailbox: this.mailbox !== undefined,
    };
    report('publishing the default plan');
    await publishDefaultPlan(run);
    report('making the first accounts');
    this.accounts = await makeFirstAccounts(run);
    report('putting the first staff on duty');
    await makeFirstRoster(run);
  }

  private crashListener(): CrashListener {
    return {
      notice: this.options.onNotice,
      replaced: () => this.record?.rewrite(),
      hasWorked: () => this.record?.wasReady() ?? false,
      giveUp: (reason) => {
        this.ending.abort(reason);
        this.giveUp(reason);
      },
    };
  }

  private async afterServices(): Promise<void> {
    const { afterServices, onNotice } = this.options;
    await afterServices?.().catch((error: unknown) => onNotice(error instanceof Error ? error.message : String(error)));
  }

  private async stopInOrder(report: Report): Promise<void> {
    await this.fleet?.stop(report);
    if (this.backing) await this.afterServices();
    if (this.backing) report('stopping the mailbox, Kafka, MongoDB and Redis');
    await this.mailbox?.stop();
    await this.backing?.stop();
    await this.record?.remove();
    await this.lock?.release();
  }
}
