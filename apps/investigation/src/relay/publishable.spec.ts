import { caseDecider } from '@redress/case';
import { ContractViolation } from '@redress/contracts';
import { publishableCaseDecider } from './publishable';

const at = '2026-03-02T01:00:00.000Z';
const complaintId = '0198c0de-0000-7000-8000-000000000001';

describe('a publishable decision', () => {
  it('is what the case decided', () =>
    expect(
      publishableCaseDecider.decide(
        { type: 'OpenCase', data: { complaintId, at } },
        { ...caseDecider.initial, stage: { status: 'none' } },
      ),
    ).toEqual({
      ok: true,
      events: [{ type: 'CaseOpened', data: { complaintId, openedAt: at } }],
    }));

  it('breaks no contract: it fails before anything is stored', () => {
    const decide = () =>
      publishableCaseDecider.decide(
        { type: 'AssignCase', data: { complaintId, handlerId: 'x'.repeat(81), at, by: 'staff:a' } },
        { ...caseDecider.initial, stage: { status: 'opened' } },
      );
    expect(decide).toThrow(ContractViolation);
    expect(decide).toThrow(/CaseAssigned v1 breaks its contract: \/handlerId/);
  });
});
