import { trackingTokenHash } from '@redress/platform';
import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { checkDigit, hasValidCheckDigit } from './check-digit';
import { complaintNumber } from './complaint-number';
import { MongoComplaintNumbers } from './mongo-complaint-numbers';
import { trackingToken } from './tracking-token';

describe('check digit', () => {
  it.each([
    ['79462', 3],
    ['0794', 5],
    ['00200667308', 5],
  ])('of %s is %d, as ISO 7064 has it', (digits, expected) => expect(checkDigit(digits)).toBe(expected));

  it('finds every single wrong digit', () => {
    const number = complaintNumber('LAKE-2', '2026', 123);
    expect(hasValidCheckDigit(number)).toBe(true);
    for (let at = 0; at < number.length; at += 1) {
      for (const digit of '0123456789') {
        if (!/\d/.test(number.charAt(at)) || number.charAt(at) === digit) continue;
        const heard = number.slice(0, at) + digit + number.slice(at + 1);
        expect([heard, hasValidCheckDigit(heard)]).toEqual([heard, false]);
      }
    }
  });

  it('is not in an empty text', () => expect(hasValidCheckDigit('7')).toBe(false));
});

describe('complaint number', () => {
  it('grows beyond six digits', () =>
    expect(complaintNumber('MAIN', '2026', 1_234_567)).toMatch(/^MAIN-2026-1234567-\d$/));
});

describe('tracking token', () => {
  const secret = 'a secret of this spec only, 32 bytes';
  it('has 128 bits and comes again from the same complaint', () => {
    const token = trackingToken(secret, 'c-1');
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    expect(trackingToken(secret, 'c-1')).toBe(token);
  });
  it('differs by complaint and by secret', () => {
    expect(trackingToken(secret, 'c-2')).not.toBe(trackingToken(secret, 'c-1'));
    expect(trackingToken(`${secret}!`, 'c-1')).not.toBe(trackingToken(secret, 'c-1'));
  });
  it('is kept as a hash', () => expect(trackingTokenHash(trackingToken(secret, 'c-1'))).toMatch(/^[0-9a-f]{64}$/));
});

describe('complaint numbers on MongoDB', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  const inSeries = (numbers: string[]) => numbers.map((number) => Number(number.split('-')[2]));

  it('are unique over many askers and processes, and rise in each', async () => {
    const processes = [1, 2, 3].map(() => new MongoComplaintNumbers(database.connection));
    const given = await Promise.all(
      processes.map((numbers) =>
        Promise.all(Array.from({ length: 250 }, () => numbers.next('main', '2026-12-01T00:00:00.000Z'))),
      ),
    );
    expect(new Set(given.flat()).size).toBe(750);
    for (const numbers of given) {
      expect(inSeries(numbers)).toEqual([...inSeries(numbers)].sort((one, other) => one - other));
      expect(numbers.every(hasValidCheckDigit)).toBe(true);
    }
  });

  it('begin anew with the year of China, per site', async () => {
    const numbers = new MongoComplaintNumbers(database.connection);
    expect(await numbers.next('lake', '2026-12-31T15:59:59.999Z')).toBe(complaintNumber('LAKE', '2026', 1));
    expect(await numbers.next('lake', '2026-12-31T16:00:00.000Z')).toBe(complaintNumber('LAKE', '2027', 1));
    expect(await numbers.next('hill', '2026-12-31T16:00:00.000Z')).toBe(complaintNumber('HILL', '2027', 1));
  });

  it('leave a gap behind a process that ended', async () => {
    const at = '2028-06-01T00:00:00.000Z';
    expect(await new MongoComplaintNumbers(database.connection).next('main', at)).toBe(
      complaintNumber('MAIN', '2028', 1),
    );
    expect(await new MongoComplaintNumbers(database.connection).next('main', at)).toBe(
      complaintNumber('MAIN', '2028', 101),
    );
  });
});
