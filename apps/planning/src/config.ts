import { BackedServiceConfig } from '@redress/platform';

/** The environment of planning: what every service with a store needs, and nothing else. */
export class PlanningConfig extends BackedServiceConfig {}
