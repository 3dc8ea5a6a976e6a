// A part of the chain as a process of its own: `process.js relay|projector <options as JSON>`. It tells its parent what
// became visible, and ends with it.
import type { ChainOptions } from './chain-options';
import { startChainProjector } from './chain-projector';
import { startChainRelay } from './chain-relay';

/** What a part tells its parent. */
export type ChainNews = { readonly ready: true } | { readonly visible: readonly string[] };

const tell = (news: ChainNews): void => void process.send?.(news);

const run = async (): Promise<void> => {
  const [, , part, text = ''] = process.argv;
  const options = JSON.parse(text) as ChainOptions;
  const started =
    part === 'relay'
      ? await startChainRelay(options)
      : await startChainProjector(options, (visible) => tell({ visible }));
  tell({ ready: true });
  process.once('disconnect', () => {
    void started.stop().finally(() => process.exit(0));
    setTimeout(() => process.exit(0), 5_000).unref();
  });
};

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
