import type { FactoryProvider, Provider, Type } from '@nestjs/common';
import type { DueTime, DueTimer } from '@redress/due-times';
import type { StoredCommit } from '@redress/event-store';
import type { Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import type { BackedServiceConfig } from '@redress/platform';
import { hearing } from './hearing';
import { Pipeline } from './pipeline';
import { publishing } from './publishing';
import { Stores, storing } from './storing';
import { timing } from './timing';

/** Hears the commits of other services; however often, the effect is one. */
export interface Hears {
  /** @throws TransientFault when the same commits must be given again later */
  hear(commits: readonly PublishedCommit[]): Promise<void>;
}

/** What the streams of a service wait for, and what happens when it is due. */
export interface Rings {
  /** What the owners of these commits wait for now. */
  dueAfter(
    commits: readonly StoredCommit[],
  ): Promise<readonly { readonly ownerId: string; readonly version: number; readonly due: readonly DueTime[] }[]>;
  /** @throws TransientFault to be called again */
  fire(timer: DueTimer): Promise<void>;
}

/** What makes one writing service different from the others. */
export interface WritingService {
  readonly context: Context;
  readonly config: BackedServiceConfig;
  /** The published form of a stored event; null where it stays private. */
  readonly toMessage: (event: VersionedEvent) => VersionedEvent | null;
  /** The other contexts it hears, and who of its providers does. */
  readonly hears: {
    /** Kafka consumer group, without the deployment's prefix. */
    readonly groupId: string;
    readonly contexts: readonly Context[];
    /** Where the owner of a context's streams listens, for the repair of gaps. */
    readonly ownerUrl: (context: Context) => string;
    readonly by: Type<Hears>;
  };
  /** Its timers, where it has some, and how many may ring at once. */
  readonly rings?: { readonly by: Type<Rings>; readonly concurrency?: number };
  /** What the relay sends through, when it is more than Kafka; may inject KAFKA_PUBLISHER. */
  readonly publisher?: Omit<FactoryProvider, 'provide'>;
}

/**
 * The providers every writing service has in common: its store, its clock, plan copies, parking lot, relay, consumer,
 * timers, and what starts and stops them in order. The service's own module adds its commands, routes and adapters.
 */
export const writingService = (service: WritingService): Provider[] => [
  ...storing(service),
  ...publishing(service),
  ...hearing(service),
  ...timing(service),
  Stores,
  Pipeline,
];
