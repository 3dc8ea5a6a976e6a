/** What evidence may be: pictures, papers, films and recordings that show nothing but themselves and run nowhere. */
export const mediaTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'video/mp4',
  'video/quicktime',
  'video/webm',
  'audio/mpeg',
  'audio/x-m4a',
  'audio/wav',
  'audio/ogg',
  'audio/amr',
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** Other names of the same types, as browsers and the detection have them. */
const otherNames: Readonly<Record<string, MediaType>> = {
  'image/jpg': 'image/jpeg',
  'image/heif': 'image/heic',
  'audio/mp3': 'audio/mpeg',
  'audio/mp4': 'audio/x-m4a',
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/opus': 'audio/ogg',
};

/** The type of this name, if it is one that evidence may be. */
export const mediaTypeOf = (name: string): MediaType | undefined => {
  // Parameters (`; codecs=opus`) say nothing that is asked here.
  const bare = name.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return otherNames[bare] ?? mediaTypes.find((one) => one === bare);
};
