import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { assertReadable } from '@redress/contracts';
import { TransientFault } from '@redress/kernel';
import { retrying } from '@redress/messaging';
import { CONFIG } from '@redress/platform';
import { RebuildRunning, type ProjectionEngine } from '@redress/projections';
import type { Kafka } from 'kafkajs';
import { PinoLogger } from 'nestjs-pino';
import { heard, ownerUrl, type ProjectionConfig } from '../config';
import { ENGINE, KAFKA, NARRATIVE_INDEX } from '../injection-tokens';
import type { NarrativeIndex } from '../narratives/narrative-index';
import { readModels } from '../projections/read-models';
import { KafkaReplay } from './kafka-replay';
import { StoreReplay } from './store-replay';

const indexSize = 50;

/** Where a rebuild reads: the topics, or the stores behind them. */
export const sources = ['topics', 'stores'] as const;
export type Source = (typeof sources)[number];

/** Builds the read models anew from Kafka or the stores, beside the live ones, and fills what the search index lacks. */
@Injectable()
export class Rebuilding implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running?: Promise<void>;

  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(NARRATIVE_INDEX) private readonly index: NarrativeIndex,
    @Inject(CONFIG) private readonly config: ProjectionConfig,
    private readonly log: PinoLogger,
  ) {}

  /** Begins a rebuild; resolves with its generation, and the rebuild goes on. @throws RebuildRunning */
  begin(source: Source = 'topics'): Promise<number> {
    const replay = source === 'topics' ? this.topics() : this.stores();
    return new Promise((resolve, reject) => {
      const ended = this.engine.rebuild(replay, resolve).then((generation) => this.complete(generation));
      this.running = ended.catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        if (!(error instanceof RebuildRunning)) this.log.error({ error: describe(error) }, 'the rebuild failed');
      });
    });
  }

  /** Until the models are of this release's revision, by whichever process; ends when the service stops too. */
  async untilCurrent(): Promise<void> {
    const { signal } = this.stopping;
    const work = async (): Promise<void> => {
      if ((await this.engine.pointer()).revision === readModels.revision) return;
      await this.engine.rebuild(this.topics());
    };
    this.running = retrying(work, { signal }).catch(() => undefined);
    await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private stores(): StoreReplay {
    const { config } = this;
    return new StoreReplay({
      contexts: heard,
      urlOf: (context) => ownerUrl(config, context),
      secret: config.internalSecret,
      signal: this.stopping.signal,
    });
  }

  private topics(contexts = heard): KafkaReplay {
    const { kafka, config } = this;
    return new KafkaReplay({
      kafka,
      contexts,
      topicPrefix: config.topicPrefix,
      validate: assertReadable,
      signal: this.stopping.signal,
    });
  }

  private async complete(generation: number): Promise<void> {
    this.log.info({ generation }, 'the read models were rebuilt and switched');
    for await (const { commits } of this.topics(['intake']).read()) {
      for (let from = 0; from < commits.length; from += indexSize) {
        const part = commits.slice(from, from + indexSize);
        const again = (error: unknown): boolean => error instanceof TransientFault;
        await retrying(() => this.index.hear(part), { signal: this.stopping.signal, again });
      }
    }
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
