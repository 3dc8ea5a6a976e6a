import type { Decision } from '@redress/kernel';
import type { WatchRefusal } from './watch-commands';
import type { WatchEvent } from './watch-events';

/** What a watch says to a command. */
export type Decided = Decision<WatchEvent, WatchRefusal>;
