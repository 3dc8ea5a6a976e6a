import { signatureDistance } from '@redress/plan-rules';

/** Why a complaint is offered. */
export const offerReasons = ['sameText', 'similarText', 'samePlace', 'sameCategory', 'samePerson'] as const;
export type OfferReason = (typeof offerReasons)[number];

/** What a likeness is judged by. */
export interface Likened {
  readonly textSignature?: string;
  readonly place?: string;
  readonly category?: string;
}

/** How alike the texts of two complaints are, and what else they have in common. */
export interface Likeness {
  /** 1 for the same text; about 0.5 for two that have nothing to do with each other. */
  readonly similarity: number;
  readonly because: readonly OfferReason[];
}

/** Bits of 64 in which the signatures of likely duplicates differ at most (decisions.md 15). */
const alike = 12;
/** The same, of complaints about one place or of one category: each is a sign of its own. */
const alikeInPart = 16;

/** A text without letters says nothing. */
const saysNothing = '0000000000000000';

const isSame = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one === other;

/** Whether two complaints are likely to be one, and why; undefined where they are not. */
export const likenessOf = (one: Likened, other: Likened): Likeness | undefined => {
  const { textSignature: a = saysNothing } = one;
  const { textSignature: b = saysNothing } = other;
  if (a === saysNothing || b === saysNothing) return undefined;
  const distance = signatureDistance(a, b);
  const besides: OfferReason[] = [
    ...(isSame(one.place, other.place) ? (['samePlace'] as const) : []),
    ...(isSame(one.category, other.category) ? (['sameCategory'] as const) : []),
  ];
  if (distance > (besides.length > 0 ? alikeInPart : alike)) return undefined;
  const similarity = Number((1 - distance / 64).toFixed(2));
  return { similarity, because: [distance === 0 ? 'sameText' : 'similarText', ...besides] };
};
