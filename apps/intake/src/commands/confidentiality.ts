import type { LocalText } from '@redress/plan-rules';

/**
 * What every complainant is promised (R-109, domain rules P02, C14). The wording that was given is on record with the
 * complaint: a change of the text is a new version.
 */
export const confidentiality: { readonly version: string; readonly text: LocalText } = {
  version: '2026-1',
  text: {
    zh: '您的身份和联系方式只供处理本投诉的人员查看，不向被投诉人和公众透露；每次查看均有记录。您可以随时要求删除。',
    en: 'Who you are and how to reach you is seen only by those who handle this complaint, never by who is complained about nor by the public, and every view is recorded. You may ask for it to be erased at any time.',
  },
};
