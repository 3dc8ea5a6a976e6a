const isPlainSegment = (segment: string): boolean => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    return false;
  }
  return decoded !== '' && decoded !== '.' && decoded !== '..' && !/[/\\%\p{Cc}]/u.test(decoded);
};

/** Whether a path means the same to every reader: nothing climbs, nothing is encoded twice, no slash hides. */
export const isPlainPath = (path: string): boolean =>
  path.startsWith('/') && path.slice(1).split('/').every(isPlainSegment);
