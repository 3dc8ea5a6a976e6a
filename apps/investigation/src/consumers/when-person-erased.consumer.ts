import type { PersonErased } from '@redress/contracts';
import type { PersonKeys } from '@redress/personal-data';

/** Nothing of an erased person may be sealed or opened any more, not even for the minutes a key is kept (invariant 19). */
export const whenPersonErased = (keys: PersonKeys, { personId }: PersonErased): void => keys.forget(personId);
