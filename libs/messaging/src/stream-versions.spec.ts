import { fillGap, GapNotFilled, StreamVersions, type Gap } from '.';
import { newStream, nextCommit } from './kafka-fixture.contract';

const never = new AbortController().signal;

describe('StreamVersions', () => {
  const stream = newStream();
  const [one, two, three, four] = [1, 2, 3, 4].map(() => nextCommit(stream).envelope);
  if (!one || !two || !three || !four) throw new Error('four commits');

  it('says nothing about a stream it does not know: what came before may be handled long ago', () => {
    expect(new StreamVersions().gapBefore(four)).toBeUndefined();
  });

  it('names what is missing', () => {
    const versions = new StreamVersions();
    versions.saw(one);
    expect(versions.gapBefore(two)).toBeUndefined();
    expect(versions.gapBefore(four)).toEqual({ context: 'intake', siteId: 'main', streamId: stream.streamId, fromVersion: 2, toVersion: 3 });
    expect(versions.gapBefore(four, 3)).toBeUndefined();
  });

  it('takes a repeat for no gap and keeps the highest', () => {
    const versions = new StreamVersions();
    versions.saw(three);
    versions.saw(one);
    expect(versions.gapBefore(two)).toBeUndefined();
    expect(versions.gapBefore(four)).toBeUndefined();
  });

  it('tells a repeat from a version out of a restored store (X5)', () => {
    const versions = new StreamVersions();
    versions.saw(three);
    expect(versions.reappears(two)).toBe(false);
    expect(versions.reappears({ ...two, storeEpoch: 2 })).toBe(true);
    expect(versions.reappears({ ...four, storeEpoch: 2 })).toBe(false);
  });

  it('remembers a bounded number of streams, the ones used last', () => {
    const versions = new StreamVersions(2);
    const others = [newStream(), newStream()].map((each) => nextCommit(each).envelope);
    versions.saw(one);
    for (const other of others) versions.saw(other);
    expect(versions.gapBefore(four)).toBeUndefined();
    expect(others.map((other) => versions.gapBefore({ ...other, version: 5 })?.fromVersion)).toEqual([2, 2]);
  });
});

describe('fillGap', () => {
  const stream = newStream();
  const commits = [1, 2, 3, 4].map(() => nextCommit(stream));
  const gap: Gap = { context: 'intake', siteId: 'main', streamId: stream.streamId, fromVersion: 2, toVersion: 3 };

  it('gives just the versions that are missing, in order', async () => {
    const filled = await fillGap(gap, () => Promise.resolve([...commits].reverse()), never);
    expect(filled.map(({ envelope }) => envelope.version)).toEqual([2, 3]);
  });

  it('does not pass over a version that the owner does not give', async () => {
    const filling = fillGap(gap, () => Promise.resolve(commits.slice(0, 2)), never);
    await expect(filling).rejects.toThrow(GapNotFilled);
  });

  it('finds the first missing version again in the reason of a parked message', () => {
    const error = new GapNotFilled(gap);
    expect(GapNotFilled.fromVersionIn(`${error.name}: ${error.message}`)).toBe(2);
    expect(GapNotFilled.fromVersionIn('Error: versions 2 to 3')).toBeUndefined();
  });
});
