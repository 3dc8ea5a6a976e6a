import { StoreUnavailable } from '@redress/event-store';
import type { ParkedMessage, ParkingLot } from '@redress/parking';
import { ask } from '../world/calls';
import type { World } from '../world/world';

const isSame = (one: ParkedMessage, other: ParkedMessage): boolean =>
  one.group === other.group &&
  one.topic === other.topic &&
  one.partition === other.partition &&
  one.offset === other.offset;

/** The parking lot as the database has it. */
export class ParkingServer {
  messages: readonly ParkedMessage[] = [];
  /** `<partition>/<offset>` of all that was ever parked. */
  readonly everParked = new Set<string>();

  constructor(private readonly world: World) {}

  /** The messages of a key, by offset. */
  ofKey(group: string, key: string): ParkedMessage[] {
    const own = this.messages.filter((message) => message.group === group && message.key === key);
    return own.sort((one, other) => one.partition - other.partition || Number(one.offset) - Number(other.offset));
  }

  /** The lot as the machine on which this happens sees it. */
  client(): ParkingLot {
    const asked = <T>(what: string, work: () => T): Promise<T> =>
      ask(this.world, { what: `parking: ${what}`, work, lost: () => new StoreUnavailable(what) });
    return {
      park: (message) => asked(`park ${message.key}@${message.version}`, () => this.park(message)),
      parkedKeys: (group) =>
        asked(
          'ask for keys',
          () => new Set(this.messages.filter((each) => each.group === group).map(({ key }) => key)),
        ),
      count: (group) => asked('count', () => this.messages.filter((each) => each.group === group).length),
      ofKey: (group, key, limit) => asked(`ask for ${key}`, () => this.ofKey(group, key).slice(0, limit)),
      list: () => asked('list', () => ({ items: this.messages })),
      release: (message) => asked(`release ${message.key}@${message.version}`, () => this.remove(message)),
      skip: (group, key) =>
        asked(`skip of ${key}`, () => {
          const [first] = this.ofKey(group, key);
          if (first) this.remove(first);
          return first;
        }),
    };
  }

  private park(message: ParkedMessage): void {
    if (this.messages.some((each) => isSame(each, message))) return;
    this.messages = [...this.messages, message];
    this.everParked.add(`${message.partition}/${message.offset}`);
  }

  private remove(message: ParkedMessage): void {
    this.messages = this.messages.filter((each) => !isSame(each, message));
  }
}
