import { Inject, Injectable } from '@nestjs/common';
import { publicationDecider, type PublicationCommand } from '@redress/case';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { CommandRefused } from '@redress/kernel';
import { PersonErased, unseal, type KnownPerson, type PersonKeys } from '@redress/personal-data';
import { EVENT_STORE, PERSON_KEYS } from '@redress/platform';
import { publishable } from '../relay/publishable';
import { findPersonalData } from './find-personal-data';
import type { KnownComplaint } from './known-complaints';

/** Why a text is not made public. */
export type TextRefusal = 'personal-data-in-text';

/** Name of the stream of what is made public about a complaint. */
const publicationStream = (complaintId: string): string => `publication-${complaintId}`;

const decider = publishable(publicationDecider);

/** What is made public about complaints. */
@Injectable()
export class Publications {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  /**
   * Nothing that tells who complained is made public. What is told about the person is known of the complaint;
   * of an erased person nothing is.
   * @throws CommandRefused personal-data-in-text, with what was found and where, never what it says
   * @throws KeysUnavailable (a TransientFault)
   */
  async assertAnonymous({ complainant }: KnownComplaint, texts: Readonly<Record<string, string>>): Promise<void> {
    const person = complainant ? await this.opened(complainant) : {};
    const found = Object.entries(texts).flatMap(([field, text]) =>
      findPersonalData(text, person).map((one) => ({ pointer: `/${field}`, ...one })),
    );
    if (found.length > 0) throw new CommandRefused('personal-data-in-text' satisfies TextRefusal, { found });
  }

  /** Takes a command to the stream of what is public about a complaint. */
  commit({ complaintId, planRef }: KnownComplaint, command: PublicationCommand, meta: CommandMeta): Promise<Committed> {
    const target = { streamId: publicationStream(complaintId), subject: complaintId };
    return commit({ store: this.store, decider, target, command, meta: { ...meta, planRef } });
  }

  private async opened(sealed: NonNullable<KnownComplaint['complainant']>): Promise<KnownPerson> {
    try {
      return unseal<KnownPerson>(await this.keys.keyOf(sealed.keyRef), sealed);
    } catch (error) {
      if (error instanceof PersonErased) return {};
      throw error;
    }
  }
}
