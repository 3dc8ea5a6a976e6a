import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { Sessions, type Session } from './sessions';

describe('sessions', () => {
  let database: TestDatabase;
  let now = Date.parse('2026-12-01T08:00:00.000Z');
  let sessions: Sessions;

  beforeAll(async () => {
    database = await openTestDatabase();
    sessions = new Sessions(database.connection, () => now);
    await sessions.prepare();
  });
  afterAll(() => database.drop());

  const later = (ms: number): void => {
    now += ms;
  };
  const stored = (token: string) =>
    database.connection.collection<Session>('sessions').findOne({ _id: token.split('.')[0] ?? '' });

  it('keep no token, only its hash', async () => {
    const { token } = await sessions.start('staff-1');
    expect(JSON.stringify(await stored(token))).not.toContain(token.split('.')[1]);
  });

  it('give a new token at each use', async () => {
    const first = await sessions.start('staff-1');
    const second = await sessions.rotate(first.token);
    const third = second && (await sessions.rotate(second.token));
    expect(new Set([first.token, second?.token, third?.token]).size).toBe(3);
    expect(third?.staffId).toBe('staff-1');
  });

  it('give two tabs that ask at once the same next token', async () => {
    const { token } = await sessions.start('staff-1');
    const answers = await Promise.all(Array.from({ length: 8 }, () => sessions.rotate(token)));
    expect(new Set(answers.map((answer) => answer?.token)).size).toBe(1);
    later(5_000);
    expect((await sessions.rotate(token))?.token).toBe(answers[0]?.token);
    expect(await sessions.rotate(answers[0]?.token ?? '')).toBeDefined();
  });

  it('end for thief and owner when an old token comes back', async () => {
    const { token } = await sessions.start('staff-1');
    const next = await sessions.rotate(token);
    later(10_001);
    expect(await sessions.rotate(token)).toBeUndefined();
    expect(await sessions.rotate(next?.token ?? '')).toBeUndefined();
    expect((await stored(token))?.revoked).toBe('token-reused');
  });

  it('end when they are idle for a day, or a week old', async () => {
    const idle = await sessions.start('staff-1');
    later(24 * 3_600_000);
    expect(await sessions.rotate(idle.token)).toBeUndefined();
    let kept = await sessions.start('staff-1');
    for (let day = 0; day < 7; day += 1) {
      later(23 * 3_600_000);
      kept = (await sessions.rotate(kept.token)) ?? kept;
    }
    later(7 * 3_600_000);
    expect(await sessions.rotate(kept.token)).toBeUndefined();
  });

  it('end when the person signs out, and only with the right token', async () => {
    const { token } = await sessions.start('staff-1');
    await sessions.end(`${token.split('.')[0]}.${'x'.repeat(43)}`);
    const next = await sessions.rotate(token);
    expect(next).toBeDefined();
    await sessions.end(next?.token ?? '');
    expect(await sessions.rotate(next?.token ?? '')).toBeUndefined();
  });

  it('end all at once for a person', async () => {
    const [one, two, other] = [
      await sessions.start('staff-2'),
      await sessions.start('staff-2'),
      await sessions.start('staff-3'),
    ];
    await sessions.endAllOf('staff-2');
    expect([await sessions.rotate(one.token), await sessions.rotate(two.token)]).toEqual([undefined, undefined]);
    expect(await sessions.rotate(other.token)).toBeDefined();
  });

  it('do not know a token nobody was given', async () => {
    expect(await sessions.rotate('0193.x')).toBeUndefined();
    expect(await sessions.rotate('')).toBeUndefined();
  });
});
