import { BrokenImage } from './jpeg';

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');
/** Chunks of a PNG that only tell of it: Exif, texts (XMP among them), time. */
const pngTells = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);
/** Chunks of a WebP that only tell of it. */
const webpTells = new Set(['EXIF', 'XMP ']);
/** The flags of a VP8X chunk that announce Exif and XMP. */
const announced = 0b0000_1100;

/** The same picture without what is told of it, up to its end. @throws BrokenImage */
export const pngWithoutLocation = (image: Buffer): Buffer => {
  if (!image.subarray(0, 8).equals(pngStart)) throw new BrokenImage('it does not begin as one');
  const parts: Buffer[] = [pngStart];
  for (let at = 8; at + 12 <= image.length;) {
    const type = image.toString('latin1', at + 4, at + 8);
    const end = at + 12 + image.readUInt32BE(at);
    if (end > image.length) break;
    if (!pngTells.has(type)) parts.push(image.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  throw new BrokenImage('it has no end');
};

const unannounced = (type: string, chunk: Buffer): Buffer => {
  if (type !== 'VP8X' || chunk.length < 9) return chunk;
  const copy = Buffer.from(chunk);
  copy.writeUInt8(copy.readUInt8(8) & ~announced, 8);
  return copy;
};

/** The same picture without what is told of it. @throws BrokenImage */
export const webpWithoutLocation = (image: Buffer): Buffer => {
  if (image.length < 12 || image.toString('latin1', 8, 12) !== 'WEBP')
    throw new BrokenImage('it does not begin as one');
  const length = image.readUInt32LE(4) + 8;
  if (length > image.length) throw new BrokenImage('it is cut short');
  const parts: Buffer[] = [];
  for (let at = 12; at < length;) {
    const size = at + 8 <= length ? image.readUInt32LE(at + 4) : length;
    // Chunks are padded to an even length; the last one of a careless writer is not.
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > length) throw new BrokenImage('a chunk is cut short');
    const type = image.toString('latin1', at, at + 4);
    if (!webpTells.has(type)) parts.push(unannounced(type, image.subarray(at, Math.min(end, length))));
    at = end;
  }
  const content = Buffer.concat(parts);
  const head = Buffer.from(image.subarray(0, 12));
  head.writeUInt32LE(content.length + 4, 4);
  return Buffer.concat([head, content]);
};
