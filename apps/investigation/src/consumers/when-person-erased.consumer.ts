import type { PersonErased } from '@redress/contracts';
import type { PersonKeys } from '@redress/personal-data';
import type { EvidenceStore } from '../evidence/evidence-store';

/**
 * Nothing of an erased person may be sealed or opened any more, not even for the minutes a key is kept, and the bytes
 * of the evidence go as well (invariant 19). @throws StoreUnavailable (a TransientFault)
 */
export const whenPersonErased = async (
  { keys, evidence }: { readonly keys: PersonKeys; readonly evidence: EvidenceStore },
  { personId }: PersonErased,
): Promise<void> => {
  keys.forget(personId);
  await evidence.removeOf(personId);
};
