import { KafkaJSProtocolError } from 'kafkajs';
import { retrying } from './backoff';

/** How long a topic may be unknown, a partition without leader and a group without coordinator: as when they are new. */
const settledWithinMs = 15_000;

const isRetriable = (error: unknown): boolean => error instanceof KafkaJSProtocolError && error.retriable;

/**
 * Asks a broker that may be about to settle (K18); kafkajs itself gives up at once there.
 * @param again whether to ask again after an error; by default after those the protocol calls retriable
 */
export const onceSettled = <T>(ask: () => Promise<T>, again = isRetriable): Promise<T> =>
  retrying(ask, { signal: AbortSignal.timeout(settledWithinMs), backoff: { initialMs: 20, maxMs: 500 }, again });
