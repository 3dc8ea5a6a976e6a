import { createHash } from 'node:crypto';
import type { KeptFile, LocationState } from '@redress/case';
import { fileTypeFromBuffer } from 'file-type';
import { pngWithoutLocation, webpWithoutLocation } from './chunked-images';
import { fileRefused } from './file-refused';
import { BrokenImage, jpegWithoutLocation } from './jpeg';
import { mediaTypeOf, type MediaType } from './media-types';

/** Longest file that is taken: 10 MiB. */
export const largestFile = 10 * 1024 * 1024;

/** A file as it was sent. */
export interface SentFile {
  /** The bytes in base64. */
  readonly content: string;
  /** What they are said to be. */
  readonly mediaType: string;
  /** What their hash is said to be, hex. */
  readonly sha256?: string;
  /** Keep the place where a picture was taken. */
  readonly keepLocation: boolean;
}

/** A file that is fit to be kept. */
export interface InspectedFile {
  readonly kept: KeptFile;
  readonly bytes: Buffer;
}

type Cleaning = (image: Buffer) => Buffer;

/** Pictures, and how the place is taken out of them; null where nobody here can. */
const cleaning: { readonly [T in MediaType]?: Cleaning | null } = {
  'image/jpeg': jpegWithoutLocation,
  'image/png': pngWithoutLocation,
  'image/webp': webpWithoutLocation,
  'image/heic': null,
};

/** Hash of bytes, hex. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const sniffed = async (bytes: Buffer, declared: string): Promise<MediaType> => {
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const is = found === undefined ? undefined : mediaTypeOf(found);
  if (is === undefined) throw fileRefused('file-type-unknown', found === undefined ? undefined : { found });
  if (is !== mediaTypeOf(declared)) throw fileRefused('file-type-differs', { declared, found: is });
  return is;
};

const cleaned = (bytes: Buffer, clean: Cleaning): Buffer => {
  try {
    return clean(bytes);
  } catch (error) {
    if (error instanceof BrokenImage) throw fileRefused('file-damaged');
    throw error;
  }
};

const located = (bytes: Buffer, type: MediaType, keep: boolean): [Buffer, LocationState] => {
  const clean = cleaning[type];
  if (clean === undefined) return [bytes, 'notLookedFor'];
  if (keep) return [bytes, 'kept'];
  if (clean === null) throw fileRefused('location-not-removable', { mediaType: type });
  return [cleaned(bytes, clean), 'removed'];
};

/**
 * Looks at a file before it is evidence: its length, its hash, what it really is, and takes the place out of a picture.
 * @throws CommandRefused file-empty · file-too-large · file-hash-differs · file-type-unknown · file-type-differs ·
 * file-damaged · location-not-removable
 */
export const inspectFile = async ({ content, mediaType, sha256, keepLocation }: SentFile): Promise<InspectedFile> => {
  const sent = Buffer.from(content, 'base64');
  if (sent.length === 0) throw fileRefused('file-empty');
  if (sent.length > largestFile) throw fileRefused('file-too-large', { most: largestFile, bytes: sent.length });
  const sentSha256 = sha256Of(sent);
  if (sha256 !== undefined && sha256 !== sentSha256) throw fileRefused('file-hash-differs', { found: sentSha256 });
  const type = await sniffed(sent, mediaType);
  const [bytes, location] = located(sent, type, keepLocation);
  const kept = { sha256: sha256Of(bytes), bytes: bytes.length, mediaType: type, location };
  return { bytes, kept: kept.sha256 === sentSha256 ? kept : { ...kept, sentSha256 } };
};
