import { ask, bearer, faultOf } from './ask';
import { registered } from './registered';
import type { World } from './world';

/** Numbers, tracking tokens and cursors in the wrong hands or the wrong place. */
export const reuseSuite = (world: () => World): void => {
  it('opens a complaint to its own tracking token only', async () => {
    const mine = await registered(world());
    const other = await registered(world());
    const track = async (token: string) => {
      const path = `/api/v1/tracking/${mine.complaintNo}`;
      return (await ask(world().stack.gateway, { method: 'GET', path, headers: { 'tracking-token': token } })).status;
    };
    await world().stack.until('the complaint can be followed', async () => (await track(mine.trackingToken)) === 200);
    const swapped = (at: number) =>
      mine.trackingToken.slice(0, at) + (mine.trackingToken[at] === 'A' ? 'B' : 'A') + mine.trackingToken.slice(at + 1);
    const tampered = Array.from(mine.trackingToken.slice(0, -1), (_, at) => swapped(at));
    const cut = [
      mine.trackingToken.slice(1),
      mine.trackingToken.slice(0, -1),
      `${mine.trackingToken}A`,
      mine.trackingToken.toLowerCase(),
    ];
    for (const token of [...tampered, ...cut, other.trackingToken, '.', '*']) expect(await track(token)).toBe(404);
  });

  it('gives nothing for a cursor of another list, another order or another site', async () => {
    const { stack, tokens, things } = world();
    await Promise.all([registered(world()), registered(world())]);
    const own = bearer(await tokens.ofAll());
    const other = bearer(await tokens.sign({ roles: ['clerk', 'admin', 'headquarters'], siteId: 'other' }));
    const page = async (path: string, headers: Readonly<Record<string, string>>) => {
      const answer = await ask(stack.gateway, { method: 'GET', path, headers });
      return { answer, body: JSON.parse(answer.text) as { items?: unknown[]; next?: string } };
    };
    const { body } = await page('/api/v1/complaints?limit=1&sort=receivedAt', own);
    const cursor = body.next ?? '';
    expect(cursor).not.toBe('');
    const foreign = await page(`/api/v1/complaints?limit=50&sort=receivedAt&cursor=${cursor}`, other);
    expect(foreign.body).toEqual({ items: [] });
    for (const path of [
      `/api/v1/complaints?sort=priority&cursor=${cursor}`,
      `/api/v1/worklist?cursor=${cursor}`,
      `/api/v1/complaints/${things.complaint.complaintId}/timeline?cursor=${cursor}`,
      `/api/v1/notifications?after=${cursor.slice(0, 150)}`,
      `/api/v1/complaints?cursor=${'A'.repeat(1_000)}`,
      `/api/v1/complaints?cursor=${Buffer.from('["priority",{"$gt":""},"x","y"]').toString('base64url')}`,
    ]) {
      const { answer } = await page(path, own);
      expect([path, answer.status, faultOf(answer)]).toEqual([path, 400, undefined]);
    }
  });
};
