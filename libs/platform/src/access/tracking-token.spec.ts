import { holdsTrackingToken, trackingTokenHash } from './tracking-token';

describe('a tracking token', () => {
  const hash = trackingTokenHash('the-token');

  it('is known by its hash', () => expect(holdsTrackingToken('the-token', hash)).toBe(true));
  it.each([
    ['another token', 'other', hash],
    ['no token', '', hash],
    ['a complaint that is not there', 'the-token', undefined],
    ['a hash that is none', 'the-token', 'abc'],
  ])('is not known with %s', (_name, token, kept) => expect(holdsTrackingToken(token, kept)).toBe(false));
});
