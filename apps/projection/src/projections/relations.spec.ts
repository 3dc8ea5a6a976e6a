import { SampleComplaint } from '../spec-kit/sample-commits';
import { summaryAfter as after } from '../spec-kit/sample-document';
import { timeline } from './timeline.projection';

let serial = 0;
const sample = () => {
  serial += 1;
  return new SampleComplaint(`MAIN-2026-00000${serial}-7`);
};

describe('a complaint that is merged into another (R-020)', () => {
  const leading = sample().registered(0);
  const merged = () => sample().registered(0).classified(1).watched(1, 60).mergedInto(2, leading);

  it('is over for staff, and names the one that answers', () =>
    expect(after(merged())).toMatchObject({
      status: 'merged',
      stage: 'ended',
      open: false,
      mergedInto: { complaintId: leading.id, complaintNo: leading.no },
      todo: [],
    }));

  it('is over as well where its case was open', () =>
    expect(after(sample().registered(0).verified(1).accepted(2).assigned(3).mergedInto(4, leading))).toMatchObject({
      status: 'merged',
      todo: [],
    }));

  it('is somebody\u2019s task again once it stands on its own', () => {
    const again = after(merged().unmerged(5, leading));
    expect(again).toMatchObject({ status: 'registered', open: true, todo: [{ task: 'verify' }] });
    expect(again).not.toHaveProperty('mergedInto');
  });

  it('shows in the timelines of both, without what is sealed', () => {
    const rows = merged().commits.map((commit) => timeline.row(commit) as { events: { type: string; data: object }[] });
    const [shown] = rows.at(-1)?.events ?? [];
    expect(shown).toMatchObject({ type: 'ComplaintMerged', data: { leadingNo: leading.no, mergedBy: 'staff:c1' } });
    expect(Object.keys(shown?.data ?? {})).not.toContain('leadingComplainant');
  });
});

describe('a complaint with others beside it', () => {
  it('counts those it answers and those it is linked with, from either side once', () => {
    const [a, b, c] = [sample(), sample(), sample()];
    const one = sample().registered(0).linkedTo(1, a).followedBy(2, a, 'linked').followedBy(3, b, 'merged');
    expect(after(one)).toMatchObject({ mergedHere: 1, linkedWith: 1 });
    expect(after(one.followedBy(4, c, 'linked').followedBy(5, b, 'merged', false))).toMatchObject({
      mergedHere: 0,
      linkedWith: 2,
    });
    expect(after(one.unlinkedFrom(6, a).followedBy(7, a, 'linked', false))).toMatchObject({ linkedWith: 1 });
  });

  it('has none at first', () => expect(after(sample().registered(0))).toMatchObject({ mergedHere: 0, linkedWith: 0 }));
});
