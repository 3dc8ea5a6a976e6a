import { happened, refuse, type Decider, type Message, type Sealed } from '@redress/kernel';

interface OfPublication {
  readonly complaintId: string;
}

/** What everybody may read of how a complaint was handled; without a word that tells who complained. */
export interface PublishedText {
  readonly title: string;
  readonly text: string;
}

/** Publishes how a complaint was handled. `told` says whether the complainant has been told the result. */
export type PublishResult = Message<
  'PublishResult',
  OfPublication & PublishedText & { told: boolean; substantiated: boolean; category?: string; at: string; by: string }
>;
/** Takes back what was published. */
export type WithdrawPublication = Message<
  'WithdrawPublication',
  OfPublication & { reason: Sealed; at: string; by: string }
>;
export type PublicationCommand = PublishResult | WithdrawPublication;

/** Everybody may read how the complaint was handled; another publication takes the place of the last. */
export type ResultPublished = Message<
  'ResultPublished',
  OfPublication &
    PublishedText & {
      /** Counts the publications about a complaint from 1. */
      publicationNo: number;
      substantiated: boolean;
      category?: string;
      publishedAt: string;
      publishedBy: string;
    }
>;
/** What was published is not shown any more. */
export type PublicationWithdrawn = Message<
  'PublicationWithdrawn',
  OfPublication & { publicationNo: number; withdrawnAt: string; withdrawnBy: string; reason: Sealed }
>;
export type PublicationEvent = ResultPublished | PublicationWithdrawn;

/** Why nothing is published, or taken back. */
export type PublicationRefusal = 'result-not-told' | 'publication-unknown';

/** What was published about a complaint. */
export interface Publication {
  readonly count: number;
  /** What is shown now. */
  readonly shown?: PublishedText;
}

const publish = ({ told, at, by, ...published }: PublishResult['data'], { count, shown }: Publication) => {
  // The complainant hears it first.
  if (!told) return refuse<PublicationRefusal>('result-not-told');
  if (shown?.title === published.title && shown.text === published.text) return happened<PublicationEvent>();
  return happened<PublicationEvent>({
    type: 'ResultPublished',
    data: { ...published, publicationNo: count + 1, publishedAt: at, publishedBy: by },
  });
};

/** What is made public about a complaint; stream `publication-<complaintId>`. */
export const publicationDecider: Decider<Publication, PublicationCommand, PublicationEvent, PublicationRefusal> = {
  initial: { count: 0 },
  decide: ({ type, data }, state) => {
    if (type === 'PublishResult') return publish(data, state);
    if (state.count === 0) return refuse('publication-unknown');
    if (!state.shown) return happened();
    const { complaintId, reason, at, by } = data;
    return happened({
      type: 'PublicationWithdrawn',
      data: { complaintId, publicationNo: state.count, withdrawnAt: at, withdrawnBy: by, reason },
    });
  },
  evolve: ({ count }, { type, data }) =>
    type === 'ResultPublished'
      ? { count: data.publicationNo, shown: { title: data.title, text: data.text } }
      : { count },
};
