import type { ComplaintRegistered, PersonErased as PersonErasedMessage } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { PersonErased, PersonUnknown, SealBroken, unseal, type PersonKeys } from '@redress/personal-data';
import type { Narratives } from './narratives';

interface Registered {
  readonly siteId: string;
  readonly drillId?: string;
  readonly data: ComplaintRegistered;
}

/** Complaints whose keys are asked for at the same time. */
const atOnce = 16;

/**
 * Fills the search index from what intake publishes. It has a consumer of its own: while keys cannot be had, the index
 * waits and the read models go on. Handling a commit twice changes nothing.
 */
export class NarrativeIndex {
  constructor(
    private readonly narratives: Narratives,
    private readonly keys: PersonKeys,
    /** A text that could not be opened for good: told without any content. */
    private readonly onUnreadable: (complaintId: string, reason: string) => void,
  ) {}

  /** @throws TransientFault while the vault or the database cannot be asked. */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    const registered = commits.flatMap(registrationsIn);
    const missing = await this.narratives.missing(registered.map(({ data }) => data.complaintId));
    const wanted = registered.filter(({ data }) => missing.has(data.complaintId));
    for (let from = 0; from < wanted.length; from += atOnce) {
      await Promise.all(wanted.slice(from, from + atOnce).map((one) => this.index(one)));
    }
    for (const { personId, erasedAt } of commits.flatMap(erasuresIn)) {
      this.keys.forget(personId);
      await this.narratives.erase(personId, erasedAt);
    }
  }

  private async index({ siteId, drillId, data }: Registered): Promise<void> {
    const { complaintId, personId, narrative } = data;
    try {
      const text = unseal<string>(await this.keys.keyOf(narrative.keyRef), narrative);
      await this.narratives.keep({
        _id: complaintId,
        siteId,
        personId,
        text,
        ...(drillId !== undefined && { drillId }),
      });
    } catch (error) {
      if (error instanceof PersonErased) return;
      if (!(error instanceof PersonUnknown || error instanceof SealBroken)) throw error;
      this.onUnreadable(complaintId, error.name);
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
