import { commandsScene } from './commands';
import { consumerScene } from './consumer';
import { relayScene } from './relay';
import type { Scene } from './scene';
import { timersScene } from './timers';

/** Every part of the product that is simulated, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  commands: commandsScene(),
  relay: relayScene(),
  consumer: consumerScene(),
  timers: timersScene(),
};
