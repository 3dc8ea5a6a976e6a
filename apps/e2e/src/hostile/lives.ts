/** Another file than the document's example: the same one is evidence once. */
const otherFile = { content: Buffer.from('%PDF-1.7\nanother\n%%EOF\n').toString('base64'), sha256: undefined };

/** What is said of another complaint, which is registered for it. */
export type AboutAnother = (otherId: string) => object;

/** Steps of a complaint's life one after another, so that each finds the state it needs; some say something of their own. */
export const lives: readonly (readonly (readonly [string, (object | AboutAnother)?])[])[] = [
  [['verify'], ['decline']],
  [['transfer']],
  [['settle-on-the-spot', { measures: [{ kind: 'apology' }] }]],
  [['withdraw']],
  [['ask-complainant'], ['record-communication'], ['messages'], ['take-back']],
  [['pause-deadline'], ['resume-deadline']],
  [
    ['link', (leadingId) => ({ leadingId })],
    ['unlink', (otherId) => ({ otherId })],
    ['merge', (leadingId) => ({ leadingId })],
    ['unmerge'],
  ],
  [
    ['classify'],
    ['verify'],
    ['accept'],
    ['assign'],
    ['set-team'],
    ['start-investigation'],
    ['name-respondent', { staffId: 'wang.fang' }],
    ['clear-respondent', { staffId: 'wang.fang' }],
    ['record-proceeding'],
    ['evidence'],
    ['materials', otherFile],
    ['withdraw-evidence'],
    ['report-problem'],
    ['solve-problem'],
    ['record-act', { party: 'complainant' }],
    ['record-act', { party: 'respondent' }],
    ['complete-investigation'],
    ['propose-resolution-plan', { measures: [{ kind: 'compensation', amountYuan: 90_000 }] }],
    ['reject-resolution-plan'],
    [
      'propose-resolution-plan',
      {
        measures: [
          { kind: 'compensation', amountYuan: 80_000 },
          { kind: 'correctiveMeasure' },
          { kind: 'compensation', amountYuan: 100, form: 'voucher' },
        ],
      },
    ],
    ['approve-resolution-plan', { proposalNo: 2 }],
    ['offer-compensation'],
    ['compensation-answer'],
    ['issue-compensation'],
    ['offer-compensation', { measureNo: 3 }],
    ['answer-compensation', { offerNo: 2, accepted: false }],
    ['complete-measure', { measureNo: 2 }],
    ['give-feedback'],
    ['publish-result'],
    ['withdraw-publication'],
    ['evaluate-outcome'],
    ['record-call-back', { satisfied: undefined }],
    ['satisfaction'],
    ['reopen'],
  ],
];
