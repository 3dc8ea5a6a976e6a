import { validate, version } from 'uuid';
import { commitIdOf, reactionId, requestDigest } from '.';

describe('command ids', () => {
  it('are always the same for the same command and stream, and only for them', () => {
    expect(commitIdOf('c-1', 'complaint-1')).toBe(commitIdOf('c-1', 'complaint-1'));
    const ids = [commitIdOf('c-1', 'complaint-1'), commitIdOf('c-1', 'complaint-2'), commitIdOf('c-2', 'complaint-1')];
    expect(new Set([...ids, commitIdOf('c-1c', 'omplaint-1')]).size).toBe(4);
  });

  it('never change, as stored commits are found by them', () => {
    expect(commitIdOf('c-1', 'complaint-1')).toBe('ebb54c83-6488-5c1a-8ab1-b28f542d7838');
    expect(reactionId('escalation-reactions', 'k-1', 0)).toBe('2c7676c3-7347-55e8-b9eb-111e956bcc3d');
  });

  it('of reactions differ by group, source and index', () => {
    const ids = [reactionId('g', 'k', 0), reactionId('g', 'k', 1), reactionId('g', 'l', 0), reactionId('h', 'k', 0)];
    expect(new Set(ids).size).toBe(4);
    expect(reactionId('g', 'k')).toBe(reactionId('g', 'k', 0));
    expect(ids.every((id) => validate(id) && version(id) === 5)).toBe(true);
  });
});

describe('request digest', () => {
  const body = { text: '蛇', contact: { phone: '1', email: 'a@b' }, tags: ['x', 'y'] };

  it('does not depend on the order of members', () => {
    const other = { tags: ['x', 'y'], contact: { email: 'a@b', phone: '1' }, text: '蛇' };
    expect(requestDigest('secret', other)).toBe(requestDigest('secret', body));
  });

  it('depends on content, order of lists, and secret', () => {
    const digests = [
      requestDigest('secret', body),
      requestDigest('secret', { ...body, text: '虫' }),
      requestDigest('secret', { ...body, tags: ['y', 'x'] }),
      requestDigest('other', body),
      requestDigest('secret', undefined),
      requestDigest('secret', {}),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  });
});
