import { attachmentNamed } from '@redress/platform';
import type { ShownEvidence } from '../commands/view-evidence.handler';

/** What a header may not hold even encoded, and what a name of a file may not be. */
const unfit = /[\p{Cc}\p{Cf}/\\]/gu;

/**
 * A file of strangers: to be saved and not to be shown, nor to be taken for anything else, and if it is shown all the
 * same it may do nothing. What it is says the list.
 */
export const downloadHeaders = ({ added, name, bytes }: ShownEvidence): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-length': String(bytes.length),
  'content-disposition': attachmentNamed(`evidence-${added.evidenceNo}`, name.replace(unfit, '_')),
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'repr-digest': `sha-256=:${Buffer.from(added.sha256, 'hex').toString('base64')}:`,
});
