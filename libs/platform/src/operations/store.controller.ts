import { Controller, Get, Inject, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ChainFault, EventStore } from '@redress/event-store';
import type { FastifyReply } from 'fastify';
import { Internal } from '../access/access.decorators';
import { EVENT_STORE } from '../injection-tokens';
import { showFigures } from '../metrics/figures';
import { METRICS, type Metrics } from '../metrics/metrics';
import { LongRuns } from './long-runs';

/** What is wrong with the chains of a store: how much, and the first faults. */
export interface ChainFindings {
  /** Commits at the end of the walk. */
  readonly commits: number;
  readonly faultCount: number;
  readonly faults: readonly ChainFault[];
}

/** What a walk through the chains found, or that it goes on: ask again. */
export type StoreVerification = { readonly running: true } | ({ readonly running: false } & ChainFindings);

/** Faults that are named. */
const listed = 100;

/** What operators ask a store: how many commits, and whether anybody changed one (invariant 20). */
@Controller('internal/store')
export class StoreController implements BeforeApplicationShutdown {
  private readonly walks = new LongRuns<ChainFindings>();

  private faults?: number;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(METRICS) metrics: Metrics,
  ) {
    showFigures<number>(metrics, [], () => [[{}, this.faults]], [
      {
        name: 'redress_store_chain_faults',
        help: 'Faults found when the chains of the store were last verified; absent before the first time',
        value: (faults) => faults,
      },
    ]);
  }

  @Internal()
  @Get('count')
  async count(): Promise<{ readonly commits: number }> {
    return { commits: await this.store.count() };
  }

  @Internal()
  @Get('verify')
  async verify(@Res({ passthrough: true }) reply: FastifyReply): Promise<StoreVerification> {
    const found = await this.walks.join('verify', (signal) => this.walk(signal));
    if (found) return { running: false, ...found };
    reply.status(202);
    return { running: true };
  }

  beforeApplicationShutdown(): void {
    this.walks.stop();
  }

  private async walk(signal: AbortSignal): Promise<ChainFindings> {
    const faults: ChainFault[] = [];
    let faultCount = 0;
    for await (const fault of this.store.verify()) {
      signal.throwIfAborted();
      faultCount += 1;
      if (faults.length < listed) faults.push(fault);
    }
    this.faults = faultCount;
    return { commits: await this.store.count(), faultCount, faults };
  }
}
