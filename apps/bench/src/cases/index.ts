import type { BenchCase } from '../measure/bench-case';
import { append } from './append';
import { arming } from './arming';
import { e2e } from './e2e';
import { escalations } from './escalations';
import { footprint } from './footprint';
import { growth } from './growth';
import { http } from './http';
import { load } from './load';
import { rebuild } from './rebuild';
import { relay } from './relay';
import { timers } from './timers';

/** All cases, in the order in which they run. */
export const cases: readonly BenchCase[] = [
  append,
  load,
  relay,
  e2e,
  rebuild,
  timers,
  arming,
  escalations,
  http,
  footprint,
  growth,
];
