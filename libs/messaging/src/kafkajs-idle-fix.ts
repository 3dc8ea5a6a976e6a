import { createRequire } from 'node:module';

/** The parts of kafkajs' request queue that the fix touches (kafkajs 2.2.4, src/network/requestQueue). */
interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

const RequestQueue = createRequire(__filename)('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
const original = RequestQueue.prototype.scheduleCheckPendingRequests;

/**
 * kafkajs re-arms a 1 ms timer on every idle connection for ever (pitfalls K1; tulios/kafkajs#1751, fix #1768 unmerged).
 * A check is only needed while requests wait or the broker throttles; a new request schedules its own.
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
};
