import type { DueTimer } from '@redress/due-times';
import type { Clock } from '@redress/kernel';
import { delayOf } from './horizon';

/** What a job carries; its id is the timerId, its name the kind. */
export interface TimerJob {
  readonly ownerId: string;
  readonly revision: number;
  readonly dueAt: string;
}

/** A timer as a job for the queue: under its own id, so that it is there once (B3). */
export const jobOf = ({ timerId, kind, ownerId, revision, dueAt }: DueTimer, clock: Clock) => {
  const data: TimerJob = { ownerId, revision, dueAt };
  return { name: kind, data, opts: { jobId: timerId, delay: delayOf(clock, dueAt) } };
};
