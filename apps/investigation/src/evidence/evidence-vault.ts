import { Inject, Injectable } from '@nestjs/common';
import type { EvidenceAdded } from '@redress/case';
import { PersonErased, SealBroken, sealBytes, unsealBytes, type PersonKeys } from '@redress/personal-data';
import { PERSON_KEYS } from '@redress/platform';
import type { KnownComplaint } from '../commands/known-complaints';
import { BytesIncomplete, EVIDENCE_STORE, type EvidenceStore, type Upload } from './evidence-store';
import { sha256Of, type InspectedFile } from './inspect-file';
import { fileNameOf } from './names';

/** What has become of the bytes of evidence. */
export type EvidenceFault = 'missing' | 'damaged';

/** The bytes that an event tells of, or what has become of them. */
export type FoundBytes = { readonly bytes: Buffer } | { readonly fault: EvidenceFault };

/** Seals the bytes of evidence under the complainant's key, and shows that what comes out is what went in. */
@Injectable()
export class EvidenceVault {
  constructor(
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  /** Seals and writes bytes; in doubt until they are settled. @throws PersonErased · KeysUnavailable · StoreUnavailable */
  async keep({ complaintId, personId }: KnownComplaint, evidenceId: string, file: InspectedFile): Promise<Upload> {
    const fileName = fileNameOf(evidenceId, file.kept.sha256);
    const sealed = sealBytes(await this.keys.keyOf(personId), fileName, file.bytes);
    const upload = await this.store.keep({ complaintId, personId, fileName }, sealed);
    await this.stillThere(personId, upload);
    return upload;
  }

  /** Whoever was erased while the bytes were on their way was not cleared of them; mostly the key is in memory. */
  private async stillThere(personId: string, upload: Upload): Promise<void> {
    try {
      await this.keys.keyOf(personId);
    } catch (error) {
      await this.store.discard(upload);
      throw error;
    }
  }

  /** The bytes an event tells of, opened and hashed. @throws PersonErased · KeysUnavailable · StoreUnavailable */
  async open({ evidenceId, sha256, name }: EvidenceAdded['data']): Promise<FoundBytes> {
    const fileName = fileNameOf(evidenceId, sha256);
    const key = await this.keys.keyOf(name.keyRef);
    try {
      const sealed = await this.store.read(fileName);
      if (!sealed) return { fault: 'missing' };
      const bytes = unsealBytes(key, fileName, sealed);
      return sha256Of(bytes) === sha256 ? { bytes } : { fault: 'damaged' };
    } catch (error) {
      if (error instanceof SealBroken || error instanceof BytesIncomplete) return { fault: 'damaged' };
      throw error;
    }
  }

  /** As `open`, for a check: undefined where nothing is wrong, or nothing is left as the person was erased. */
  async check(added: EvidenceAdded['data']): Promise<EvidenceFault | undefined> {
    try {
      const found = await this.open(added);
      return 'fault' in found ? found.fault : undefined;
    } catch (error) {
      if (error instanceof PersonErased) return undefined;
      throw error;
    }
  }
}
