import { Stack } from '../stack';
import { seeded } from '../random';
import { Ground, type Figure } from './ground';
import { stackKinds, type Scenario, type Size, type StackKind } from './scenario';

/** How a scenario went. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  /** Repeats the choices of this scenario. */
  readonly seed: number;
  readonly seconds: number;
  readonly figures: readonly Figure[];
  /** What was broken; absent when everything held. */
  readonly fault?: string;
}

/** Stacks that are started when they are needed, one at a time: two would not leave the machine room to breathe. */
export class Stacks {
  private running?: { readonly kind: StackKind; readonly stack: Stack; readonly acknowledged: string[] };

  /** The stack of a kind, and what was registered on it. */
  async of(kind: StackKind): Promise<{ readonly stack: Stack; readonly acknowledged: string[] }> {
    if (this.running?.kind === kind) return this.running;
    await this.stop();
    this.running = { kind, stack: await Stack.start(stackKinds[kind]), acknowledged: [] };
    return this.running;
  }

  async stop(): Promise<void> {
    const { running } = this;
    delete this.running;
    await running?.stack.stop();
  }
}

/** A seed of its own for each scenario, so that one can be repeated without those before it. */
const seedOf = (seed: number, id: string): number =>
  [...id].reduce((mixed, letter) => Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0, seed >>> 0);

/** Runs one scenario and says how it went. A stack on which something broke is not used again. */
export const runScenario = async (
  scenario: Scenario,
  stacks: Stacks,
  size: Size,
  seed: number,
  say: (text: string) => void,
): Promise<Outcome> => {
  const { id, title, stack: kind = 'plain' } = scenario;
  const started = performance.now();
  const figures: Figure[] = [];
  const outcome = (fault?: string): Outcome => {
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { id, title, seed, seconds, figures, ...(fault !== undefined && { fault }) };
  };
  try {
    const { stack, acknowledged } = await stacks.of(kind);
    const notes = { figures, say: (text: string) => say(`${id} ${text}`) };
    const ground = new Ground(stack, size, seeded(seedOf(seed, id)), acknowledged, notes);
    await scenario.run(ground);
    const exceeded = ground.exceeded();
    return outcome(exceeded.length > 0 ? exceeded.join('\n') : undefined);
  } catch (error) {
    await stacks.stop().catch(() => undefined);
    return outcome(error instanceof Error ? error.message : String(error));
  }
};
