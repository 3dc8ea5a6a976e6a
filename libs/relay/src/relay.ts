import type { CommitPublisher } from '@redress/messaging';
import type { Connection } from 'mongoose';
import type { TailPorts } from './followed-store';
import { LedTail, type LedTailOptions } from './led-tail';
import { mongoPorts, type MongoTail, type MongoTailOptions } from './mongo-tail';
import { publishedCommit, type ToMessage } from './published-commit';

/** The name of the tail that publishes. */
export const relayName = 'relay';

interface Publishing {
  readonly publisher: CommitPublisher;
  readonly toMessage: ToMessage;
}

export interface RelayOptions extends Omit<MongoTailOptions, 'name' | 'handle'>, Publishing {}

/** The relay of a store, wherever that is; see `createRelay`. */
export const relayOver = (
  ports: TailPorts,
  { publisher, toMessage, ...options }: Omit<LedTailOptions, 'name' | 'handle'> & Publishing,
): LedTail =>
  new LedTail(ports, {
    ...options,
    name: relayName,
    handle: (commits) => publisher.publish(commits.map((commit) => publishedCommit(commit, toMessage))),
  });

/**
 * The relay of a service: what is committed is published, in order, at least once (invariant 6). The publisher is not
 * stopped with it.
 */
export const createRelay = (connection: Connection, { store, ...options }: RelayOptions): MongoTail =>
  relayOver(mongoPorts(connection, store, relayName, options.leaseMs), options);
