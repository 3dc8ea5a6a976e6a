import type { KnownPerson } from '@redress/personal-data';

/** A contact out of what was sealed: an object, or the same as JSON text; other text is a name. */
export const contactIn = (unsealed: unknown): KnownPerson => {
  if (typeof unsealed === 'object' && unsealed !== null) return unsealed;
  if (typeof unsealed !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(unsealed);
    return typeof parsed === 'object' && parsed !== null ? parsed : { name: unsealed };
  } catch {
    return { name: unsealed };
  }
};
