import { Inject, Injectable } from '@nestjs/common';
import { commit, commitWithEvents, type CommandMeta, type Committed } from '@redress/command-handling';
import {
  complaintDecider,
  type ComplaintCommand,
  type ComplaintRegistered,
  type RegisterComplaint,
} from '@redress/complaint';
import type { EventStore } from '@redress/event-store';
import { CommandRefused, type Sealed, type VersionedEvent } from '@redress/kernel';
import { seal, type PersonKeys } from '@redress/personal-data';
import { EVENT_STORE, PERSON_KEYS } from '@redress/platform';
import { publishable } from '../relay/publishable';
import { complaintStream } from './complaint-ids';

/** Why a complaint's file is not opened; besides what the complaint itself refuses. */
export type FileRefusal = 'other-site';

/** What never changes of a complaint that is on record. */
export interface ComplaintFile {
  readonly complaintId: string;
  /** The plan that governs it to its end (decisions.md 8). */
  readonly planRef: string;
  /** Whose key seals what is written about it. */
  readonly personId: string;
}

const decider = publishable(complaintDecider);

const isRegistration = (event: VersionedEvent): event is VersionedEvent & ComplaintRegistered =>
  event.type === 'ComplaintRegistered';

/** The complaints on record, as the handlers of this service work on them. */
@Injectable()
export class ComplaintFiles {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  /** The registration of a complaint, as it was stored. @throws CommandRefused complaint-not-registered, other-site */
  async registration(complaintId: string, siteId: string): Promise<ComplaintRegistered['data']> {
    const [first] = await this.store.readStream(complaintStream(complaintId), 1, 1);
    const registration = first?.events.find(isRegistration);
    if (!first || !registration) throw new CommandRefused('complaint-not-registered');
    if (first.siteId !== siteId) throw new CommandRefused('other-site');
    return registration.data;
  }

  /** Opens the file of a complaint of the caller's site. @throws CommandRefused complaint-not-registered, other-site */
  async open(complaintId: string, { siteId }: CommandMeta): Promise<ComplaintFile> {
    const { planRef, personId } = await this.registration(complaintId, siteId);
    return { complaintId, planRef, personId };
  }

  /** Seals what staff wrote under the complainant's key. @throws PersonErased · KeysUnavailable (a TransientFault) */
  async seal({ personId }: ComplaintFile, text: string): Promise<Sealed> {
    return seal(await this.keys.keyOf(personId), text);
  }

  /** Takes a command to the complaint's stream, under the plan that governs it. */
  commit(file: ComplaintFile, command: ComplaintCommand, meta: CommandMeta): Promise<Committed> {
    return commit(this.request(file, command, meta));
  }

  /**
   * Puts a complaint on record and answers with its registration as it is stored: that of the first time, where the
   * command was repeated. @throws CommandRefused
   */
  async register(
    file: ComplaintFile,
    command: RegisterComplaint,
    meta: CommandMeta,
  ): Promise<{ readonly committed: Committed; readonly registration: ComplaintRegistered['data'] }> {
    // Only a repeat finds its own complaint there (see newComplaintId).
    const request = { ...this.request(file, command, meta), freshStream: true };
    const { events, ...committed } = await commitWithEvents(request);
    const stored = events.find(isRegistration)?.data;
    return { committed, registration: stored ?? (await this.registration(file.complaintId, meta.siteId)) };
  }

  private request({ complaintId, planRef }: ComplaintFile, command: ComplaintCommand, meta: CommandMeta) {
    const target = { streamId: complaintStream(complaintId), subject: complaintId };
    return { store: this.store, decider, target, command, meta: { ...meta, planRef } };
  }
}
