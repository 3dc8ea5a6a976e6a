import { CommandRefused } from '@redress/kernel';
import exifr from 'exifr';
import { exifWithGps, heic, jpegWithGps, pdf, pngWithGps, webpWithGps } from '../spec-kit/sample-files';
import { inspectFile, largestFile, sha256Of, type SentFile } from './inspect-file';

const inspect = (bytes: Buffer, mediaType: string, more: Partial<SentFile> = {}) =>
  inspectFile({ content: bytes.toString('base64'), mediaType, keepLocation: false, ...more });

const refusalOf = async (...sent: Parameters<typeof inspect>): Promise<string> =>
  inspect(...sent).then(
    () => 'taken',
    (error: unknown) => (error instanceof CommandRefused ? error.refusal : String(error)),
  );

describe('a file that is to be evidence', () => {
  it('is what its bytes say, under whichever name of that (R-039)', async () => {
    const { kept, bytes } = await inspect(pdf(), 'application/pdf');
    expect(bytes.equals(pdf())).toBe(true);
    expect(kept).toEqual({
      sha256: sha256Of(pdf()),
      bytes: pdf().length,
      mediaType: 'application/pdf',
      location: 'notLookedFor',
    });
    expect((await inspect(jpegWithGps(), 'image/jpg')).kept.mediaType).toBe('image/jpeg');
  });

  it.each([
    ['of no bytes', Buffer.alloc(0), 'application/pdf', {}, 'file-empty'],
    ['too large', Buffer.concat([pdf(), Buffer.alloc(largestFile)]), 'application/pdf', {}, 'file-too-large'],
    ['of no known type', Buffer.from('MZ, or plain text'), 'application/pdf', {}, 'file-type-unknown'],
    ['of a type that may run', Buffer.from('7f454c4602010100', 'hex'), 'application/pdf', {}, 'file-type-unknown'],
    ['of another type than said', pdf(), 'image/png', {}, 'file-type-differs'],
    ['another than was hashed', pdf(), 'application/pdf', { sha256: 'a'.repeat(64) }, 'file-hash-differs'],
    ['a picture cut short', jpegWithGps().subarray(0, -2), 'image/jpeg', {}, 'file-damaged'],
    ['a picture cut in its head', jpegWithGps().subarray(0, 80), 'image/jpeg', {}, 'file-damaged'],
    ['a PNG cut short', pngWithGps().subarray(0, -5), 'image/png', {}, 'file-damaged'],
    ['a WebP cut short', webpWithGps().subarray(0, -5), 'image/webp', {}, 'file-damaged'],
    ['a picture nobody here can clean', heic(), 'image/heic', {}, 'location-not-removable'],
  ] as const)('is not taken when it is %s (F18)', async (_, bytes, type, more, refusal) =>
    expect(await refusalOf(bytes, type, more)).toBe(refusal),
  );

  it('is taken up to the last byte of the bound, and when its hash is right', async () => {
    const full = Buffer.concat([pdf(), Buffer.alloc(largestFile - pdf().length)]);
    expect(await refusalOf(full, 'application/pdf', { sha256: sha256Of(full) })).toBe('taken');
  });
});

describe('the place where a picture was taken', () => {
  it('is taken out of a JPEG, and nothing else that shows it or when it was', async () => {
    expect(await exifr.gps(jpegWithGps())).toMatchObject({ latitude: expect.closeTo(39.9, 1) as number });
    const { bytes, kept } = await inspect(jpegWithGps(), 'image/jpeg');
    expect(await exifr.gps(bytes)).toBeUndefined();
    const told = (await exifr.parse(bytes, { translateValues: false, xmp: true })) as Record<string, unknown>;
    expect(Object.keys(told).filter((name) => /gps|lat|lon/i.test(name))).toEqual([]);
    expect(told).toMatchObject({ Orientation: 6, ModifyDate: new Date(2026, 9, 1, 10, 20, 30) });
    expect(bytes.includes('GPSLatitude')).toBe(false);
    expect(bytes.includes('picture')).toBe(true);
    expect(kept).toMatchObject({ location: 'removed', sentSha256: sha256Of(jpegWithGps()), sha256: sha256Of(bytes) });
  });

  it('is not left in what follows the picture', async () => {
    const second = Buffer.concat([jpegWithGps(), jpegWithGps('second')]);
    const { bytes } = await inspect(second, 'image/jpeg');
    expect(bytes.includes('second')).toBe(false);
    expect(bytes.equals((await inspect(jpegWithGps(), 'image/jpeg')).bytes)).toBe(true);
  });

  it('is not left in Exif that cannot be read', async () => {
    const exif = exifWithGps();
    const broken = Buffer.from(exif);
    broken.writeUInt32BE(0xffff_fff0, 4);
    const picture = jpegWithGps();
    const at = picture.indexOf(exif);
    const bad = Buffer.concat([picture.subarray(0, at), broken, picture.subarray(at + exif.length)]);
    const { bytes } = await inspect(bad, 'image/jpeg');
    expect(bytes.includes('Exif')).toBe(false);
    expect(bytes.includes('picture')).toBe(true);
  });

  it('is taken out of a PNG', async () => {
    expect(await exifr.gps(pngWithGps())).toMatchObject({ longitude: expect.closeTo(116.4, 1) as number });
    const { bytes } = await inspect(pngWithGps(), 'image/png');
    expect(await exifr.gps(bytes)).toBeUndefined();
    for (const told of ['eXIf', 'GPSLatitude']) expect(bytes.includes(told)).toBe(false);
    for (const shown of ['IHDR', 'IDAT', 'IEND']) expect(bytes.includes(shown)).toBe(true);
  });

  it('is taken out of a WebP, which then says neither that it has one nor another length', async () => {
    const { bytes } = await inspect(webpWithGps(), 'image/webp');
    for (const told of ['EXIF', 'XMP ', 'GPSLatitude']) expect(bytes.includes(told)).toBe(false);
    expect(bytes.includes('the picture')).toBe(true);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.readUInt8(20)).toBe(0);
  });

  it('is kept on purpose, byte for byte, in a HEIC too', async () => {
    const { bytes, kept } = await inspect(jpegWithGps(), 'image/jpeg', { keepLocation: true });
    expect(bytes.equals(jpegWithGps())).toBe(true);
    expect(kept).toMatchObject({ location: 'kept', sha256: sha256Of(jpegWithGps()) });
    expect(kept).not.toHaveProperty('sentSha256');
    expect((await inspect(heic(), 'image/heic', { keepLocation: true })).kept.location).toBe('kept');
  });
});
