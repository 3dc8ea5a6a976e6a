import { randomUUID } from 'node:crypto';
import type { PublishedCommit } from '@redress/kernel';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { CaseWorld, handler, lead, problem } from './spec-kit/case-world';
import type { Answer, Staff } from './spec-kit/investigation-under-test';
import { acceptedComplaint } from './spec-kit/sample-complaint';

const director: Staff = { id: 'zhao', roles: ['siteDirector'] };
const report = '经询问王小明及当班人员，情况属实';
const proposal = (...measures: object[]) => ({ measures, description: '向王小明道歉' });

let world: CaseWorld;
beforeAll(async () => {
  world = await CaseWorld.start({ ...realServices(), name: uniqueName('inv') }, samplePlan, eventually);
});
afterAll(() => world.stop());

const send = (staff: Staff | undefined, id: string, command: string, body?: object): Promise<Answer> =>
  world.send(staff, id, command, body);
const done = (staff: Staff, id: string, command: string, body?: object): Promise<Answer['body']> =>
  world.done(staff, id, command, body);
const typesOf = (commits: readonly PublishedCommit[]) =>
  commits.flatMap(({ events }) => events.map(({ type }) => type));

const withdrawalOf = (complaintId: string) => ({
  complaintId,
  withdrawnAt: '2026-03-02T02:00:00.000Z',
  withdrawnBy: 'visitor',
});

describe('a case', () => {
  it('is opened for an accepted complaint, once, however often the message comes (R-032, R-033, R-037)', async () => {
    const { id, commits } = await world.openCase();
    await world.outside.publish(...commits, ...commits);
    await done(lead, id, 'assign', { handlerId: 'li' });
    const published = await eventually(async () => {
      const all = await world.outside.published(id);
      expect(all.length).toBeGreaterThan(1);
      return all;
    });
    expect(typesOf(published)).toEqual(['CaseOpened', 'CaseAssigned']);
    expect(published[0]?.envelope).toMatchObject({
      planRef: 'sample@1',
      actor: 'system:investigation',
      causationId: commits[2]?.envelope.commitId,
      correlationId: commits[2]?.envelope.correlationId,
    });
    expect(published[0]?.events[0]?.data).toEqual({ complaintId: id, openedAt: '2026-03-02T01:00:00.000Z' });
  });

  it('goes its whole way, and each step answers with its version (R-042, R-050, R-051, R-061)', async () => {
    const { id } = await world.investigated();
    const adopted = await done(handler, id, 'propose-resolution-plan', proposal({ kind: 'apology' }));
    expect(adopted).toEqual({ version: `case-${id}@7`, changed: true });
    await done(handler, id, 'give-feedback', { feedback: '已向王小明说明处理结果' });
    await done(handler, id, 'evaluate-outcome', { effective: false });
    expect(await send(handler, id, 'close')).toMatchObject({ status: 409, body: problem('outcome-not-effective') });
    await done(handler, id, 'evaluate-outcome', { effective: true });
    expect(await done(handler, id, 'close')).toEqual({ version: `case-${id}@11`, changed: true });
    expect(await done(handler, id, 'close')).toEqual({ version: `case-${id}@11`, changed: false });
    const published = await eventually(async () => {
      const all = await world.outside.published(id);
      expect(all).toHaveLength(11);
      return all;
    });
    expect(typesOf(published)).toEqual([
      'CaseOpened',
      'CaseAssigned',
      'InvestigationStarted',
      'InvestigationActRecorded',
      'InvestigationActRecorded',
      'InvestigationCompleted',
      'ResolutionPlanProposed',
      'ResolutionPlanAdopted',
      'FeedbackGiven',
      'OutcomeEvaluated',
      'OutcomeEvaluated',
      'CaseClosed',
    ]);
    expect(published.map(({ envelope }) => envelope.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('ends when its complaint is withdrawn', async () => {
    const { id, commits } = await world.openCase();
    await done(lead, id, 'assign', { handlerId: 'li' });
    const withdrawn = { type: 'ComplaintWithdrawn', schemaVersion: 1, data: withdrawalOf(id) };
    const last = commits.at(-1)?.envelope;
    const place = {
      context: 'intake',
      streamId: `complaint-${id}`,
      subject: id,
      version: (last?.version ?? 0) + 1,
    } as const;
    await world.outside.publish(world.outside.commit(place, withdrawn));
    await eventually(async () => expect(typesOf(await world.outside.published(id))).toContain('CaseWithdrawn'));
    expect(await send(handler, id, 'start-investigation')).toMatchObject({
      status: 409,
      body: problem('case-withdrawn'),
    });
  });

  it('waits while its complaint is merged into another, and goes on when it no longer is (R-020)', async () => {
    const { id, personId } = await world.openCase();
    await done(lead, id, 'assign', { handlerId: 'li' });
    const sealed = { keyRef: personId, sealed: 'v1.iv.text.tag' };
    const leadingId = '0198c0de-0000-7000-8000-0000000000f1';
    const say = (version: number, type: string, data: object) => {
      const place = { context: 'intake', streamId: `complaint-${id}`, subject: id, version } as const;
      const event = { type, schemaVersion: 1, data: { complaintId: id, leadingId, ...data } };
      return world.outside.publish(world.outside.commit(place, event));
    };
    const by = { leadingNo: 'MAIN-2026-000009-1', leadingComplainant: sealed, reason: sealed, mergedBy: 'staff:chen' };
    await say(4, 'ComplaintMerged', { ...by, mergedAt: '2026-03-02T02:00:00.000Z' });
    await eventually(async () => expect(typesOf(await world.outside.published(id))).toContain('CaseMerged'));
    expect(await send(handler, id, 'start-investigation')).toMatchObject({
      status: 409,
      body: problem('case-merged'),
    });
    const unmerged = { unmergedAt: '2026-03-02T03:00:00.000Z', unmergedBy: 'system:intake', cause: 'leadingWithdrawn' };
    await say(5, 'ComplaintUnmerged', unmerged);
    await eventually(async () => expect(typesOf(await world.outside.published(id))).toContain('CaseResumed'));
    await done(handler, id, 'start-investigation');
  });

  it('refuses a step that is not its turn', async () => {
    const { id } = await world.openCase();
    expect(await send(handler, id, 'start-investigation')).toMatchObject({
      status: 409,
      body: problem('case-not-assigned'),
    });
    expect(await send(handler, id, 'close')).toMatchObject({ status: 409, body: problem('outcome-not-evaluated') });
  });
});

describe('an investigation', () => {
  it('comes to a finding only when both sides were heard, or sought, and names the cause (R-038, R-041, R-043)', async () => {
    const { id } = await world.openCase();
    await done(lead, id, 'assign', { handlerId: 'li' });
    await done(handler, id, 'start-investigation');
    const complete = (body: object) =>
      send(handler, id, 'complete-investigation', { substantiated: true, report, ...body });
    expect(await complete({})).toMatchObject({ status: 409, body: problem('complainant-not-heard') });
    const act = { method: 'onSiteInspection', obtained: true, findings: '监控显示王小明在场' };
    await done(handler, id, 'record-act', { ...act, party: 'complainant', actedAt: '2026-03-02T10:00:00+08:00' });
    expect(await complete({})).toMatchObject({ status: 409, body: problem('respondent-not-heard') });
    await done(handler, id, 'record-act', { ...act, party: 'respondent', obtained: false });
    expect(await complete({})).toMatchObject({ status: 422, body: problem('root-cause-required') });
    expect(await complete({ rootCause: 'attitude' })).toMatchObject({ status: 200 });
    expect(await send(handler, id, 'record-act', act)).toMatchObject({
      status: 409,
      body: problem('investigation-already-completed'),
    });
    const late = { ...act, actedAt: '2999-01-01T00:00:00Z' };
    expect((await send(handler, id, 'record-act', { ...late, method: 'guessing' })).status).toBe(400);
  });

  it('has its negotiations and mediations on record beside it (R-052, R-062, R-063)', async () => {
    const { id } = await world.openCase();
    const mediation = { kind: 'mediation', outcome: 'agreed', words: '王小明同意和解' };
    expect(await send(handler, id, 'record-proceeding', mediation)).toMatchObject({
      status: 422,
      body: problem('body-required'),
    });
    const wrong = { ...mediation, body: '调解委员会', outcome: 'decided' };
    expect(await send(handler, id, 'record-proceeding', wrong)).toMatchObject({
      body: problem('outcome-of-another-kind'),
    });
    const occurredAt = '2026-03-02T10:00:00+08:00';
    await done(handler, id, 'record-proceeding', { ...mediation, body: '调解委员会', occurredAt });
    const recorded = await eventually(async () => {
      const last = (await world.outside.published(id)).flatMap(({ events }) => events).at(-1);
      expect(last?.type).toBe('ProceedingRecorded');
      return last;
    });
    expect(recorded?.data).toMatchObject({ outcome: 'agreed', occurredAt: '2026-03-02T02:00:00.000Z' });
  });

  it('is neither given to nor led by whom it is about (R-047, R-048, R-049)', async () => {
    const { id } = await world.openCase();
    await done(lead, id, 'name-respondent', { staffId: 'li', department: 'catering' });
    expect(await send(lead, id, 'assign', { handlerId: 'li' })).toMatchObject({
      status: 409,
      body: problem('handler-is-named'),
    });
    expect(await send(handler, id, 'start-investigation')).toMatchObject({
      status: 403,
      body: problem('actor-is-named'),
    });
    expect(await send(lead, id, 'name-respondent', {})).toMatchObject({
      status: 422,
      body: problem('respondent-required'),
    });
    await done(lead, id, 'name-respondent', { description: '东门外摊主王小明' });
    await done(lead, id, 'clear-respondent', { staffId: 'li', reason: '当时不在岗' });
    await done(lead, id, 'assign', { handlerId: 'li' });
  });
});

describe('a resolution plan', () => {
  it('is carried out before the case is closed (R-056, R-060)', async () => {
    const { id } = await world.investigated();
    await done(handler, id, 'propose-resolution-plan', proposal({ kind: 'apology' }, { kind: 'correctiveMeasure' }));
    await done(handler, id, 'give-feedback', { feedback: '已道歉，三日内整改' });
    await done(handler, id, 'evaluate-outcome', { effective: true });
    expect(await send(handler, id, 'close')).toMatchObject({ status: 409, body: problem('measure-open') });
    const complete = (measureNo: number) => send(handler, id, 'complete-measure', { measureNo, note: '王小明已确认' });
    expect(await complete(1)).toMatchObject({ status: 422, body: problem('measure-unknown') });
    expect(await complete(2)).toMatchObject({ status: 200, body: { changed: true } });
    expect(await complete(2)).toMatchObject({ status: 200, body: { changed: false } });
    await done(handler, id, 'close');
  });
});

describe('approval', () => {
  it('is demanded by the pinned plan for the sum and the category, from the role it names (R-053)', async () => {
    const { id } = await world.investigated({ category: 'food' });
    await done(handler, id, 'propose-resolution-plan', proposal({ kind: 'compensation', amountYuan: 600 }));
    expect(await send(director, id, 'approve-resolution-plan', { proposalNo: 1 })).toMatchObject({
      status: 403,
      body: problem('approver-role-missing'),
    });
    expect(await send(lead, id, 'approve-resolution-plan', { proposalNo: 2 })).toMatchObject({
      status: 409,
      body: problem('proposal-unknown'),
    });
    expect(await done(lead, id, 'approve-resolution-plan', { proposalNo: 1 })).toMatchObject({ changed: true });
    const published = await eventually(async () => {
      const all = await world.outside.published(id);
      expect(typesOf(all)).toContain('ResolutionPlanAdopted');
      return all;
    });
    const proposed = published.flatMap(({ events }) => events).find(({ type }) => type === 'ResolutionPlanProposed');
    expect(proposed?.data).toMatchObject({ approverRole: 'teamLead', proposedBy: 'staff:li' });
  });

  it('is not demanded for the same sum in another category', async () => {
    const { id } = await world.investigated({ category: 'other' });
    await done(handler, id, 'propose-resolution-plan', proposal({ kind: 'compensation', amountYuan: 600 }));
    await done(handler, id, 'give-feedback', { feedback: '已赔偿' });
  });

  it('is not for who proposed, and a rejection lets another proposal follow', async () => {
    const { id } = await world.investigated({ category: 'other' });
    const chief: Staff = { id: 'chief', roles: ['teamLead', 'siteDirector'] };
    await done(chief, id, 'propose-resolution-plan', proposal({ kind: 'compensation', amountYuan: 1_000 }));
    expect(await send(chief, id, 'approve-resolution-plan', { proposalNo: 1 })).toMatchObject({
      status: 403,
      body: problem('approver-is-proposer'),
    });
    await done(director, id, 'reject-resolution-plan', { proposalNo: 1, reason: '金额过高' });
    await done(chief, id, 'propose-resolution-plan', proposal({ kind: 'apology' }));
    await done(handler, id, 'give-feedback', { feedback: '已道歉' });
  });

  it('follows the latest classification', async () => {
    const { id } = await world.investigated({ category: 'other' });
    const classification = acceptedComplaint(world.outside, { complaintId: id, personId: randomUUID() })[0]?.events[1];
    if (!classification) throw new Error('the sample has a classification');
    const place = { context: 'intake', streamId: `complaint-${id}`, subject: id, version: 4 } as const;
    await world.outside.publish(world.outside.commit(place, classification));
    await eventually(async () => expect(await world.outside.knownVersion(id)).toBe(4));
    await done(handler, id, 'propose-resolution-plan', proposal({ kind: 'compensation', amountYuan: 600 }));
    expect(await send(handler, id, 'give-feedback', { feedback: '等待审批' })).toMatchObject({
      status: 409,
      body: problem('resolution-plan-not-adopted'),
    });
  });
});

describe('commands', () => {
  it('are for staff of the site with a role for them, about a case that is there', async () => {
    const { id } = await world.openCase();
    expect((await send(undefined, id, 'close')).status).toBe(401);
    expect((await send({ id: 'x', roles: ['auditor'] }, id, 'close')).status).toBe(403);
    const stranger = await send({ ...lead, siteId: 'lake' }, id, 'assign', { handlerId: 'li' });
    expect(stranger).toMatchObject({ status: 403, body: problem('other-site') });
    expect(await send(lead, randomUUID(), 'assign', { handlerId: 'li' })).toMatchObject({
      status: 404,
      body: problem('case-not-opened'),
    });
  });

  it.each([
    ['assign', lead, { handlerId: 'a b' }, '/handlerId'],
    ['complete-investigation', handler, { substantiated: 'yes', report }, '/substantiated'],
    ['propose-resolution-plan', handler, proposal(), '/measures'],
    ['propose-resolution-plan', handler, proposal({ kind: 'revenge' }), '/measures/0/kind'],
    ['propose-resolution-plan', handler, proposal({ kind: 'compensation', amountYuan: 0.5 }), '/measures/0/amountYuan'],
    ['approve-resolution-plan', lead, { proposalNo: 0 }, '/proposalNo'],
    ['give-feedback', handler, { feedback: ' ' }, '/feedback'],
  ] as const)('refuse what is malformed: %s', async (command, staff, body, pointer) => {
    const answer = await send(staff, randomUUID(), command, body);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });
});

describe('personal data', () => {
  it('is nowhere in clear', async () => {
    const { id } = await world.investigated();
    const everything = (await world.outside.storedText()) + JSON.stringify(await world.outside.published(id));
    for (const word of ['王小明', '当班人员', '道歉']) expect(everything).not.toContain(word);
  });

  it('is not stored while its key cannot be had', async () => {
    const { id } = await world.openCase();
    await done(lead, id, 'assign', { handlerId: 'li' });
    await done(handler, id, 'start-investigation');
    const act = { method: 'phone', party: 'complainant', obtained: true, findings: '王小明确认' };
    world.vault.away = true;
    const away = await send(handler, id, 'record-act', act);
    world.vault.away = false;
    expect(away).toMatchObject({ status: 503, body: problem('unavailable') });
    await done(handler, id, 'record-act', act);
  });

  it('is sealed no more once the person is erased, though the key was in memory', async () => {
    const { id, personId } = await world.investigated();
    await world.vault.vault.erase(personId);
    const place = { context: 'intake', streamId: `person-${personId}`, subject: personId, version: 1 } as const;
    const data = { personId, erasedAt: new Date().toISOString(), erasedBy: 'staff:admin' };
    await world.outside.publish(world.outside.commit(place, { type: 'PersonErased', schemaVersion: 1, data }));
    await eventually(async () =>
      expect(await send(handler, id, 'propose-resolution-plan', proposal({ kind: 'compensation' }))).toMatchObject({
        status: 410,
        body: problem('person-erased'),
      }),
    );
  });
});

describe('operations', () => {
  it('is ready, and shows its relay and its consumer', async () => {
    await eventually(async () => expect((await world.investigation.get('/readyz')).status).toBe(200));
    const { text } = await world.investigation.get('/metrics');
    expect(text).toContain('redress_tail_leading{tail="relay"');
    expect(text).toContain('redress_consumer_running{group="investigation-reactions"');
  });

  it('describes its whole interface', async () => {
    const { body } = await world.investigation.get('/openapi.json');
    expect(
      Object.keys(body['paths'] as object)
        .filter((path) => path.startsWith('/api/'))
        .sort(),
    ).toEqual(
      [
        'answer-compensation',
        'approve-resolution-plan',
        'assign',
        'clear-respondent',
        'close',
        'compensation-answer',
        'complete-investigation',
        'complete-measure',
        'evaluate-outcome',
        'evidence',
        'evidence/{evidenceId}',
        'give-feedback',
        'issue-compensation',
        'materials',
        'name-respondent',
        'offer-compensation',
        'propose-resolution-plan',
        'publish-result',
        'record-act',
        'record-call-back',
        'record-proceeding',
        'reject-resolution-plan',
        'reopen',
        'report-problem',
        'satisfaction',
        'set-team',
        'solve-problem',
        'start-investigation',
        'withdraw-evidence',
        'withdraw-publication',
      ].map((command) => `/api/v1/complaints/{id}/${command}`),
    );
  });
});
