import type { PersonKeys } from '@redress/personal-data';

/** Injects the PersonVault. */
export const PERSON_VAULT = Symbol('PERSON_VAULT');

/** The keys of all persons, where they are kept and destroyed (decisions.md 14). */
export interface PersonVault extends PersonKeys {
  /** Destroys a person's key for good; true when this call did it. */
  erase(personId: string): Promise<boolean>;
}
