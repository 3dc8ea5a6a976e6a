import type { ComplaintRegistered, PersonErased as PersonErasedMessage } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import {
  PersonUnknown,
  SealBroken,
  unseal,
  type PersonKey,
  type PersonKeyBatches,
  type PersonKeys,
} from '@redress/personal-data';
import { contactIn } from '../queries/contact';
import type { ContactTags } from './contact-tags';
import type { Narrative, Narratives } from './narratives';

interface Registered {
  readonly siteId: string;
  readonly drillId?: string;
  readonly data: ComplaintRegistered;
}

type KeyOrReason = PersonKey | 'erased' | 'unknown' | undefined;

/**
 * Fills the search index from what intake publishes. It has a consumer of its own: while keys cannot be had, the index
 * waits and the read models go on. Handling a commit twice changes nothing.
 */
export class NarrativeIndex {
  constructor(
    private readonly narratives: Narratives,
    private readonly keys: PersonKeys & PersonKeyBatches,
    private readonly tags: ContactTags,
    /** A text that could not be opened for good: told without any content. */
    private readonly onUnreadable: (complaintId: string, reason: string) => void,
  ) {}

  /** @throws TransientFault while the vault or the database cannot be asked. */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    const registered = commits.flatMap(registrationsIn);
    // One request for all keys, one write for all texts: a person each would cost a call each.
    const keys = await this.keys.keysOf(registered.map(({ data }) => data.narrative.keyRef));
    await this.narratives.keep(registered.flatMap((one) => this.opened(one, keys.get(one.data.narrative.keyRef))));
    for (const { personId, erasedAt } of commits.flatMap(erasuresIn)) {
      this.keys.forget(personId);
      await this.narratives.erase(personId, erasedAt);
    }
  }

  /** The text of a registration; none when its person was erased, or when it cannot be opened for good. */
  private opened({ siteId, drillId, data }: Registered, key: KeyOrReason): Omit<Narrative, 'tokens'>[] {
    const { complaintId, personId, narrative, complainant } = data;
    if (key === 'erased') return [];
    try {
      if (key === undefined || key === 'unknown') throw new PersonUnknown(narrative.keyRef);
      const text = unseal<string>(key, narrative);
      const contacts = this.tags.of(contactIn(unseal(key, complainant)));
      const known = contacts.length > 0 ? { contacts } : {};
      return [{ _id: complaintId, siteId, personId, text, ...known, ...(drillId !== undefined && { drillId }) }];
    } catch (error) {
      if (!(error instanceof PersonUnknown || error instanceof SealBroken)) throw error;
      this.onUnreadable(complaintId, error.name);
      return [];
    }
  }
}

const registrationsIn = ({ envelope, events }: PublishedCommit): Registered[] =>
  events
    .filter(({ type }) => envelope.context === 'intake' && type === 'ComplaintRegistered')
    .map(({ data }) => ({
      siteId: envelope.siteId,
      ...(envelope.drillId !== undefined && { drillId: envelope.drillId }),
      data: data as ComplaintRegistered,
    }));

const erasuresIn = ({ envelope, events }: PublishedCommit): PersonErasedMessage[] =>
  events
    .filter(({ type }) => envelope.context === 'intake' && type === 'PersonErased')
    .map(({ data }) => data as PersonErasedMessage);
