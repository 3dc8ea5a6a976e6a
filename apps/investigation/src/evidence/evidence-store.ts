/** Injects the EvidenceStore. */
export const EVIDENCE_STORE = Symbol('EVIDENCE_STORE');

/** Whose bytes they are, and what they are called. */
export interface EvidenceBytes {
  readonly complaintId: string;
  /** Under whose key they are sealed; with that person's data they go. */
  readonly personId: string;
  /** Of one evidence and one hash, so that other bytes are never met under it. */
  readonly fileName: string;
}

/** Bytes that were written, and of which it is not sure yet that an event refers to them. */
export interface Upload extends EvidenceBytes {
  readonly uploadId: string;
}

/** Bytes of evidence that are there in part only. */
export class BytesIncomplete extends Error {
  constructor(readonly fileName: string) {
    super('the bytes of evidence are not all there');
    this.name = 'BytesIncomplete';
  }
}

/**
 * Where the sealed bytes of evidence are kept. They are written before the event that refers to them, in doubt until
 * they are settled: what no event refers to after an hour is swept away (pitfalls F18).
 */
export interface EvidenceStore {
  /** Writes bytes, in doubt. @throws StoreUnavailable (a TransientFault) */
  keep(of: EvidenceBytes, sealed: Uint8Array): Promise<Upload>;
  /** An event refers to them: they are in doubt no more. */
  settle(upload: Upload): Promise<void>;
  /** No event will refer to them: they go, and nothing else that has their name. */
  discard(upload: Upload): Promise<void>;
  /** Bytes by their name; undefined where there are none. @throws BytesIncomplete */
  read(fileName: string): Promise<Buffer | undefined>;
  /** The oldest uploads that are in doubt since before a moment, at most so many. */
  inDoubt(before: Date, limit: number): Promise<readonly Upload[]>;
  /** Removes everything of a person; again, where it failed half-way. */
  removeOf(personId: string): Promise<void>;
}
