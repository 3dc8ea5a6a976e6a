import { personDecider } from '@redress/complaint';
import { ContractViolation } from '@redress/contracts';
import { publishable } from './publishable';

const at = '2026-03-02T01:00:00.000Z';
const personId = '0198c0de-0000-7000-8000-000000000001';
const decider = publishable(personDecider);

describe('a publishable decision', () => {
  it('is what the domain decided', () =>
    expect(decider.decide({ type: 'ErasePerson', data: { personId, at, by: 'staff:a' } }, { status: 'known' })).toEqual(
      {
        ok: true,
        events: [{ type: 'PersonErased', data: { personId, erasedAt: at, erasedBy: 'staff:a' } }],
      },
    ));

  it('breaks no contract: it fails before anything is stored', () => {
    const decide = () =>
      decider.decide({ type: 'ErasePerson', data: { personId: 'nobody', at, by: 'staff:a' } }, { status: 'known' });
    expect(decide).toThrow(ContractViolation);
    expect(decide).toThrow(/PersonErased v1 breaks its contract: \/personId/);
  });
});
