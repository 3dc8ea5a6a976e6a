import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { noCase } from '../case-file';
import { barred } from '../respondents';
import { evidenceClosed } from './access';
import { evidenceDecider, mostEvidence, mostMaterials } from './evidence';
import type { AddEvidence, Evidence, EvidenceEvent, RecordEvidenceViewed, WithdrawEvidence } from './evidence-messages';
import { evidenceRegister, shownViews } from './evidence-register';

const given = spec(evidenceDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const hashOf = (no: number): string => String(no).padStart(64, '0');

const evidence = (no: number, more: Partial<Evidence> = {}, bytes = 1_000): Evidence => ({
  evidenceId: `e-${no}`,
  kind: 'photo',
  source: 'complainant',
  collectedAt: '2026-11-30T02:00:00.000Z',
  collectedBy: 'staff:li',
  file: { sha256: hashOf(no), bytes, mediaType: 'image/jpeg', location: 'removed' },
  name: sealed,
  ...more,
});
const add = (no: number, { by = 'staff:li', bytes, ...more }: Partial<Evidence & { by: string; bytes: number }> = {}) =>
  ({ type: 'AddEvidence', data: { complaintId, evidence: evidence(no, more, bytes), at, by } }) satisfies AddEvidence;
const added = (no: number, addedBy = 'staff:li', bytes = 1_000): EvidenceEvent => {
  const { file, ...said } = evidence(no, {}, bytes);
  return { type: 'EvidenceAdded', data: { complaintId, evidenceNo: no, ...said, ...file, addedAt: at, addedBy } };
};
const view = (no: number): RecordEvidenceViewed => ({
  type: 'RecordEvidenceViewed',
  data: { complaintId, evidenceId: `e-${no}`, purpose: 'handling', at, by: 'staff:zhang' },
});
const viewed = (no: number, viewedBy = 'staff:zhang'): EvidenceEvent => ({
  type: 'EvidenceViewed',
  data: { complaintId, evidenceId: `e-${no}`, viewedAt: at, viewedBy, purpose: 'handling' },
});
const withdraw = (evidenceNo: number): WithdrawEvidence => ({
  type: 'WithdrawEvidence',
  data: { complaintId, evidenceNo, reason: sealed, at, by: 'staff:zhang' },
});
const withdrawn = (no: number): EvidenceEvent => ({
  type: 'EvidenceWithdrawn',
  data: { complaintId, evidenceId: `e-${no}`, withdrawnAt: at, withdrawnBy: 'staff:zhang', reason: sealed },
});
const many = (count: number, by?: string, bytes?: number): EvidenceEvent[] =>
  Array.from({ length: count }, (_, at) => added(at + 1, by, bytes));

describe('the evidence of a complaint', () => {
  it('is on record with its source, time, collector and hash, each piece with its number (R-039)', () => {
    given().when(add(1)).then(added(1));
    given(added(1)).when(add(2)).then(added(2));
  });
  it('was not collected in the future', () =>
    given()
      .when(add(1, { collectedAt: '2026-12-01T02:00:00.001Z' }))
      .thenRefused('collected-in-the-future'));
  it('holds the same bytes once, unless they were withdrawn', () => {
    const again = add(2, { file: evidence(1).file });
    given(added(1)).when(again).thenRefused('evidence-known');
    given(added(1), withdrawn(1)).when(add(2)).then(added(2));
  });
  it('has an end', () => {
    given(...many(mostEvidence - 1))
      .when(add(mostEvidence))
      .then(added(mostEvidence));
    given(...many(mostEvidence))
      .when(add(mostEvidence + 1))
      .thenRefused('evidence-full');
  });
  it('takes a bounded number of materials from the complainant, and staff may add more (R-014)', () => {
    const { pieces, bytes } = mostMaterials;
    const sent = many(pieces, 'visitor');
    const next = pieces + 1;
    given(...sent)
      .when(add(next, { by: 'visitor' }))
      .thenRefused('materials-full');
    given(...sent)
      .when(add(next))
      .then(added(next));
    given(...many(pieces))
      .when(add(next, { by: 'visitor' }))
      .then(added(next, 'visitor'));
    given(added(1, 'visitor', bytes - 10))
      .when(add(2, { by: 'visitor', bytes: 11 }))
      .thenRefused('materials-full');
    given(added(1, 'visitor', bytes - 10))
      .when(add(2, { by: 'visitor', bytes: 10 }))
      .then(added(2, 'visitor', 10));
  });
  it('is withdrawn once, and what was withdrawn keeps its number', () => {
    given(added(1)).when(withdraw(1)).then(withdrawn(1));
    given(added(1), withdrawn(1)).when(withdraw(1)).thenNothing();
    given(added(1)).when(withdraw(2)).thenRefused('evidence-unknown');
    given(added(1), withdrawn(1)).when(add(2)).then(added(2));
  });
});

describe('the custody log (R-039)', () => {
  it('has a line for each view, also by the same person and of what was withdrawn', () => {
    given(added(1)).when(view(1)).then(viewed(1));
    given(added(1), viewed(1)).when(view(1)).then(viewed(1));
    given(added(1), withdrawn(1)).when(view(1)).then(viewed(1));
  });
  it('knows nothing of other evidence', () => given(added(1)).when(view(2)).thenRefused('evidence-unknown'));
  it('tells who saw which piece, the latest of them where they are many', () => {
    const register = evidenceRegister([added(1), added(2), viewed(2, 'staff:a'), viewed(2, 'staff:b'), withdrawn(1)]);
    expect([...register.keys()]).toEqual(['e-1', 'e-2']);
    expect(register.get('e-1')).toMatchObject({ views: 0, custody: [], withdrawn: { reason: sealed } });
    expect(register.get('e-2')).toMatchObject({
      views: 2,
      custody: [{ viewedBy: 'staff:a' }, { viewedBy: 'staff:b' }],
    });
    const often = Array.from({ length: shownViews + 1 }, (_, at) => viewed(1, `staff:${at}`));
    const { views, custody = [] } = evidenceRegister([added(1), ...often]).get('e-1') ?? {};
    expect([views, custody.length, custody[0]?.viewedBy]).toEqual([shownViews + 1, shownViews, 'staff:1']);
  });
});

describe('whom evidence is for (R-048, R-049)', () => {
  it('is nobody who is complained against', () => {
    const file = { ...noCase, respondents: ['li'] };
    expect(barred(file, 'staff:li')).toBe('actor-is-named');
    expect(barred(file, 'staff:zhang')).toBeUndefined();
  });
  it('is taken before there is a case, and not after the complaint was withdrawn (R-014)', () => {
    expect(evidenceClosed(noCase)).toBeUndefined();
    expect(evidenceClosed({ ...noCase, stage: { status: 'withdrawn' } })).toBe('case-withdrawn');
  });
});
