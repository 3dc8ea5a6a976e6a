import type { Role } from '@redress/contracts';

/**
 * Who is let in: anybody at all, whoever is signed in, whoever brings the refresh cookie (no token counts), or the
 * roles named.
 */
export type Allowed = 'anybody' | 'signed-in' | 'refresh-cookie' | readonly Role[];

/** What staff of another site, whatever their roles, get where a thing of this site is named. */
export type FromAnotherSite =
  /** The route names nothing that belongs to a site, or what it names is the caller's own. */
  | 'names-nothing'
  /** The thing is said to be another site's. */
  | 'refused'
  /** The thing is said not to exist. */
  | 'unknown'
  /** A list: it answers, and nothing of this site is in it. */
  | 'sees-nothing';

/** The rule of one endpoint. */
export interface AccessRule {
  readonly allowed: Allowed;
  readonly otherSite: FromAnotherSite;
}

/** A rule in one line. */
export const rule = (allowed: Allowed, otherSite: FromAnotherSite): AccessRule => ({ allowed, otherSite });
