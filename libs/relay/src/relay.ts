import type { CommitPublisher } from '@redress/messaging';
import type { Connection } from 'mongoose';
import { createTail, type MongoTail, type MongoTailOptions } from './mongo-tail';
import { publishedCommit, type ToMessage } from './published-commit';

/** The name of the tail that publishes. */
export const relayName = 'relay';

export interface RelayOptions extends Omit<MongoTailOptions, 'name' | 'handle'> {
  readonly publisher: CommitPublisher;
  readonly toMessage: ToMessage;
}

/**
 * The relay of a service: what is committed is published, in order, at least once (invariant 6). The publisher is not
 * stopped with it.
 */
export const createRelay = (connection: Connection, { publisher, toMessage, ...options }: RelayOptions): MongoTail =>
  createTail(connection, {
    ...options,
    name: relayName,
    handle: (commits) => publisher.publish(commits.map((commit) => publishedCommit(commit, toMessage))),
  });
