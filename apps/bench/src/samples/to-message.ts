import type { VersionedEvent } from '@redress/kernel';

/** The samples are published as they are stored. */
export const toMessage = (event: VersionedEvent): VersionedEvent => event;
