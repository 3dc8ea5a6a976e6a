import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaOperation } from './kafka-history';

/**
 * The operations that `traps/history.cjs` wrote into a folder, process by process, each in its order. A process that
 * was killed while it wrote may leave a last line without an end: that one is left out.
 * @throws SyntaxError when any other line cannot be read
 */
export const readHistory = (folder: string): KafkaOperation[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      // What stands behind the last line break is empty, or torn.
      return lines.slice(0, -1).map((line) => ({
        process: name.slice(0, -'.jsonl'.length),
        ...(JSON.parse(line) as Omit<KafkaOperation, 'process'>),
      }));
    });
