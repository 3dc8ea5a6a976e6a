import type { PublishedCommit } from '@redress/kernel';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import {
  Outside,
  planPublished,
  staffToken,
  startIntakeUnderTest,
  type Answer,
  type Caller,
  type IntakeUnderTest,
} from './spec-kit/intake-under-test';

const surroundings = { ...realServices(), name: uniqueName('intake') };
const outside = new Outside(surroundings);
const text = '游船超载，没有救生衣';
const reason = '王小明就同一事件重复投诉';
const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });

let intake: IntakeUnderTest;
let caller: Caller;

interface Registered {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
}

const register = async (): Promise<Registered> =>
  (await caller.call('POST', '/api/v1/complaints', { text })).body as object as Registered;
const say = (name: string, of: Registered, body: object, roles = ['clerk'], more = {}): Promise<Answer> =>
  caller.as(roles, `/api/v1/complaints/${of.complaintId}/${name}`, body, more);
const done = async (name: string, of: Registered, body: object): Promise<void> =>
  expect(await say(name, of, body)).toMatchObject({ status: 200, body: { changed: true } });
const mergeInto = (leading: Registered, one: Registered): Promise<Answer> =>
  say('merge', one, { leadingId: leading.complaintId, reason });
/** The events of a complaint, once the last of them is as wanted. */
const until = (one: Registered, type: string, data: object = {}): Promise<PublishedCommit[]> =>
  eventually(async () => {
    const streamId = `complaint-${one.complaintId}`;
    const commits = (await outside.published()).filter(({ envelope }) => envelope.streamId === streamId);
    const last = commits.at(-1)?.events.at(-1);
    expect(last).toMatchObject({ type, data });
    return commits;
  });

beforeAll(async () => {
  await outside.createTopics();
  intake = await startIntakeUnderTest(surroundings);
  caller = intake.caller;
  await outside.publishPlan(planPublished(samplePlan));
  await eventually(async () => expect((await caller.call('POST', '/api/v1/complaints', { text })).status).toBe(201));
});
afterAll(async () => {
  await intake.stop();
  await outside.clear();
});

describe('complaints on one matter (R-020)', () => {
  it('are linked, and both of them know', async () => {
    const [leading, follower] = [await register(), await register()];
    await done('link', follower, { leadingId: leading.complaintId, note: '王小明与李红同船' });
    await until(follower, 'ComplaintLinked', { leadingNo: leading.complaintNo, linkedBy: 'staff:chen' });
    const followed = { followerId: follower.complaintId, followerNo: follower.complaintNo, relation: 'linked' };
    const [, noted] = await until(leading, 'FollowerNoted', { ...followed, holds: true });
    expect(noted?.envelope.actor).toBe('system:intake');
    expect(await say('link', leading, { leadingId: follower.complaintId })).toMatchObject({ body: { changed: false } });
    await done('unlink', leading, { otherId: follower.complaintId, reason: '不是同一条船' });
    await until(leading, 'FollowerNoted', { ...followed, holds: false });
    expect(await say('unlink', leading, { otherId: follower.complaintId, reason })).toMatchObject({
      status: 409,
      body: problem('complaint-not-linked'),
    });
    expect(await outside.storedText()).not.toMatch(/王小明|李红/);
  });

  it('are merged once, under one key as often as it is sent, with the reason sealed', async () => {
    const [leading, duplicate] = [await register(), await register()];
    const body = { leadingId: leading.complaintId, reason };
    const key = { 'idempotency-key': `merge-${randomUUID()}` };
    const [first, again] = [
      await say('merge', duplicate, body, ['clerk'], key),
      await say('merge', duplicate, body, ['clerk'], key),
    ];
    expect(first).toMatchObject({ status: 200, body: { changed: true } });
    expect(again.body['version']).toBe(first.body['version']);
    const commits = await until(duplicate, 'ComplaintMerged', { leadingId: leading.complaintId });
    expect(commits).toHaveLength(2);
    await until(leading, 'FollowerNoted', { followerId: duplicate.complaintId, relation: 'merged', holds: true });
    expect(JSON.stringify(commits)).not.toContain('王小明');
    expect(await say('accept', duplicate, {})).toMatchObject({ status: 409, body: problem('complaint-merged') });
    const messages = `/api/v1/complaints/${duplicate.complaintId}/messages`;
    const own = { 'tracking-token': duplicate.trackingToken };
    expect((await caller.call('POST', messages, { content: '补充' }, own)).status).toBe(200);
  });

  it('are not merged where that makes no sense', async () => {
    const [leading, duplicate, third] = [await register(), await register(), await register()];
    expect(await mergeInto(leading, leading)).toMatchObject({ status: 422, body: problem('same-complaint') });
    expect(await say('merge', duplicate, { leadingId: randomUUID(), reason })).toMatchObject({
      status: 422,
      body: problem('leading-unknown'),
    });
    expect(await say('merge', duplicate, { leadingId: leading.complaintId })).toMatchObject({ status: 400 });
    expect(await say('merge', duplicate, { leadingId: leading.complaintId, reason }, ['handler'])).toMatchObject({
      status: 403,
    });
    await done('merge', duplicate, { leadingId: leading.complaintId, reason });
    expect(await mergeInto(duplicate, third)).toMatchObject({
      status: 409,
      body: { ...problem('leading-merged'), details: { into: leading.complaintNo } },
    });
    await until(leading, 'FollowerNoted');
    expect(await mergeInto(third, leading)).toMatchObject({ status: 409, body: problem('complaint-leads-others') });
    await done('withdraw', third, {});
    expect(await mergeInto(third, await register())).toMatchObject({ status: 409, body: problem('leading-ended') });
  });

  it('are not merged once the case of either is closed, unless it was taken up again', async () => {
    const [leading, duplicate] = [await register(), await register()];
    const closing = { closedAt: '2026-12-01T01:00:00.000Z', closedBy: 'staff:li' };
    await outside.publishCase(leading.complaintId, 'CaseClosed', closing);
    await eventually(async () =>
      expect(await mergeInto(leading, await register())).toMatchObject({
        status: 409,
        body: problem('leading-closed'),
      }),
    );
    expect(await mergeInto(duplicate, leading)).toMatchObject({ status: 409, body: problem('complaint-closed') });
    const again = { round: 2, cause: 'ordered', stage: 'investigation', reopenedBy: 'staff:li' };
    await outside.publishCase(
      leading.complaintId,
      'CaseReopened',
      { ...again, reopenedAt: '2026-12-02T01:00:00.000Z' },
      2,
    );
    await eventually(async () => expect((await mergeInto(leading, duplicate)).status).toBe(200));
  });

  it('stand alone again when staff say so, and may be merged again', async () => {
    const [leading, duplicate] = [await register(), await register()];
    expect(await say('unmerge', duplicate, { reason })).toMatchObject({
      status: 409,
      body: problem('complaint-not-merged'),
    });
    await done('merge', duplicate, { leadingId: leading.complaintId, reason });
    await done('unmerge', duplicate, { reason: '诉求不同' });
    await until(leading, 'FollowerNoted', { relation: 'merged', holds: false });
    await done('verify', duplicate, { valid: true });
    await done('merge', duplicate, { leadingId: leading.complaintId, reason });
    await until(leading, 'FollowerNoted', { relation: 'merged', holds: true });
  });

  it.each([
    ['withdraw', {}, 'leadingWithdrawn'],
    ['settle-on-the-spot', { measures: [{ kind: 'apology' }], settlement: '当面道歉' }, 'leadingSettled'],
  ])('do not fall silent with the leading one: after %s each stands alone again', async (how, said, cause) => {
    const leading = await register();
    const duplicates = [await register(), await register()];
    for (const one of duplicates) await done('merge', one, { leadingId: leading.complaintId, reason });
    for (const { complaintId: followerId } of duplicates)
      await eventually(async () =>
        expect(
          (await outside.published()).some(
            ({ envelope, events: [event] }) =>
              envelope.streamId === `complaint-${leading.complaintId}` &&
              event?.type === 'FollowerNoted' &&
              (event.data as { followerId: string }).followerId === followerId,
          ),
        ).toBe(true),
      );
    await done(how, leading, said);
    for (const one of duplicates) {
      await until(one, 'ComplaintUnmerged', { cause, unmergedBy: 'system:intake', leadingId: leading.complaintId });
      await done('verify', one, { valid: true });
    }
  });

  it('may each be taken back by who complains: the leading one goes on', async () => {
    const [leading, duplicate] = [await register(), await register()];
    await done('merge', duplicate, { leadingId: leading.complaintId, reason });
    await until(leading, 'FollowerNoted', { holds: true });
    const path = `/api/v1/complaints/${duplicate.complaintId}/take-back`;
    const own = { 'tracking-token': duplicate.trackingToken };
    expect((await caller.call('POST', path, { reason: '不投诉了' }, own)).status).toBe(200);
    const taken = await until(duplicate, 'ComplaintWithdrawn');
    expect(taken.at(-1)?.events.map(({ type }) => type)).toEqual(['ComplaintUnmerged', 'ComplaintWithdrawn']);
    await until(leading, 'FollowerNoted', { holds: false });
    await done('verify', leading, { valid: true });
  });

  it('are of one site', async () => {
    const [leading, duplicate] = [await register(), await register()];
    const other = { authorization: `Bearer ${await staffToken(['clerk'], 'other')}` };
    const path = `/api/v1/complaints/${duplicate.complaintId}/merge`;
    expect(await caller.call('POST', path, { leadingId: leading.complaintId, reason }, other)).toMatchObject({
      status: 403,
      body: problem('other-site'),
    });
    await outside.publishPlan(planPublished(samplePlan), 'other');
    const elsewhere = await eventually(async () => {
      const body = { text, channel: 'post' };
      const answer = await caller.call('POST', '/api/v1/complaints/on-behalf', body, other);
      expect(answer.status).toBe(201);
      return answer.body as object as Registered;
    });
    const refused = { status: 403, body: problem('leading-of-other-site') };
    expect(await mergeInto(elsewhere, duplicate)).toMatchObject(refused);
    expect(await say('link', duplicate, { leadingId: elsewhere.complaintId })).toMatchObject(refused);
  });
});
