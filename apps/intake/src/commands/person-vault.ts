import type { PersonKeyBatches, PersonKeys } from '@redress/personal-data';

/** Injects the PersonVault. */
export const PERSON_VAULT = Symbol('PERSON_VAULT');

/** The keys of all persons, where they are kept and destroyed (decisions.md 14). */
export interface PersonVault extends PersonKeys, PersonKeyBatches {
  /** The site whose person this is; undefined for nobody's. */
  siteOf(personId: string): Promise<string | undefined>;
  /** Destroys a person's key for good; true when this call did it. */
  erase(personId: string): Promise<boolean>;
}
