import type { ShownEvidence } from '../commands/view-evidence.handler';

/** What a header may not hold even encoded, and what a name of a file may not be. */
const unfit = /[\p{Cc}\p{Cf}/\\]/gu;

/** RFC 8187: what `encodeURIComponent` leaves alone and the header's syntax does not. */
const encoded = (name: string): string =>
  encodeURIComponent(name.replace(unfit, '_')).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A file of strangers: to be saved and not to be shown, nor to be taken for anything else, and if it is shown all the
 * same it may do nothing. What it is says the list.
 */
export const downloadHeaders = ({ added, name, bytes }: ShownEvidence): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-length': String(bytes.length),
  'content-disposition': `attachment; filename="evidence-${added.evidenceNo}"; filename*=UTF-8''${encoded(name)}`,
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'repr-digest': `sha-256=:${Buffer.from(added.sha256, 'hex').toString('base64')}:`,
});
