/** Injects the service's EventStore. */
export const EVENT_STORE = Symbol('EVENT_STORE');

/** Injects the service's PlanCopies. */
export const PLAN_COPIES = Symbol('PLAN_COPIES');

/** Injects the service's PersonKeys. */
export const PERSON_KEYS = Symbol('PERSON_KEYS');

/** Injects the service's ParkingLot. */
export const PARKING_LOT = Symbol('PARKING_LOT');

/** Injects the service's configuration object, as `startService` got it. */
export const CONFIG = Symbol('CONFIG');
