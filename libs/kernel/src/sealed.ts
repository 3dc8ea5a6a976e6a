/**
 * Personal data as it stands in events: ciphertext under the person's own key (decisions.md 14).
 * `keyRef` is the personId. The domain passes it through and never looks inside.
 */
export interface Sealed {
  readonly keyRef: string;
  /** `v1.<iv>.<ciphertext>.<tag>`, base64url. */
  readonly sealed: string;
}

/** Whether a value is sealed personal data. */
export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Sealed>).keyRef === 'string' &&
  typeof (value as Partial<Sealed>).sealed === 'string' &&
  Object.keys(value).length === 2;

/** The ids of all persons whose sealed data a value holds, each once, sorted. */
export const keyRefsOf = (value: unknown): string[] => {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (isSealed(part)) found.add(part.keyRef);
    else if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(walk);
  };
  walk(value);
  return [...found].sort();
};
