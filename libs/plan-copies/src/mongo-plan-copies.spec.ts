import { eventually, openTestDatabase, type TestDatabase } from '@redress/testing';
import { MongoPlanCopies, UnknownPlan, type PlanCopy } from './index';

const copy = (planVersion: number, effectiveFrom: string, part: Partial<PlanCopy> = {}): PlanCopy => ({
  planRef: `p@${planVersion}`,
  siteId: 'main',
  planId: 'p',
  planVersion,
  effectiveFrom,
  publishedAt: effectiveFrom,
  calendarRef: 'china-2026',
  document: { says: planVersion, empty: {} },
  ...part,
});

describe('plan copies', () => {
  let database: TestDatabase;
  let copies: MongoPlanCopies;

  beforeAll(async () => {
    database = await openTestDatabase();
    copies = new MongoPlanCopies(database.connection);
    await copies.prepare();
    await copies.keep(copy(1, '2026-01-01T00:00:00.000Z'));
    await copies.keep(copy(2, '2026-06-01T00:00:00.000Z'));
    await copies.keep(copy(9, '2026-01-01T00:00:00.000Z', { siteId: 'other' }));
  });
  afterAll(() => database.drop());

  it('gives back a version as it was published, also when it is no longer in force', async () =>
    expect(await copies.get('main', 'p@1')).toEqual(copy(1, '2026-01-01T00:00:00.000Z')));

  it('keeps the first of two copies of one version', async () => {
    await copies.keep(copy(1, '2027-01-01T00:00:00.000Z'));
    expect((await new MongoPlanCopies(database.connection).get('main', 'p@1')).effectiveFrom).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });

  it.each([
    ['before the second is effective', '2026-05-31T23:59:59.999Z', 'p@1'],
    ['from the effective instant on', '2026-06-01T00:00:00.000Z', 'p@2'],
  ])('names the version in force %s', async (_name, at, planRef) =>
    expect((await copies.inForce('main', at)).planRef).toBe(planRef),
  );

  it('falls back to the version before when one is retired', async () => {
    await copies.keep(copy(3, '2026-07-01T00:00:00.000Z'));
    expect(await copies.get('main', 'p@3')).not.toHaveProperty('retiredAt');
    await copies.retire('main', 'p@3', '2026-08-01T00:00:00.000Z');
    expect((await copies.inForce('main', '2026-07-31T00:00:00.000Z')).planRef).toBe('p@3');
    expect((await copies.inForce('main', '2026-08-01T00:00:00.000Z')).planRef).toBe('p@2');
    expect(await copies.get('main', 'p@3')).toMatchObject({ retiredAt: '2026-08-01T00:00:00.000Z' });
  });

  it('learns within a second what another process of the service has heard', async () => {
    const other = new MongoPlanCopies(database.connection);
    const at = '2026-11-01T00:00:00.000Z';
    expect((await other.inForce('main', at)).planRef).toBe('p@2');
    await copies.keep(copy(4, '2026-10-01T00:00:00.000Z'));
    expect((await copies.inForce('main', at)).planRef).toBe('p@4');
    await eventually(async () => expect((await other.inForce('main', at)).planRef).toBe('p@4'));
    await copies.retire('main', 'p@4', '2026-10-15T00:00:00.000Z');
    expect((await copies.inForce('main', at)).planRef).toBe('p@2');
    await eventually(async () => expect((await other.inForce('main', at)).planRef).toBe('p@2'));
  });

  it('waits for what it has not heard of, and never takes another version or site instead', async () => {
    await expect(copies.get('main', 'p@7')).rejects.toThrow(UnknownPlan);
    await expect(copies.get('other', 'p@1')).rejects.toThrow(UnknownPlan);
    await expect(copies.inForce('main', '2025-12-31T00:00:00.000Z')).rejects.toThrow(UnknownPlan);
  });
});
