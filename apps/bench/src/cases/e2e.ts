import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved, type RoundResult } from '../measure/rounds';
import type { LoadResult } from '../load/closed-loop';
import { startBareChain, type ChainShape } from '../pipeline/bare-chain';
import { atRate, saturated, type Pipeline, type Saturation } from '../pipeline/pipeline';
import { followProduct } from '../pipeline/product-pipeline';
import { Stack } from '../services/stack';

const senders = 32;

/** How long the product works before anything is measured. Milliseconds. */
const warmUpMs = { quick: 5_000, small: 20_000, full: 30_000 };

/** Runs a pipeline for one measurement only, so that those at rest take nothing from the one that works. */
const during = async <T>(start: () => Promise<Pipeline>, measure: (pipeline: Pipeline) => Promise<T>): Promise<T> => {
  const pipeline = await start();
  try {
    // The first ones through pay for connections and caches.
    await atRate(pipeline, 50, 500);
    return await measure(pipeline);
  } finally {
    await pipeline.stop();
  }
};

const pipelines = (context: CaseContext, stack: Stack) => {
  const bare = (shape: ChainShape) => () => startBareChain(context, shape);
  return {
    bare: bare({ processes: 1, autoCommit: false }),
    auto: bare({ processes: 1, autoCommit: true }),
    three: bare({ processes: 3, autoCommit: false }),
    product: () => followProduct(stack),
  };
};

type Rates = RoundResult<'bare' | 'auto' | 'three' | 'product', LoadResult>;

const noteRates = ({ record }: CaseContext, perSecond: number, rounds: readonly Rates[]): void => {
  const id = `e2e.${perSecond}`;
  const title = `visible at ${perSecond}/s`;
  const names = {
    bare: 'bare chain, one process',
    auto: 'bare chain with autoCommit',
    three: 'bare chain, three processes',
    product: 'product, POST to event stream',
  } as const;
  for (const round of rounds) {
    for (const name of ['bare', 'auto', 'three', 'product'] as const) {
      record.value(`${id}.${name}.p50`, `${title}: ${names[name]}, p50`, 'ms', round[name].p50);
      record.value(`${id}.${name}.p99`, `${title}: ${names[name]}, p99`, 'ms', round[name].p99);
    }
    record.ratio(`${id}.p50.ratio`, `${title}: p50, product to bare`, round.product.p50, round.bare.p50);
    record.ratio(`${id}.p99.ratio`, `${title}: p99, product to bare`, round.product.p99, round.bare.p99);
    record.ratio(
      `${id}.p50.to-auto`,
      `${title}: p50, product to bare with autoCommit`,
      round.product.p50,
      round.auto.p50,
    );
  }
};

const noteSaturation = (
  { record }: CaseContext,
  rounds: readonly RoundResult<'bare' | 'three' | 'product', Saturation>[],
): void => {
  const title = `saturated by ${senders} writers`;
  for (const { bare, three, product } of rounds) {
    record.value('e2e.saturated.raw', `${title}: bare chain, one process`, 'commits/s', bare.perSecond);
    record.value('e2e.saturated.three', `${title}: bare chain, three processes`, 'commits/s', three.perSecond);
    record.value('e2e.saturated.product', `${title}: product`, 'complaints/s', product.perSecond);
    record.value('e2e.saturated.product.p50', `${title}: product, p50 to visible`, 'ms', product.p50);
    record.ratio('e2e.saturated.ratio', `${title}: product to bare chain`, product.perSecond, bare.perSecond);
    record.value('e2e.saturated.drain', `${title}: product drained after the last POST`, 's', product.drainSeconds);
  }
};

/** A complaint from the POST to the event stream, beside the same way written by hand (goals 7 and 8). */
export const e2e: BenchCase = {
  name: 'e2e',
  title: 'POST → visible through all services beside a chain written by hand',
  needs: ['mongod', 'kafka', 'redis'],
  run: async (context) => {
    const stack = await Stack.start(context);
    try {
      context.say('the stack is ready');
      const { bare, auto, three, product } = pipelines(context, stack);
      // Eight fresh processes run slowly until their code is compiled; a site's have run for weeks.
      await during(product, (pipeline) => saturated(pipeline, senders, sized(context, warmUpMs)));
      context.say('the services are warm');
      const forMs = sized(context, { quick: 2_000, small: 6_000, full: 15_000 });
      for (const perSecond of [50, 200]) {
        const measure = (start: () => Promise<Pipeline>) => () =>
          during(start, (pipeline) => atRate(pipeline, perSecond, forMs));
        const variants = { bare: measure(bare), auto: measure(auto), three: measure(three), product: measure(product) };
        noteRates(context, perSecond, await interleaved(context, variants));
        context.say(`${perSecond}/s done`);
      }
      const saturate = (start: () => Promise<Pipeline>) => () =>
        during(start, (pipeline) => saturated(pipeline, senders, forMs));
      const most = { bare: saturate(bare), three: saturate(three), product: saturate(product) };
      noteSaturation(context, await interleaved(context, most));
    } finally {
      await stack.stop();
    }
  },
};
