import { TransientFault } from '@redress/kernel';
import { mongo } from 'mongoose';

/** MongoDB cannot be asked for now: HTTP answers 503, consumers pause. */
export class StoreUnavailable extends TransientFault {
  constructor(what: string, options?: { cause?: unknown }) {
    super(`${what}: the database cannot be reached`, options);
    this.name = 'StoreUnavailable';
  }
}

/**
 * Server answers that say nothing about the operation itself: no primary, shutting down, timed out, not yet majority
 * (MongoDB specification "retryable writes" and "retryable reads", and 64, 50, 134).
 */
const outageCodes = new Set([6, 7, 50, 64, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

const outageClasses = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoWriteConcernError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoOperationTimeoutError,
];

/** The driver puts whatever ends a bulk into an error of the server, a broken connection too. */
const causeOf = (error: unknown): unknown =>
  error instanceof mongo.MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;

/** Whether an error means "unknown" or "not now" instead of "no" (pitfalls M2). */
export const isOutage = (error: unknown): boolean => {
  const cause = causeOf(error);
  return (
    outageClasses.some((outage) => cause instanceof outage) ||
    (cause instanceof mongo.MongoServerError && outageCodes.has(Number(cause.code)))
  );
};

/** Whether an operation ended at its own `maxTimeMS`: MongoDB is there, and too much was asked of it. */
export const isOutOfTime = (error: unknown): boolean => {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  return cause instanceof mongo.MongoServerError && cause.code === 50;
};

/** Whether a unique index refused a write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === 11000;

/** Runs a read or an idempotent write; an outage comes out as StoreUnavailable. `what` names the work for the message. */
export const guarded = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw isOutage(error) ? new StoreUnavailable(what, { cause: error }) : error;
  }
};

/** Like `guarded`, for what comes one by one out of a cursor. */
export async function* guardedEach<T>(what: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw isOutage(error) ? new StoreUnavailable(what, { cause: error }) : error;
  }
}
