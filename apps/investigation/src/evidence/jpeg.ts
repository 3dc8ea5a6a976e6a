import { withoutGps } from './tiff';

/** A JPEG that does not keep to its own structure: cut short, or no JPEG. */
export class BrokenImage extends Error {
  constructor(what: string) {
    super(`the image is broken: ${what}`);
    this.name = 'BrokenImage';
  }
}

const exif = Buffer.from('Exif\0\0', 'latin1');
const marker = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee } as const;
const colourProfile = Buffer.from('ICC_PROFILE\0', 'latin1');

/** Where the coded picture ends: at the next marker that is neither stuffing nor a restart. */
const endOfScan = (image: Buffer, from: number): number => {
  let at = image.indexOf(0xff, from);
  while (at >= 0 && at + 1 < image.length) {
    const code = image.readUInt8(at + 1);
    const goesOn = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7);
    if (!goesOn) return at;
    at = image.indexOf(0xff, at + (code === 0xff ? 1 : 2));
  }
  throw new BrokenImage('it has no end');
};

/**
 * What is kept of a segment: all that is needed to show the picture, and Exif without its GPS part. XMP, IPTC, the
 * makers' own segments and comments go: each of them may name the place in its own way.
 */
const kept = (code: number, segment: Buffer): Buffer | undefined => {
  const content = segment.subarray(4);
  const isExtra = (code > marker.app0 && code <= 0xef) || code === 0xfe;
  if (!isExtra || code === marker.app14) return segment;
  if (code === marker.app2)
    return content.subarray(0, colourProfile.length).equals(colourProfile) ? segment : undefined;
  if (code !== marker.app1 || !content.subarray(0, exif.length).equals(exif)) return undefined;
  const cleaned = withoutGps(content.subarray(exif.length));
  return cleaned && Buffer.concat([segment.subarray(0, 4 + exif.length), cleaned]);
};

/** A segment of the file: its code, where it begins, and where it ends. */
interface Segment {
  readonly code: number;
  readonly from: number;
  readonly to: number;
}

/** The segment that begins at a place, behind what fills up in front of it. @throws BrokenImage */
const segmentAt = (image: Buffer, place: number): Segment => {
  let from = place;
  while (image[from] === 0xff && image[from + 1] === 0xff) from += 1;
  const code = image[from + 1];
  if (image[from] !== 0xff || code === undefined) throw new BrokenImage('a segment is missing');
  if (code === marker.end) return { code, from, to: from + 2 };
  const to = from + 4 <= image.length ? from + 2 + image.readUInt16BE(from + 2) : image.length + 1;
  if (to > image.length || to < from + 4) throw new BrokenImage('a segment is cut short');
  return { code, from, to };
};

/**
 * The same picture without the place where it was taken; what follows its end (second pictures, films) goes too.
 * The coded picture itself is not touched. @throws BrokenImage
 */
export const jpegWithoutLocation = (image: Buffer): Buffer => {
  if (image.readUInt16BE(0) !== 0xff00 + marker.start) throw new BrokenImage('it does not begin as one');
  const parts: Buffer[] = [image.subarray(0, 2)];
  let shown = false;
  for (let at = 2; ;) {
    const { code, from, to } = segmentAt(image, at);
    if (code === marker.end && shown) return Buffer.concat([...parts, image.subarray(from, to)]);
    if (code === marker.end) throw new BrokenImage('it shows nothing');
    parts.push(kept(code, image.subarray(from, to)) ?? Buffer.alloc(0));
    at = code === marker.scan ? endOfScan(image, to) : to;
    parts.push(image.subarray(to, at));
    shown ||= code === marker.scan;
  }
};
