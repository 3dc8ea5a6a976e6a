import { assertPublishable } from '@redress/contracts';
import { samplePlan } from '@redress/testing';
import { toMessage } from './to-message';

describe('what planning publishes', () => {
  it('keeps the contract of a published plan, whole document included', () => {
    const message = toMessage({
      type: 'PlanPublished',
      data: {
        planId: 'sample',
        planVersion: 1,
        effectiveFrom: '2026-01-01T00:00:00.000Z',
        publishedAt: '2026-01-01T00:00:00.000Z',
        publishedBy: 'staff:planner',
        calendarRef: 'china-2026.1',
        document: samplePlan,
      },
    });
    expect(() => assertPublishable('planning', message)).not.toThrow();
    expect(message.data).toMatchObject({ document: samplePlan });
  });

  it.each([{}, { reason: '已被新版本取代' }])('keeps the contract of a retired plan, %j', (reason) => {
    const message = toMessage({
      type: 'PlanRetired',
      data: { planId: 'sample', planVersion: 1, retiredAt: '2026-01-01T00:00:00.000Z', ...reason },
    });
    expect(() => assertPublishable('planning', message)).not.toThrow();
  });
});
