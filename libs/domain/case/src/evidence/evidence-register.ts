import type { EvidenceAdded, EvidenceEvent, EvidenceViewed, EvidenceWithdrawn } from './evidence-messages';

/** Most lines of the custody log that are shown of one piece; `views` counts them all. */
export const shownViews = 100;

/** A piece of evidence with all that happened to it. */
export interface RegisteredEvidence {
  readonly added: EvidenceAdded['data'];
  readonly withdrawn?: EvidenceWithdrawn['data'];
  /** How often its bytes were given out. */
  readonly views: number;
  /** The latest of them, oldest first. */
  readonly custody: readonly EvidenceViewed['data'][];
}

/** The evidence of a complaint by its id, in the order of its numbers. */
export type EvidenceRegister = ReadonlyMap<string, RegisteredEvidence>;

const after = (known: RegisteredEvidence, { type, data }: EvidenceEvent): RegisteredEvidence => {
  switch (type) {
    case 'EvidenceAdded':
      return known;
    case 'EvidenceViewed':
      return { ...known, views: known.views + 1, custody: [...known.custody, data].slice(-shownViews) };
    case 'EvidenceWithdrawn':
      return { ...known, withdrawn: data };
  }
};

/** What the events of a complaint's evidence come to, for those who read it. */
export const evidenceRegister = (events: readonly EvidenceEvent[]): EvidenceRegister => {
  const register = new Map<string, RegisteredEvidence>();
  for (const event of events) {
    const { evidenceId } = event.data;
    if (event.type === 'EvidenceAdded') register.set(evidenceId, { added: event.data, views: 0, custody: [] });
    const known = register.get(evidenceId);
    if (known) register.set(evidenceId, after(known, event));
  }
  return register;
};
