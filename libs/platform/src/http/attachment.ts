/** RFC 8187: what `encodeURIComponent` leaves alone and the header's syntax does not. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * `Content-Disposition` of a file that is to be saved (RFC 6266).
 * @param plain its name in letters of ASCII, without quotes, for who knows no other
 * @param own its name as it is
 */
export const attachmentNamed = (plain: string, own: string): string =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encoded(own)}`;
