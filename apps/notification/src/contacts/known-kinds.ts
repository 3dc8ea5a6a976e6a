import type { DeliveryChannel } from '@redress/contracts';

/** A kind of contact besides the inbox, which everybody has. */
export type ContactKind = Exclude<DeliveryChannel, 'inApp'>;

/**
 * How the person of a turn of duty can be reached, without the addresses: a turn never changes its contact, so this is
 * learned once and then known while the vault is away, until the person is erased. Not personal.
 */
export interface KnownKinds {
  /** @throws TransientFault when the store is away */
  of(entryId: string): Promise<readonly ContactKind[] | undefined>;
  note(duty: { readonly entryId: string; readonly personId: string }, kinds: readonly ContactKind[]): Promise<void>;
  /** The person was erased: nothing but the inbox reaches them from now on. */
  erase(personId: string): Promise<void>;
}
