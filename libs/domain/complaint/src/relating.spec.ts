import { spec } from '@redress/testing';
import fc from 'fast-check';
import { complaintDecider } from './complaint';
import type { ComplaintCommand } from './complaint-commands';
import type {
  ComplaintEvent,
  ComplaintLinked,
  ComplaintMerged,
  ComplaintUnlinked,
  ComplaintUnmerged,
  ComplaintWithdrawn,
  FollowerNoted,
  Relation,
  UnmergeCause,
} from './complaint-events';
import type { Complaint } from './complaint-state';
import type { LeadingComplaint, LinkComplaint, MergeComplaint, NoteFollower } from './relation-commands';
import { classified, clerk, complaintId, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const by = clerk;
const at = '2026-12-01T03:00:00.000Z';
const onRecord = [registered(), classified()];
const stateAfter = (...events: ComplaintEvent[]): Complaint =>
  events.reduce(complaintDecider.evolve, complaintDecider.initial);

const leadingId = '0197f0c2-0000-7000-8000-000000000002';
const leadingNo = 'MAIN-2026-000002-1';
const otherId = '0197f0c2-0000-7000-8000-000000000003';
const leading = (changes: Partial<LeadingComplaint> = {}): LeadingComplaint => ({
  complaintId: leadingId,
  complaintNo: leadingNo,
  complainant: sealed,
  state: stateAfter(...onRecord),
  caseClosed: false,
  ...changes,
});

const link = (to = leading()): LinkComplaint => ({ type: 'LinkComplaint', data: { complaintId, leading: to, at, by } });
const unlink = (from = leadingId): ComplaintCommand => ({
  type: 'UnlinkComplaint',
  data: { complaintId, leadingId: from, reason: sealed, at, by },
});
const merge = (into = leading(), caseClosed = false): MergeComplaint => ({
  type: 'MergeComplaint',
  data: { complaintId, leading: into, caseClosed, reason: sealed, at, by },
});
const unmerge = (cause: UnmergeCause, from?: string): ComplaintCommand => ({
  type: 'UnmergeComplaint',
  data: { complaintId, cause, at, by, ...(from && { leadingId: from }) },
});
const note = (relation: Relation, holds: boolean, followerId = otherId): NoteFollower => ({
  type: 'NoteFollower',
  data: { complaintId, followerId, followerNo: 'MAIN-2026-000003-8', relation, holds, at, by },
});

const linked: ComplaintLinked = {
  type: 'ComplaintLinked',
  data: { complaintId, leadingId, leadingNo, linkedAt: at, linkedBy: by },
};
const unlinked: ComplaintUnlinked = {
  type: 'ComplaintUnlinked',
  data: { complaintId, leadingId, unlinkedAt: at, unlinkedBy: by, reason: sealed },
};
const merged: ComplaintMerged = {
  type: 'ComplaintMerged',
  data: { complaintId, leadingId, leadingNo, leadingComplainant: sealed, mergedAt: at, mergedBy: by, reason: sealed },
};
const unmerged = (cause: UnmergeCause): ComplaintUnmerged => ({
  type: 'ComplaintUnmerged',
  data: { complaintId, leadingId, unmergedAt: at, unmergedBy: by, cause },
});
const noted = (relation: Relation, holds: boolean): FollowerNoted => ({
  type: 'FollowerNoted',
  data: { complaintId, followerId: otherId, followerNo: 'MAIN-2026-000003-8', relation, holds, notedAt: at },
});
const verified: ComplaintEvent = {
  type: 'ComplaintVerified',
  data: { complaintId, valid: true, verifiedAt: at, verifiedBy: by },
};
const accepted: ComplaintEvent = {
  type: 'ComplaintAccepted',
  data: { complaintId, acceptedAt: at, acceptedBy: by, late: false },
};
const withdrawn: ComplaintWithdrawn = {
  type: 'ComplaintWithdrawn',
  data: { complaintId, withdrawnAt: at, withdrawnBy: by },
};
const withdraw: ComplaintCommand = { type: 'WithdrawComplaint', data: { complaintId, at, by } };

describe('linking a complaint to another on the same matter (R-020)', () => {
  it('names the leading one', () =>
    given(...onRecord)
      .when(link())
      .then(linked));
  it('is possible at any time, also after the end', () =>
    given(...onRecord, withdrawn)
      .when(link(leading({ caseClosed: true, state: stateAfter(...onRecord, withdrawn) })))
      .then(linked));
  it('is done once, from whichever side', () => {
    given(...onRecord, linked)
      .when(link())
      .thenNothing();
    given(...onRecord, noted('linked', true))
      .when(link(leading({ complaintId: otherId })))
      .thenNothing();
  });
  it('never links a complaint to itself', () =>
    given(...onRecord)
      .when(link(leading({ complaintId })))
      .thenRefused('same-complaint'));
  it('has an end', () => {
    const links = Array.from({ length: 500 }, (_, n): ComplaintEvent => ({
      ...linked,
      data: { ...linked.data, leadingId: `l-${n}` },
    }));
    given(...onRecord, ...links)
      .when(link())
      .thenRefused('too-many-followers');
  });
  it('is taken back with a reason, where it holds', () => {
    given(...onRecord, linked)
      .when(unlink())
      .then(unlinked);
    given(...onRecord, linked, unlinked)
      .when(unlink())
      .thenRefused('complaint-not-linked');
    given(...onRecord, linked, unlinked)
      .when(link())
      .then(linked);
  });
});

describe('merging a duplicate (R-020)', () => {
  it.each([
    ['registered', []],
    ['verified', [verified]],
    ['accepted', [verified, accepted]],
  ] as [string, ComplaintEvent[]][])('takes one that is %s', (_status, past) =>
    given(...onRecord, ...past)
      .when(merge())
      .then(merged),
  );
  it('is done once', () =>
    given(...onRecord, merged)
      .when(merge())
      .thenNothing());
  it.each([
    ['itself', merge(leading({ complaintId })), 'same-complaint'],
    ['one that is not on record', merge(leading({ state: { status: 'unregistered' } })), 'complaint-not-registered'],
    ['one that is merged itself', merge(leading({ state: stateAfter(...onRecord, merged) })), 'leading-merged'],
    ['one that was withdrawn', merge(leading({ state: stateAfter(...onRecord, withdrawn) })), 'leading-ended'],
    ['one whose case is closed', merge(leading({ caseClosed: true })), 'leading-closed'],
  ] as const)('is refused into %s', (_what, command, refusal) =>
    given(...onRecord)
      .when(command)
      .thenRefused(refusal),
  );
  it('is refused with the one that answers, where the leading one is merged', () => {
    const state = stateAfter(...onRecord, merged);
    expect(
      complaintDecider.decide(merge(leading({ complaintId: otherId, state })), stateAfter(...onRecord)),
    ).toMatchObject({
      details: { into: leadingNo },
    });
  });
  it('is refused for one that ended, is closed, is merged elsewhere or leads others', () => {
    given(...onRecord, withdrawn)
      .when(merge())
      .thenRefused('complaint-withdrawn');
    given(...onRecord, verified, accepted)
      .when(merge(leading(), true))
      .thenRefused('complaint-closed');
    given(...onRecord, merged)
      .when(merge(leading({ complaintId: otherId })))
      .thenRefused('complaint-merged');
    given(...onRecord, noted('merged', true))
      .when(merge())
      .thenRefused('complaint-leads-others');
    given().when(merge()).thenRefused('complaint-not-registered');
  });
  it('ends its own handling, but not what is said about it', () => {
    const accept: ComplaintCommand = { type: 'AcceptComplaint', data: { complaintId, at, by } };
    given(...onRecord, verified, merged)
      .when(accept)
      .thenRefused('complaint-merged');
    const state = stateAfter(...onRecord, verified, merged);
    const communication = {
      direction: 'in',
      medium: 'web',
      occurredAt: at,
      reached: true,
      confirmed: false,
      content: sealed,
    } as const;
    const write: ComplaintCommand = {
      type: 'RecordCommunication',
      data: { complaintId, communication, at, by: 'visitor' },
    };
    expect(complaintDecider.decide(write, state)).toMatchObject({ ok: true });
  });
});

describe('a merged complaint', () => {
  it('goes on from where it stood, with what was said meanwhile', () => {
    given(...onRecord, verified, merged)
      .when(unmerge('ordered'))
      .then(unmerged('ordered'));
    const state = stateAfter(...onRecord, verified, merged, linked, unmerged('leadingWithdrawn'));
    expect(state).toMatchObject({ status: 'verified', valid: true, links: [leadingId] });
  });
  it('is released only from the one it is merged into', () => {
    given(...onRecord, merged)
      .when(unmerge('leadingWithdrawn', leadingId))
      .then(unmerged('leadingWithdrawn'));
    given(...onRecord, merged)
      .when(unmerge('leadingWithdrawn', otherId))
      .thenNothing();
    given(...onRecord)
      .when(unmerge('leadingSettled', leadingId))
      .thenNothing();
    given(...onRecord)
      .when(unmerge('ordered'))
      .thenRefused('complaint-not-merged');
  });
  it('can be taken back: it leaves the leading one and ends as its own', () =>
    given(...onRecord, merged)
      .when(withdraw)
      .then(unmerged('withdrawn'), withdrawn));
});

describe('a leading complaint', () => {
  it('notes who follows and who no longer does, once', () => {
    given(...onRecord)
      .when(note('merged', true))
      .then(noted('merged', true));
    given(...onRecord, noted('merged', true))
      .when(note('merged', true))
      .thenNothing();
    given(...onRecord, noted('merged', true))
      .when(note('merged', false))
      .then(noted('merged', false));
    given(...onRecord, noted('merged', true))
      .when(note('linked', true))
      .then(noted('linked', true));
    given(...onRecord)
      .when(note('linked', false))
      .thenNothing();
  });
  it('takes no duplicate in that comes too late, and lets any go', () => {
    given(...onRecord, withdrawn)
      .when(note('merged', true))
      .thenRefused('leading-ended');
    given(...onRecord, merged)
      .when(note('merged', true))
      .thenRefused('leading-merged');
    given(...onRecord, withdrawn)
      .when(note('linked', true))
      .then(noted('linked', true));
    given(...onRecord, noted('merged', true), withdrawn)
      .when(note('merged', false))
      .then(noted('merged', false));
  });
});

describe('whatever is merged into whatever, at once and in any order', () => {
  const ids = ['a', 'b', 'c', 'd'] as const;
  type Id = (typeof ids)[number];
  interface Step {
    readonly do: 'merge' | 'hear' | 'withdraw';
    readonly one: Id;
    readonly other: Id;
  }
  const step = fc.record<Step>({
    do: fc.constantFrom('merge', 'merge', 'hear', 'withdraw'),
    one: fc.constantFrom(...ids),
    other: fc.constantFrom(...ids),
  });

  /** The complaints of a site, and what their streams have told but the reactions have not heard yet. */
  class Site {
    readonly states = new Map<Id, Complaint>(ids.map((id) => [id, stateAfter(...onRecord)]));
    readonly untold: { readonly of: Id; readonly event: ComplaintEvent }[] = [];

    state(id: Id): Complaint {
      return this.states.get(id) ?? complaintDecider.initial;
    }
    decide(id: Id, command: ComplaintCommand): boolean {
      const decision = complaintDecider.decide(command, this.state(id));
      if (!decision.ok) return false;
      this.states.set(id, decision.events.reduce(complaintDecider.evolve, this.state(id)));
      this.untold.push(...decision.events.map((event) => ({ of: id, event })));
      return true;
    }
    merge(one: Id, other: Id): void {
      const into = { ...leading(), complaintId: other, complaintNo: other, state: this.state(other) };
      this.decide(one, { type: 'MergeComplaint', data: { ...merge(into).data, complaintId: one } });
    }
    /** What a stream has told next is heard: each stream in its order, and the streams in any. */
    hear(stream: Id): void {
      const next = this.untold.findIndex(({ of: id }) => id === stream);
      const [heard] = next < 0 ? [] : this.untold.splice(next, 1);
      if (heard) this.react(heard.of, heard.event);
    }
    hearAll(): void {
      for (let told = 0; this.untold.length > 0; told += 1) {
        expect(told).toBeLessThan(1_000);
        this.hear(this.untold.at(told % 2 ? 0 : -1)?.of ?? 'a');
      }
    }
    take({ do: what, one, other }: Step): void {
      if (what === 'merge') this.merge(one, other);
      if (what === 'hear') this.hear(one);
      if (what === 'withdraw') this.decide(one, { type: 'WithdrawComplaint', data: { complaintId: one, at, by } });
    }
    /** What intake does when it hears of itself. */
    private react(of: Id, event: ComplaintEvent): void {
      if (event.type === 'ComplaintMerged' && !this.noteOn(event.data.leadingId, of, true))
        this.release(of, 'leadingUnavailable', event.data.leadingId);
      if (event.type === 'ComplaintUnmerged') this.noteOn(event.data.leadingId, of, false);
      const state = this.state(of);
      if (event.type === 'ComplaintWithdrawn' && state.status !== 'unregistered')
        for (const id of state.followers.merged) this.release(id as Id, 'leadingWithdrawn', of);
    }
    private release(complaintId: Id, cause: UnmergeCause, from: string): void {
      this.decide(complaintId, { type: 'UnmergeComplaint', data: { complaintId, leadingId: from, cause, at, by } });
    }
    private noteOn(complaintId: string, follower: Id, holds: boolean): boolean {
      const data = { ...note('merged', holds, follower).data, complaintId };
      return this.decide(complaintId as Id, { type: 'NoteFollower', data });
    }
    /** Those that are merged, each with the one that is to answer it. */
    get merged(): readonly (readonly [Id, Complaint])[] {
      return ids.flatMap((id) => {
        const state = this.state(id);
        return state.status === 'merged' ? [[id, this.state(state.leadingId as Id)] as const] : [];
      });
    }
  }

  it('every merged complaint is answered by one that is handled and knows of it, and none falls silent', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const site = new Site();
        for (const one of steps) site.take(one);
        site.hearAll();
        for (const [id, leads] of site.merged) {
          found += 1;
          expect(leads).toMatchObject({ status: 'registered' });
          expect(leads).toHaveProperty('followers.merged', expect.arrayContaining([id]));
        }
      }),
      { numRuns: 500 },
    );
    // The search is known to get there.
    expect(found).toBeGreaterThan(50);
  });
});
