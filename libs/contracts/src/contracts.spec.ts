import { Parser } from '@asyncapi/parser';
import { asyncApiDocument } from './asyncapi';
import { unreadable } from './compatibility';
import { readAsyncApi, readPublished, textOf } from './generate';
import { assertPublishable, assertReadable, contracts, schemaOf } from './index';
import { faultsOf, fileOf, publishAll } from './publication';

const acknowledged = {
  type: 'EscalationAcknowledged',
  schemaVersion: 1,
  data: {
    complaintId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    escalationId: '0f8fad5b-d9cb-469f-a165-70867728950e-default.acceptance.2.1',
    acknowledgedAt: '2026-11-24T08:00:00.000Z',
    acknowledgedBy: 'staff:s-1',
  },
};

describe('the published language', () => {
  it('has every message published in its present shape (else: npm run contracts)', () => {
    const published = readPublished();
    expect([...published.keys()].sort()).toEqual(contracts().map(({ key }) => fileOf(key)).sort());
    expect(textOf([...publishAll(published)])).toBe(textOf([...publishAll(published)].map(([f]) => [f, published.get(f)])));
  });

  it('was never changed so that an old reader could not read it (invariant 5)', () => {
    expect([...readPublished().values()].flatMap(faultsOf)).toEqual([]);
  });

  it('has its AsyncAPI document committed and valid', async () => {
    expect(readAsyncApi()).toBe(textOf(asyncApiDocument()));
    const diagnostics = await new Parser().validate(readAsyncApi());
    expect(diagnostics.filter((d) => Number(d.severity) === 0)).toEqual([]);
  });

  it('has a schema for each message that says more than "an object"', () => {
    for (const { key } of contracts()) expect(Object.keys(schemaOf(key).properties ?? {}).length).toBeGreaterThan(1);
  });
});

describe('compatibility', () => {
  const older = {
    type: 'object',
    required: ['id', 'level'],
    properties: { id: { type: 'string', maxLength: 10 }, level: { enum: ['a', 'b'] }, n: { type: 'integer', minimum: 1 } },
  };
  const change = (part: object) => unreadable(older, { ...older, ...part });

  it.each([
    ['a lost property', { required: ['id'] }, '/level: no longer always there'],
    ['another type', { properties: { ...older.properties, n: { type: 'string' } } }, '/n: type was integer, is string'],
    ['a new value', { properties: { ...older.properties, level: { enum: ['a', 'c'] } } }, '/level: new value "c"'],
    ['a wider bound', { properties: { ...older.properties, id: { type: 'string', maxLength: 11 } } }, '/id: maxLength went above 10'],
    ['a lower bound', { properties: { ...older.properties, n: { type: 'integer', minimum: 0 } } }, '/n: minimum went below 1'],
  ])('finds %s', (_name, part, fault) => expect(change(part)).toContain(fault));

  it.each([
    ['a new property', { properties: { ...older.properties, more: { type: 'string' } } }],
    ['a property that is now always there', { required: ['id', 'level', 'n'] }],
    ['fewer values', { properties: { ...older.properties, level: { enum: ['a'] } } }],
  ])('allows %s', (_name, part) => expect(change(part)).toEqual([]));

  it('looks into lists', () =>
    expect(unreadable({ items: { enum: ['x'] } }, { items: { enum: ['y'] } })).toEqual(['/items: new value "y"']));
});

describe('validation', () => {
  it('takes what keeps the contract', () => {
    expect(() => assertPublishable('escalation', acknowledged)).not.toThrow();
    expect(() => assertReadable('escalation', acknowledged)).not.toThrow();
  });

  it('refuses a wrong field on both sides and names it without its value', () => {
    const wrong = { ...acknowledged, data: { ...acknowledged.data, complaintId: 'Zhang San 13800000000' } };
    for (const check of [assertPublishable, assertReadable]) {
      expect(() => check('escalation', wrong)).toThrow(/EscalationAcknowledged v1 breaks its contract: \/complaintId/);
      expect(() => check('escalation', wrong)).not.toThrow(/138/);
    }
  });

  it('lets a reader ignore what is new, but no writer send it', () => {
    const newer = { ...acknowledged, data: { ...acknowledged.data, mood: 'calm' } };
    expect(() => assertReadable('escalation', newer)).not.toThrow();
    expect(() => assertPublishable('escalation', newer)).toThrow(/additional properties/);
  });

  it('knows only its own messages', () =>
    expect(() => assertReadable('intake', acknowledged)).toThrow('intake publishes no EscalationAcknowledged v1'));
});
