import { Inject, Injectable } from '@nestjs/common';
import { barred, caseDecider, type CaseCommand, type CaseFile } from '@redress/case';
import { commit, loadState, type CommandMeta, type Committed } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { CommandRefused, type Sealed } from '@redress/kernel';
import { seal, unseal, type PersonKeys } from '@redress/personal-data';
import { EVENT_STORE, holdsTrackingToken, PERSON_KEYS } from '@redress/platform';
import { publishableCaseDecider } from '../relay/publishable';
import { KNOWN_COMPLAINTS, type KnownComplaint, type KnownComplaints } from './known-complaints';

/** Why a case is not opened for somebody; besides what the case itself refuses. */
export type FileRefusal = 'other-site' | 'tracking-unknown';

/** Name of the stream of a complaint's case. */
export const caseStream = (complaintId: string): string => `case-${complaintId}`;

/** The cases, as the handlers of this service work on them. */
@Injectable()
export class CaseFiles {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    @Inject(KNOWN_COMPLAINTS) private readonly complaints: KnownComplaints,
  ) {}

  /** Opens the file of a case of the caller's site. @throws CommandRefused case-not-opened, other-site */
  async open(complaintId: string, { siteId }: CommandMeta): Promise<KnownComplaint> {
    const known = await this.complaints.find(complaintId);
    if (!known) throw new CommandRefused('case-not-opened');
    if (known.siteId !== siteId) throw new CommandRefused('other-site' satisfies FileRefusal);
    return known;
  }

  /**
   * Opens the file for whoever complained. A complaint that is not there and a wrong token get the same answer.
   * @throws CommandRefused tracking-unknown
   */
  async openOwn(complaintId: string, trackingToken = ''): Promise<KnownComplaint> {
    const known = await this.complaints.find(complaintId);
    const own = holdsTrackingToken(trackingToken, known?.trackingTokenHash);
    if (!known || !own) throw new CommandRefused('tracking-unknown' satisfies FileRefusal);
    return known;
  }

  /** The case of a complaint as somebody may touch it who is not complained against in it. @throws CommandRefused actor-is-named */
  async mayTouch({ complaintId }: KnownComplaint, actor: string): Promise<CaseFile> {
    const { state } = await loadState(this.store, caseDecider, caseStream(complaintId));
    const refusal = barred(state, actor);
    if (refusal) throw new CommandRefused(refusal);
    return state;
  }

  /** Seals what was written under the complainant's key. @throws PersonErased · KeysUnavailable (a TransientFault) */
  async seal({ personId }: KnownComplaint, text: string): Promise<Sealed> {
    return seal(await this.keys.keyOf(personId), text);
  }

  /** Opens what was sealed of a text. @throws PersonErased · KeysUnavailable (a TransientFault) */
  async unseal(sealed: Sealed): Promise<string> {
    return unseal<string>(await this.keys.keyOf(sealed.keyRef), sealed);
  }

  /** Takes a command to the case's stream, under the plan that governs the complaint. */
  commit({ complaintId, planRef }: KnownComplaint, command: CaseCommand, meta: CommandMeta): Promise<Committed> {
    const target = { streamId: caseStream(complaintId), subject: complaintId };
    return commit({ store: this.store, decider: publishableCaseDecider, target, command, meta: { ...meta, planRef } });
  }
}
