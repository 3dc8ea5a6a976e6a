import { join } from 'node:path';
import { AlertWatch } from '../alerts/alert-watch';
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
  /** Alerts that fired meanwhile, where they were watched. */
  readonly alerts?: readonly string[];
  /** What was broken; absent when everything held. */
  readonly fault?: string;
}

/** A stack, what was registered on it, and the Prometheus that judges it where alerts are watched. */
interface Running {
  readonly kind: StackKind;
  readonly stack: Stack;
  readonly acknowledged: string[];
  readonly alerts?: AlertWatch;
}

/** Stacks that are started when they are needed, one at a time: two would not leave the machine room to breathe. */
export class Stacks {
  private running?: Running;

  /** With `watchAlerts` a Prometheus is started beside each. */
  constructor(private readonly watchAlerts = false) {}

  /** The stack of a kind. */
  async of(kind: StackKind): Promise<Running> {
    if (this.running?.kind === kind) return this.running;
    await this.stop();
    const stack = await Stack.start(stackKinds[kind]);
    this.running = { kind, stack, acknowledged: [] };
    if (this.watchAlerts) this.running = { ...this.running, alerts: await AlertWatch.start(join(stack.home, 'site')) };
    return this.running;
  }

  async stop(): Promise<void> {
    const { running } = this;
    delete this.running;
    await running?.alerts?.stop();
    await running?.stack.stop();
  }
}

/** A seed of its own for each scenario, so that one can be repeated without those before it. */
const seedOf = (seed: number, id: string): number =>
  [...id].reduce((mixed, letter) => Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0, seed >>> 0);

/** Alerts that should have fired; in the short form faults pass too soon for most. */
const silentAlerts = (
  { alerts: expected = [] }: Scenario,
  { name }: Size,
  fired: readonly string[] | undefined,
): string[] =>
  fired && name === 'full'
    ? expected.filter((alert) => !fired.includes(alert)).map((alert) => `the alert ${alert} did not fire`)
    : [];

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
  let alerts: readonly string[] | undefined;
  const outcome = (fault?: string): Outcome => {
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { id, title, seed, seconds, figures, ...(alerts && { alerts }), ...(fault !== undefined && { fault }) };
  };
  try {
    const { stack, acknowledged, alerts: watch } = await stacks.of(kind);
    const notes = { figures, say: (text: string) => say(`${id} ${text}`) };
    const ground = new Ground(stack, size, seeded(seedOf(seed, id)), acknowledged, notes);
    await scenario.run(ground);
    alerts = await watch?.fired(Math.ceil((performance.now() - started) / 1_000));
    const faults = [...ground.exceeded(), ...silentAlerts(scenario, size, alerts)];
    return outcome(faults.length > 0 ? faults.join('\n') : undefined);
  } catch (error) {
    await stacks.stop().catch(() => undefined);
    return outcome(error instanceof Error ? error.message : String(error));
  }
};
