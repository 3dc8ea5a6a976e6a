import { evolve } from './evolve';
import type { OpenedWatch } from './watch-state';
import type { WatchEvent } from './watch-events';

/** The events of a decision so far and the watch they lead to, so that the next part of it sees what the last did. */
export interface Course {
  readonly watch: OpenedWatch;
  readonly events: readonly WatchEvent[];
}

/** Goes on with more events. Only for an opened watch, which no event closes up again. */
export const proceed = (course: Course, ...events: readonly WatchEvent[]): Course =>
  events.reduce<Course>((so, event) => {
    const watch = evolve(so.watch, event);
    return watch.status === 'unopened' ? so : { watch, events: [...so.events, event] };
  }, course);
