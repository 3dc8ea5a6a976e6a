import { randomUUID } from 'node:crypto';
import { trackingTokenHash } from '@redress/platform';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { sha256Of } from './evidence/inspect-file';
import { CaseWorld, handler, lead, problem } from './spec-kit/case-world';
import { filesOf, flipByte, type EvidenceAnswer, type EvidencePage } from './spec-kit/evidence-at-rest';
import type { Answer, Staff } from './spec-kit/investigation-under-test';
import { heic, jpegWithGps, pdf } from './spec-kit/sample-files';

const token = 'the-token-of-the-specs';
const auditor: Staff = { id: 'shen', roles: ['auditor'] };
const clerk: Staff = { id: 'sun', roles: ['clerk'] };
const later = (): Date => new Date(Date.now() + 5_000);

let world: CaseWorld;
beforeAll(async () => {
  world = await CaseWorld.start({ ...realServices(), name: uniqueName('inv') }, samplePlan, eventually);
});
afterAll(() => world.stop());

const brought = (bytes = pdf(), more: object = {}) => ({
  kind: 'receipt',
  source: 'complainant',
  name: '王小明的购票凭证.pdf',
  mediaType: 'application/pdf',
  content: bytes.toString('base64'),
  ...more,
});
const photo = (more: object = {}) => brought(jpegWithGps(), { kind: 'photo', mediaType: 'image/jpeg', ...more });
const add = async (id: string, body: object = brought(), staff = handler): Promise<EvidenceAnswer> =>
  (await world.done(staff, id, 'evidence', body)) as unknown as EvidenceAnswer;
const view = (id: string, evidenceId: string, staff = handler, purpose = 'handling') =>
  world.investigation.read(staff, `${id}/evidence/${evidenceId}?purpose=${purpose}`);
const list = async (id: string, staff = handler, query = ''): Promise<EvidencePage> => {
  const { status, body } = await world.investigation.read(staff, `${id}/evidence${query}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as unknown as EvidencePage;
};
const materials = (id: string, body: object, with_ = token): Promise<Answer> =>
  world.send(undefined, id, 'materials', body, { 'tracking-token': with_ });
const mine = (bytes: Buffer) => {
  const { source: _source, ...rest } = brought(bytes);
  return rest;
};
const verify = async (id: string) => {
  const { body } = await world.investigation.internal('evidence/verify');
  expect(body).toMatchObject({ running: false, files: expect.any(Number) as number });
  return (body['faults'] as { complaintId: string }[]).filter(({ complaintId }) => complaintId === id);
};

describe('evidence', () => {
  it('is on record with its source, time, collector and hash, and comes out as it went in (R-039)', async () => {
    const { id } = await world.openCase();
    const collected = { collectedAt: '2026-03-01T15:20:00+08:00', collectedBy: 'wang', description: '票价 120 元' };
    const added = await add(id, brought(pdf(), { ...collected, sha256: sha256Of(pdf()) }));
    expect(added).toMatchObject({ version: `evidence-${id}@1`, changed: true, evidenceNo: 1, sha256: sha256Of(pdf()) });
    expect(await list(id)).toMatchObject({
      total: 1,
      personalData: 'readable',
      items: [
        {
          evidenceId: added.evidenceId,
          evidenceNo: 1,
          kind: 'receipt',
          source: 'complainant',
          name: '王小明的购票凭证.pdf',
          description: '票价 120 元',
          collectedAt: '2026-03-01T07:20:00.000Z',
          collectedBy: 'staff:wang',
          addedBy: 'staff:li',
          bytes: pdf().length,
          mediaType: 'application/pdf',
          location: 'notLookedFor',
          views: 0,
          custody: [],
        },
      ],
    });
    const { status, bytes, headers } = await view(id, added.evidenceId);
    expect([status, bytes.equals(pdf())]).toEqual([200, true]);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="evidence-1"; filename*=UTF-8''${encodeURIComponent('王小明的购票凭证.pdf')}`,
    );
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has a custody log that tells each view: who, when and why (R-039)', async () => {
    const { id } = await world.openCase();
    const { evidenceId } = await add(id);
    for (const staff of [handler, lead, handler]) expect((await view(id, evidenceId, staff)).status).toBe(200);
    await view(id, evidenceId, auditor, 'supervision');
    const [item] = (await list(id, auditor)).items;
    expect(item?.views).toBe(4);
    expect(item?.custody.map(({ viewedBy, purpose }) => `${viewedBy} ${purpose}`)).toEqual([
      'staff:li handling',
      'staff:zhang handling',
      'staff:li handling',
      'staff:shen supervision',
    ]);
    expect((await view(id, evidenceId, handler, 'curiosity')).status).toBe(400);
    expect((await view(id, randomUUID())).body).toMatchObject(problem('evidence-unknown'));
    expect((await list(id)).items[0]?.views).toBe(4);
  });

  it('is told to the others without what it is called and shows (R-039)', async () => {
    const { id } = await world.openCase();
    const { evidenceId } = await add(id, photo({ description: '王小明在场', keepLocationBecause: '王小明的位置' }));
    await view(id, evidenceId);
    await world.done(lead, id, 'withdraw-evidence', { evidenceNo: 1, reason: '王小明要求' });
    const [added, viewed, withdrawn] = await world.latest(id, 'EvidenceAdded', 'EvidenceViewed', 'EvidenceWithdrawn');
    expect(added?.data).toMatchObject({ complaintId: id, evidenceNo: 1, mediaType: 'image/jpeg' });
    expect(viewed?.data).toMatchObject({ evidenceId, viewedBy: 'staff:li', purpose: 'handling' });
    expect(JSON.stringify([added, viewed, withdrawn])).not.toContain('sealed');
  });

  it('says of a picture where it was taken only on purpose', async () => {
    const { id } = await world.openCase();
    const removed = await add(id, photo());
    expect((await view(id, removed.evidenceId)).bytes.includes('GPSLatitude')).toBe(false);
    const kept = await add(id, photo({ keepLocationBecause: '核实护栏缺口所在' }));
    expect((await view(id, kept.evidenceId)).bytes.equals(jpegWithGps())).toBe(true);
    expect((await list(id)).items).toMatchObject([
      { location: 'removed', sentSha256: sha256Of(jpegWithGps()) },
      { location: 'kept', locationReason: '核实护栏缺口所在', sha256: sha256Of(jpegWithGps()) },
    ]);
  });

  it('is withdrawn with a reason, stays on record, and the same file may come again', async () => {
    const { id } = await world.openCase();
    const { evidenceId } = await add(id);
    expect(await world.send(handler, id, 'evidence', brought())).toMatchObject({
      status: 409,
      body: { ...problem('evidence-known'), details: { evidenceNo: 1 } },
    });
    await world.done(lead, id, 'withdraw-evidence', { evidenceNo: 1, reason: '误传' });
    expect(await world.done(lead, id, 'withdraw-evidence', { evidenceNo: 1, reason: '误传' })).toMatchObject({
      changed: false,
    });
    expect((await list(id)).items).toMatchObject([{ withdrawn: { withdrawnBy: 'staff:zhang', reason: '误传' } }]);
    expect((await view(id, evidenceId)).status).toBe(200);
    expect(await add(id)).toMatchObject({ evidenceNo: 2 });
    expect(await world.send(lead, id, 'withdraw-evidence', { evidenceNo: 3, reason: '误传' })).toMatchObject({
      status: 404,
      body: problem('evidence-unknown'),
    });
  });

  it('is listed page by page', async () => {
    const { id } = await world.openCase();
    for (const no of [1, 2, 3]) await add(id, brought(pdf(`${no}`)));
    const first = await list(id, handler, '?limit=2');
    expect(first).toMatchObject({ total: 3, next: 2, items: [{ evidenceNo: 1 }, { evidenceNo: 2 }] });
    const last = await list(id, handler, `?limit=2&after=${first.next}`);
    expect(last).toMatchObject({ total: 3, items: [{ evidenceNo: 3 }] });
    expect(last).not.toHaveProperty('next');
  });

  it('is stored once for one command, however often and at once it comes', async () => {
    const { id } = await world.openCase();
    const key = { 'idempotency-key': randomUUID() };
    const send = (body: object) => world.send(handler, id, 'evidence', body, key);
    const answers = await Promise.all([brought(), brought(), brought()].map(send));
    const ids = new Set(answers.map(({ body }) => body['evidenceId']));
    expect([answers.map(({ status }) => status), ids.size]).toEqual([[200, 200, 200], 1]);
    expect(await send(brought())).toMatchObject({ status: 200, body: { changed: false, evidenceNo: 1 } });
    expect(await send(brought(pdf(), { name: '别的.pdf' }))).toMatchObject({ status: 422 });
    expect(await send(brought(pdf('别的')))).toMatchObject({ status: 422 });
    expect((await list(id)).total).toBe(1);
    expect((await view(id, String([...ids][0]))).bytes.equals(pdf())).toBe(true);
  });
});

describe('evidence that is not fit to be kept (F18)', () => {
  it.each([
    ['0 bytes', brought(Buffer.alloc(0)), 422, 'file-empty'],
    ['an upload that was cut', brought(pdf().subarray(0, 12), { sha256: sha256Of(pdf()) }), 422, 'file-hash-differs'],
    [
      'a picture that was cut',
      photo({ content: jpegWithGps().subarray(0, -9).toString('base64') }),
      422,
      'file-damaged',
    ],
    ['another type than said', brought(pdf(), { mediaType: 'image/png' }), 422, 'file-type-differs'],
    ['a program', brought(Buffer.from('MZ\x90\0 program')), 422, 'file-type-unknown'],
    ['a place that stays', brought(heic(), { mediaType: 'image/heic' }), 422, 'location-not-removable'],
    ['more than 10 MiB', brought(Buffer.concat([pdf(), Buffer.alloc(10_485_760)])), 413, 'file-too-large'],
    ['more than a body may have', brought(Buffer.alloc(12_000_000)), 413, 'body-too-large'],
    [
      'what was not collected yet',
      brought(pdf(), { collectedAt: '2999-01-01T00:00:00Z' }),
      422,
      'collected-in-the-future',
    ],
    ['what is no base64', brought(pdf(), { content: '===' }), 400, 'validation-failed'],
  ])('is refused, and nothing of it is kept: %s', async (_, body, status, code) => {
    const { id } = await world.openCase();
    expect(await world.send(handler, id, 'evidence', body)).toMatchObject({ status, body: problem(code) });
    expect((await list(id)).total).toBe(0);
    expect(await filesOf(world.outside, id)).toEqual({ files: 0, inDoubt: 0 });
  });

  it('is one of 10 MiB, but no larger', async () => {
    const { id } = await world.openCase();
    const largest = Buffer.concat([pdf(), Buffer.alloc(10_485_760 - pdf().length)]);
    const { evidenceId } = await add(id, brought(largest));
    expect((await view(id, evidenceId)).bytes.equals(largest)).toBe(true);
  });

  it('is found later by verify: a flipped byte, a missing file; neither is given out as if it were right', async () => {
    const { id } = await world.openCase();
    const [rotten, missing, fine] = [await add(id), await add(id, photo()), await add(id, brought(pdf('好')))];
    expect(await verify(id)).toEqual([]);
    await flipByte(world.outside, rotten);
    await world.outside.withDatabase((database) =>
      database.collection('evidence.files').deleteOne({ filename: `${missing.evidenceId}.${missing.sha256}` }),
    );
    expect(await verify(id)).toEqual([
      { complaintId: id, evidenceId: rotten.evidenceId, evidenceNo: 1, reason: 'damaged' },
      { complaintId: id, evidenceId: missing.evidenceId, evidenceNo: 2, reason: 'missing' },
    ]);
    expect(await view(id, rotten.evidenceId)).toMatchObject({ status: 409, body: problem('evidence-damaged') });
    expect(await view(id, missing.evidenceId)).toMatchObject({ status: 409, body: problem('evidence-missing') });
    expect((await view(id, fine.evidenceId)).status).toBe(200);
    expect((await list(id)).items.map(({ views }) => views)).toEqual([0, 0, 1]);
  });

  it('is swept away when no event refers to it, and what one refers to stays', async () => {
    const { id, personId } = await world.openCase();
    const { evidenceId } = await add(id);
    const { files } = world.investigation.evidence();
    const orphan = { complaintId: id, personId, fileName: `${randomUUID()}.${'a'.repeat(64)}` };
    await files.keep(orphan, Buffer.alloc(300_000));
    // An event was stored, and the process died before it could say so.
    await files.keep({ ...orphan, fileName: `${evidenceId}.${sha256Of(pdf())}` }, Buffer.from('twin'));
    expect(await filesOf(world.outside, id)).toEqual({ files: 3, inDoubt: 2 });
    expect(await world.investigation.evidence().sweep.sweep()).toBe(0);
    expect(await world.investigation.evidence().sweep.sweep(later())).toBe(1);
    expect(await filesOf(world.outside, id)).toEqual({ files: 2, inDoubt: 0 });
    expect((await view(id, evidenceId)).status).toBe(200);
  });
});

describe('who touches evidence', () => {
  it('is staff of the site with a role for it (R-035)', async () => {
    const { id } = await world.openCase();
    const { evidenceId } = await add(id, brought(), clerk);
    const stranger: Staff = { ...lead, siteId: 'lake' };
    expect(await world.send(stranger, id, 'evidence', brought(pdf('2')))).toMatchObject({
      status: 403,
      body: problem('other-site'),
    });
    for (const path of [`${id}/evidence`, `${id}/evidence/${evidenceId}?purpose=handling`]) {
      expect(await world.investigation.read(stranger, path)).toMatchObject({
        status: 403,
        body: problem('other-site'),
      });
      expect((await world.investigation.read(clerk, path)).status).toBe(403);
    }
    expect((await world.send(auditor, id, 'evidence', brought(pdf('2')))).status).toBe(403);
    expect((await world.send(undefined, id, 'evidence', brought(pdf('2')))).status).toBe(401);
    expect((await list(id)).items[0]).toMatchObject({ views: 0 });
  });

  it('is nobody who is complained against (R-048, R-049)', async () => {
    const { id } = await world.openCase();
    const { evidenceId } = await add(id);
    await world.done(lead, id, 'name-respondent', { staffId: 'li' });
    const refused = { status: 403, body: problem('actor-is-named') };
    expect(await world.send(handler, id, 'evidence', brought(pdf('2')))).toMatchObject(refused);
    expect(await world.send(handler, id, 'withdraw-evidence', { evidenceNo: 1, reason: '误传' })).toMatchObject(
      refused,
    );
    expect(await view(id, evidenceId)).toMatchObject(refused);
    expect(await world.investigation.read(handler, `${id}/evidence`)).toMatchObject(refused);
    expect((await list(id, lead)).items).toMatchObject([{ views: 0 }]);
  });
});

describe('materials of the complainant (R-014)', () => {
  it('come with the token of the complaint, also later, up to a bound', async () => {
    const { id } = await world.openCase({ trackingTokenHash: trackingTokenHash(token) });
    expect(await materials(id, mine(pdf()), 'another')).toMatchObject({
      status: 404,
      body: problem('tracking-unknown'),
    });
    expect((await materials(id, brought())).status).toBe(400);
    for (let no = 0; no < 20; no += 1)
      expect(await materials(id, mine(pdf(`${no}`)))).toMatchObject({ status: 200, body: { evidenceNo: no + 1 } });
    expect(await materials(id, mine(pdf('20')))).toMatchObject({ status: 409, body: problem('materials-full') });
    expect(await add(id, brought(pdf('20')))).toMatchObject({ evidenceNo: 21 });
    const { items } = await list(id, handler, '?limit=1');
    expect(items).toMatchObject([{ source: 'complainant', collectedBy: 'visitor', addedBy: 'visitor' }]);
  });

  it('are not taken once the complaint is withdrawn', async () => {
    const { id, commits } = await world.openCase({ trackingTokenHash: trackingTokenHash(token) });
    const data = { complaintId: id, withdrawnAt: '2026-03-02T02:00:00.000Z', withdrawnBy: 'visitor' };
    const version = (commits.at(-1)?.envelope.version ?? 0) + 1;
    const place = { context: 'intake', streamId: `complaint-${id}`, subject: id, version } as const;
    await world.outside.publish(world.outside.commit(place, { type: 'ComplaintWithdrawn', schemaVersion: 1, data }));
    await world.latest(id, 'CaseWithdrawn');
    expect(await materials(id, mine(pdf()))).toMatchObject({ status: 409, body: problem('case-withdrawn') });
  });
});

describe('personal data in evidence', () => {
  it('is nowhere in clear, in the bytes neither', async () => {
    const { id } = await world.openCase();
    const secret = '王小明身份证号后四位 4321';
    await add(id, brought(pdf(secret), { description: '王小明在东门' }));
    const stored = await world.outside.storedText();
    for (const hidden of ['王小明', Buffer.from(secret).toString('base64').slice(4, 30)])
      expect(stored).not.toContain(hidden);
  });

  it('is not stored while its key cannot be had', async () => {
    const { id } = await world.openCase();
    world.vault.away = true;
    const away = await world.send(handler, id, 'evidence', brought());
    world.vault.away = false;
    expect(away).toMatchObject({ status: 503, body: problem('unavailable') });
    expect(await filesOf(world.outside, id)).toEqual({ files: 0, inDoubt: 0 });
  });

  it('goes with its person: bytes, names and what the key opens', async () => {
    const { id, personId } = await world.openCase();
    const { evidenceId } = await add(id);
    await world.vault.vault.erase(personId);
    const place = { context: 'intake', streamId: `person-${personId}`, subject: personId, version: 1 } as const;
    const data = { personId, erasedAt: new Date().toISOString(), erasedBy: 'staff:admin' };
    await world.outside.publish(world.outside.commit(place, { type: 'PersonErased', schemaVersion: 1, data }));
    await eventually(async () => expect(await filesOf(world.outside, id)).toEqual({ files: 0, inDoubt: 0 }));
    expect(await list(id)).toMatchObject({ personalData: 'erased', items: [{ evidenceNo: 1, name: null }] });
    expect(await view(id, evidenceId)).toMatchObject({ status: 410, body: problem('person-erased') });
    expect(await world.send(handler, id, 'evidence', brought(pdf('2')))).toMatchObject({ status: 410 });
    expect(await verify(id)).toEqual([]);
  });
});
