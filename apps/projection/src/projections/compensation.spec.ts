import { at, SampleComplaint } from '../spec-kit/sample-commits';
import { sectionsAfter, summaryAfter } from '../spec-kit/sample-document';
import type { CaseSection } from './case-section';
import type { ComplaintSummary } from './complaint-summary';

interface Read extends ComplaintSummary {
  readonly case: CaseSection;
}

/** What is read of a complaint after its commits. */
const after = (one: SampleComplaint): Read => ({
  ...summaryAfter(one),
  case: sectionsAfter(one)['case'] as CaseSection,
});
const tasksOf = ({ todo }: Read) => todo.map(({ task, for: whom }) => `${task}: ${whom.join(', ')}`);

const refund = { kind: 'compensation', amountYuan: 1200, form: 'refund', dueAt: at(500) };
const planned = (...measures: object[]): SampleComplaint =>
  new SampleComplaint('MAIN-2026-000001-7')
    .registered(0)
    .verified(1)
    .accepted(2)
    .assigned(3)
    .investigated(4)
    .proposed(5, 'siteDirector', measures)
    .adopted(6);

describe('the ledger of compensations (R-055)', () => {
  it('has a line for each offer, with its answer and its issue', () => {
    const one = planned(refund).offered(7).decided(8, true).issued(9, 1, 1);
    const { case: file, compensationStates } = after(one);
    expect(file.compensations).toMatchObject([
      {
        offerNo: 1,
        amountYuan: 1200,
        form: 'refund',
        medium: 'phone',
        state: 'issued',
        toldAt: at(7),
        answer: { answeredAt: at(8), recordedBy: 'visitor' },
        issued: { issuedAt: at(9), method: 'originalPayment', issuedBy: 'staff:h1' },
      },
    ]);
    expect(file.doneMeasures).toMatchObject([{ measureNo: 1 }]);
    expect(compensationStates).toEqual(['issued']);
  });

  it('gives a task while an offer is unanswered, and while what was accepted is not issued (R-052)', () => {
    const one = planned(refund);
    const told = 'giveFeedback: staff:h1';
    expect(tasksOf(after(one))).toEqual([told, 'completeMeasure: staff:h1']);
    expect(after(one.offered(7)).todo[1]).toEqual({
      task: 'followUpOffer',
      for: ['staff:h1', 'role:clerk'],
      offerNo: 1,
      measureNo: 1,
    });
    expect(after(one.decided(8, true)).todo[1]).toEqual({
      task: 'issueCompensation',
      for: ['staff:h1'],
      offerNo: 1,
      measureNo: 1,
      by: at(500),
    });
    expect(tasksOf(after(one.informed(9).evaluated(10)))).toEqual(['issueCompensation: staff:h1']);
    expect(tasksOf(after(one.issued(11, 1, 1)))).toEqual(['close: staff:h1, role:teamLead']);
  });

  it('lets the case be closed without what was refused', () => {
    const one = planned(refund).offered(7).decided(8, false);
    expect(tasksOf(after(one))).toEqual(['giveFeedback: staff:h1']);
    expect(tasksOf(after(one.informed(9).evaluated(10)))).toEqual(['close: staff:h1, role:teamLead']);
  });

  it('keeps what a replaced plan has given, and lets what nobody answered lapse', () => {
    const one = planned(refund, refund, { kind: 'correctiveMeasure' }).carriedOut(6, 3);
    one.offered(7).offered(8, 2, 1200, { proposalNo: 1, measureNo: 2 }).decided(9, false);
    one.proposed(10, 'siteDirector', [{ ...refund, amountYuan: 1500 }], 2);
    const { case: file, stage } = after(one);
    expect(stage).toBe('resolutionPlan');
    expect(file).toMatchObject({ plan: { proposalNo: 2, judgement: 'open' } });
    expect(file).not.toHaveProperty('adoptedAt');
    expect(file.replaced).toMatchObject([
      { plan: { proposalNo: 1 }, adoptedAt: at(6), doneMeasures: [{ measureNo: 3 }] },
    ]);
    expect(file.compensations?.map(({ state }) => state)).toEqual(['refused', 'lapsed']);
    expect(tasksOf(after(one))).toEqual(['approveResolutionPlan: role:siteDirector']);
    expect(tasksOf(after(one.adopted(11, 2)))).toEqual(['giveFeedback: staff:h1', 'completeMeasure: staff:h1']);
  });

  it('carries what was accepted into the next round, where it is still to be issued', () => {
    const one = planned(refund).offered(7).decided(8, true).informed(9).answered(10, false);
    const owed = { task: 'issueCompensation', for: ['staff:h1'], offerNo: 1 };
    const { case: file, todo } = after(one);
    expect(todo).toContainEqual(owed);
    expect(file).not.toHaveProperty('plan');
    expect(file.earlier).toMatchObject([{ plan: { proposalNo: 1 }, adoptedAt: at(6) }]);
    expect(after(one.issued(11)).todo).not.toContainEqual(owed);
  });
});
