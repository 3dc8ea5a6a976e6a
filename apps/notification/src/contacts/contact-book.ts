import { Inject, Injectable } from '@nestjs/common';
import { deliveryChannels, type DeliveryChannel } from '@redress/contracts';
import type { Duty } from '@redress/delivery';
import { PersonErased, PersonUnknown, seal, unseal, type PersonKeys } from '@redress/personal-data';
import type { Sealed } from '@redress/kernel';
import { PERSON_KEYS } from '@redress/platform';
import type { Contact } from '../channels/channel';
import { KNOWN_KINDS } from '../injection-tokens';
import type { ContactKind, KnownKinds } from './known-kinds';

const isKind = (channel: DeliveryChannel): channel is ContactKind => channel !== 'inApp';

const kindsIn = (contact: Contact): ContactKind[] => deliveryChannels.filter(isKind).filter((kind) => contact[kind]);

/** The contacts of staff, sealed under each person's own key (decisions.md 14); opened in memory only. */
@Injectable()
export class ContactBook {
  constructor(
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    @Inject(KNOWN_KINDS) private readonly known: KnownKinds,
  ) {}

  /** Seals a contact for the events. @throws KeysUnavailable (a TransientFault) · PersonErased */
  async seal(siteId: string, personId: string, contact: Contact): Promise<Sealed> {
    return seal(await this.keys.keyOf(personId, { createFor: siteId }), contact);
  }

  /** How to reach the person of a turn; nothing when the person's data was erased. @throws KeysUnavailable */
  async open({ personId, contact }: Duty): Promise<Contact> {
    try {
      return unseal<Contact>(await this.keys.keyOf(personId), contact);
    } catch (error) {
      if (error instanceof PersonErased || error instanceof PersonUnknown) return {};
      throw error;
    }
  }

  /** The kinds of contact a turn holds. @throws TransientFault while the vault is away and they were never learned */
  async kindsOf(duty: Duty): Promise<readonly ContactKind[]> {
    const known = await this.known.of(duty.entryId);
    if (known) return known;
    const kinds = kindsIn(await this.open(duty));
    await this.known.note(duty, kinds);
    return kinds;
  }

  /** The person was erased: the key must not stay in memory, and no message is queued that could never arrive. */
  async forget(personId: string): Promise<void> {
    this.keys.forget(personId);
    await this.known.erase(personId);
  }
}
