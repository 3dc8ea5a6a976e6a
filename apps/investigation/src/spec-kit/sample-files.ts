import { crc32 } from 'node:zlib';

/** An entry of a directory: tag, type, count, and the value itself or what it is. */
type Entry = readonly [tag: number, type: number, count: number, value: Buffer | number];

/** A directory at an offset, its long values behind it, big-endian as in TIFF 6.0. */
const directory = (entries: readonly Entry[], offset: number): Buffer => {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  const values: Buffer[] = [];
  let free = offset + head.length;
  head.writeUInt16BE(entries.length, 0);
  for (const [at, [tag, type, count, value]] of entries.entries()) {
    const entry = 2 + at * 12;
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(type, entry + 2);
    head.writeUInt32BE(count, entry + 4);
    if (typeof value === 'number') {
      if (type === 3) head.writeUInt16BE(value, entry + 8);
      else head.writeUInt32BE(value, entry + 8);
    } else if (value.length <= 4) value.copy(head, entry + 8);
    else {
      head.writeUInt32BE(free, entry + 8);
      values.push(value);
      free += value.length;
    }
  }
  return Buffer.concat([head, ...values]);
};

const rationals = (...parts: number[]): Buffer => {
  const bytes = Buffer.alloc(parts.length * 8);
  for (const [at, part] of parts.entries()) {
    bytes.writeUInt32BE(part, at * 8);
    bytes.writeUInt32BE(1, at * 8 + 4);
  }
  return bytes;
};

/** Exif data that say when a picture was taken, which side is up, and that it was at 39° 54' 20" N, 116° 23' 29" E. */
export const exifWithGps = (): Buffer => {
  const first = 8;
  const time = Buffer.from('2026:10:01 10:20:30\0', 'latin1');
  const entries = (gps: number): Entry[] => [
    [0x0112, 3, 1, 6],
    [0x0132, 2, time.length, time],
    [0x8825, 4, 1, gps],
  ];
  const gps = first + directory(entries(0), first).length;
  const place = directory(
    [
      [1, 2, 2, Buffer.from('N\0')],
      [2, 5, 3, rationals(39, 54, 20)],
      [3, 2, 2, Buffer.from('E\0')],
      [4, 5, 3, rationals(116, 23, 29)],
    ],
    gps,
  );
  return Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), directory(entries(gps), first), place]);
};

const segment = (code: number, content: Buffer): Buffer => {
  const head = Buffer.of(0xff, code, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** XMP that names the place, too. */
const xmp = '<x:xmpmeta><exif:GPSLatitude>39,54.3N</exif:GPSLatitude></x:xmpmeta>';

/** A JPEG whose Exif and XMP tell where it was taken; `picture` makes it another one. */
export const jpegWithGps = (picture = 'picture'): Buffer =>
  Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifWithGps()])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`, 'latin1')),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xda, Buffer.from('\x01\x01\0\0\x3f\0', 'latin1')),
    Buffer.from(picture),
    // A stuffed byte and a restart are parts of the picture.
    Buffer.of(0xff, 0x00, 0x11, 0xff, 0xd0, 0x22),
    Buffer.of(0xff, 0xd9),
  ]);

const pngChunk = (type: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A PNG of one pixel whose Exif tell where it was taken. */
export const pngWithGps = (): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    pngChunk('eXIf', exifWithGps()),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`, 'latin1')),
    pngChunk('IDAT', Buffer.from('789c6360000000020001', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

const webpChunk = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

/** A WebP whose Exif tell where it was taken. */
export const webpWithGps = (): Buffer => {
  const content = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    webpChunk('VP8X', Buffer.of(0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    webpChunk('VP8 ', Buffer.from('the picture')),
    webpChunk('EXIF', exifWithGps()),
    webpChunk('XMP ', Buffer.from(xmp)),
  ]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
};

/** A PDF in name and first bytes; the text makes it another one. */
export const pdf = (text = '购票凭证'): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);

/** The beginning of a HEIC picture. */
export const heic = (): Buffer =>
  Buffer.concat([Buffer.from('00000018667479706865696300000000', 'hex'), Buffer.from('mif1heic'), Buffer.alloc(64)]);
