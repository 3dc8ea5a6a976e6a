import type { Locale } from '@redress/contracts';
import type { Sealed } from '@redress/kernel';

/** A complainant who can be written to. Everything personal is sealed under the complainant's key. */
export interface Complainant {
  readonly personId: string;
  readonly locale: Locale;
  /** `{ name?, email?, phone? }`. */
  readonly contact: Sealed;
  readonly trackingToken?: Sealed;
  /** The finding, once there is one. */
  readonly substantiated?: boolean;
  /** The complaint that answers this one, while it is merged. */
  readonly follows?: Following;
}

/** A complaint that answers another, and who complains in it: whose name stays out of what the other's complainant reads. */
export interface Following {
  readonly leadingId: string;
  /** Sealed under that person's key. */
  readonly complainant: Sealed;
}

/** A complainant whose complaint is answered by another. */
export interface Follower extends Complainant {
  readonly complaintId: string;
  readonly follows: Following;
}

/** What a letter says besides its template's own words. */
export interface LetterFacts {
  /** Words of staff to the complainant. */
  readonly words?: Sealed;
  /** A due time it names, ISO-8601 UTC. */
  readonly by?: string;
  /** The body a complaint was handed to. */
  readonly receiver?: string;
  /** What is offered, yuan. */
  readonly amountYuan?: number;
  /** Whose name and contact stay out of the words, where they were written to somebody else; sealed like the words. */
  readonly without?: Sealed;
}

/**
 * What letters to complainants are made of, kept from what others published: a delivery's own events name the complaint
 * and the template alone. All methods may be called again with the same. @throws TransientFault when the store is away
 */
export interface Correspondence {
  noteComplainant(complaintId: string, complainant: Complainant): Promise<void>;
  noteFinding(complaintId: string, substantiated: boolean): Promise<void>;
  complainantOf(complaintId: string): Promise<Complainant | undefined>;
  /** The complaint is merged: its complainant hears what becomes of the leading one. Nothing where there is no address. */
  noteFollowing(complaintId: string, following: Following): Promise<void>;
  /** The complaint is merged into that one no longer. */
  noteLeft(complaintId: string, leadingId: string): Promise<void>;
  /** Those who can be written to of the complaints merged into one. */
  followersOf(leadingId: string): Promise<readonly Follower[]>;
  noteLetter(deliveryId: string, facts: LetterFacts): Promise<void>;
  letter(deliveryId: string): Promise<LetterFacts | undefined>;
  /** The person was erased: nobody writes to them any more. */
  erase(personId: string): Promise<void>;
}
