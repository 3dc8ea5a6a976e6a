/** The tag of IFD 0 that points to the GPS part (Exif 2.32, 4.6.3). */
const gpsPointer = 0x8825;
const entryBytes = 12;
/** Bytes of a value by its type (TIFF 6.0, section 2; 1 to 12). */
const valueBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Exif data that point outside of themselves. */
class Unreadable extends Error {}

interface Tiff {
  readonly bytes: Buffer;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
}

const tiffOf = (content: Buffer): Tiff => {
  // A copy: what was sent stays as it was.
  const bytes = Buffer.from(content);
  const order = bytes.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') throw new Unreadable();
  const little = order === 'II*\0';
  const within = (at: number, length: number): number => {
    if (at + length > bytes.length) throw new Unreadable();
    return at;
  };
  return {
    bytes,
    u16: (at) => (little ? bytes.readUInt16LE(within(at, 2)) : bytes.readUInt16BE(within(at, 2))),
    u32: (at) => (little ? bytes.readUInt32LE(within(at, 4)) : bytes.readUInt32BE(within(at, 4))),
  };
};

/** Where the entries of a directory begin. @throws Unreadable */
const entriesOf = ({ bytes, u16 }: Tiff, directory: number): number[] => {
  const count = u16(directory);
  if (directory + 2 + count * entryBytes > bytes.length) throw new Unreadable();
  return Array.from({ length: count }, (_, at) => directory + 2 + at * entryBytes);
};

const wipeEntry = ({ bytes, u16, u32 }: Tiff, entry: number): void => {
  const length = (valueBytes[u16(entry + 2)] ?? 0) * u32(entry + 4);
  const value = length > 4 ? u32(entry + 8) : entry;
  if (value + length > bytes.length) throw new Unreadable();
  bytes.fill(0, value, value + length);
  bytes.fill(0, entry, entry + entryBytes);
};

/**
 * Exif data whose GPS part, and what its entries point to, is wiped in place, so that everything else (time, turn,
 * camera) stays where it was; undefined where they cannot be understood, and so go as a whole.
 */
export const withoutGps = (content: Buffer): Buffer | undefined => {
  try {
    const tiff = tiffOf(content);
    const pointers = entriesOf(tiff, tiff.u32(4)).filter((entry) => tiff.u16(entry) === gpsPointer);
    for (const pointer of pointers) {
      const directory = tiff.u32(pointer + 8);
      for (const entry of entriesOf(tiff, directory)) wipeEntry(tiff, entry);
      tiff.bytes.fill(0, directory, directory + 2);
    }
    return tiff.bytes;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
};
