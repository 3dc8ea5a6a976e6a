import { untilKept } from './check/promises';
import { Client } from './client';
import { Stack } from './stack';

interface Registered {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
}

interface Done {
  readonly version: string;
}

interface Event {
  readonly type: string;
}

const apology = { measures: [{ kind: 'apology' }], description: '当面道歉。' };

describe('the ways a complaint can go, as separate processes on real services', () => {
  jest.setTimeout(300_000);
  let stack: Stack;
  let handlerId: string;
  const staff = new Map<string, Client>();
  const registered: string[] = [];
  const visitor = new Client(() => stack.gateway);

  const as = (username: string): Client => {
    const client = staff.get(username);
    if (!client) throw new Error(`${username} is not signed in`);
    return client;
  };
  const send = (username: string, { complaintId }: Registered, name: string, body: object = {}) =>
    as(username).post<Done & { type?: string }>(`/api/v1/complaints/${complaintId}/${name}`, body);
  const command = async (username: string, one: Registered, name: string, body: object = {}): Promise<string> => {
    const answer = await send(username, one, name, body);
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.version;
  };
  const track = async ({ complaintNo, trackingToken }: Registered, atLeast: string) =>
    (
      await visitor.get(`/api/v1/tracking/${complaintNo}?atLeast=${atLeast}`, {
        'tracking-token': trackingToken,
      })
    ).body;
  const answer = async ({ complaintId, trackingToken }: Registered, satisfied: boolean): Promise<string> => {
    const { status, body } = await visitor.post<Done>(
      `/api/v1/complaints/${complaintId}/satisfaction`,
      { satisfied, opinion: satisfied ? '满意' : '没有解决' },
      { 'tracking-token': trackingToken },
    );
    expect([status, body]).toEqual([200, expect.objectContaining({ changed: true })]);
    return body.version;
  };
  const happened = async ({ complaintId }: Registered): Promise<string[]> => {
    const path = `/api/v1/complaints/${complaintId}/timeline?limit=200`;
    const { body } = await as('teamlead').get<{ items: { events: Event[] }[] }>(path);
    return body.items.flatMap(({ events }) => events.map(({ type }) => type));
  };
  const count = (types: readonly string[], type: string): number => types.filter((one) => one === type).length;

  /** A complaint that is being investigated, both sides heard. */
  const investigating = async (text: string): Promise<Registered> => {
    const { body: one } = await visitor.post<Registered>('/api/v1/complaints', { text });
    registered.push(one.complaintId);
    return handle(one);
  };
  /** Verified, accepted, assigned, and both sides heard. */
  const handle = async (one: Registered): Promise<Registered> => {
    await command('clerk', one, 'verify', { valid: true });
    await command('clerk', one, 'accept');
    await stack.until(
      'the case is open',
      async () => (await send('teamlead', one, 'assign', { handlerId })).status < 300,
    );
    await command('handler', one, 'start-investigation');
    for (const party of ['complainant', 'respondent'])
      await command('handler', one, 'record-act', { method: 'phone', party, obtained: true, findings: '已说明。' });
    return one;
  };
  const find = (one: Registered, substantiated: boolean): Promise<string> =>
    command('handler', one, 'complete-investigation', {
      substantiated,
      ...(substantiated && { rootCause: 'staff-attitude' }),
      report: '已核查。',
    });
  const tell = (one: Registered, words: string): Promise<string> =>
    command('handler', one, 'give-feedback', { feedback: words });

  beforeAll(async () => {
    stack = await Stack.start();
    for (const username of ['clerk', 'handler', 'teamlead', 'sitedirector'])
      staff.set(username, await new Client(() => stack.gateway, stack.account(username)).signIn());
    handlerId = (await as('handler').get<{ staffId: string }>('/api/v1/auth/me')).body.staffId;
  });
  afterAll(async () => {
    expect(await stack.stop()).toBe(0);
  });

  it('everybody can read how complaints are handled, by whom and how long it takes (R-105, R-128)', async () => {
    const { status, body } = await visitor.get<{ chapters: { text: { zh: string } }[]; deadlines: object[] }>(
      '/api/v1/process',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      planRef: 'complaint-emergency@1',
      unit: { contact: expect.any(String) as string },
      aftercare: { answerWithin: '15 days', reopenings: 2 },
    });
    expect(body.chapters[0]?.text.zh).toContain('目标');
    expect(body.deadlines).toContainEqual({ deadline: 'acceptance', from: 'registered', within: 'PT24H' });
  });

  it('satisfied: the complainant reads the result, closes the case, and the outcome is evaluated afterwards', async () => {
    const one = await investigating('讲解员态度很差。');
    await find(one, true);
    await command('handler', one, 'propose-resolution-plan', apology);
    expect(await track(one, await tell(one, '情况属实，向您道歉。'))).toMatchObject({
      stage: 'outcomeEvaluation',
      result: { text: '情况属实，向您道歉。', answerBy: expect.any(String) as string },
    });
    expect(await track(one, await answer(one, true))).toMatchObject({ status: 'closed', result: { satisfied: true } });
    const about = { title: '关于讲解服务', text: '情况属实，已培训当班讲解员。' };
    const published = await command('sitedirector', one, 'publish-result', about);
    const { body: open } = await visitor.get(`/api/v1/published-results?atLeast=${published}`);
    expect(open).toMatchObject({ items: [about] });
    expect(await happened(one)).toContain('ResultPublished');
    const evaluated = await command('handler', one, 'evaluate-outcome', { effective: true });
    const { body } = await as('teamlead').get(`/api/v1/complaints/${one.complaintId}?atLeast=${evaluated}`);
    expect(body).toMatchObject({ status: 'closed', satisfied: true, round: 1, todo: [] });
    await stack.until('nothing is waited for', async () => count(await happened(one), 'WatchClosed') === 1);
  });

  it('asked: the clock stands while the complainant is asked, and runs on with the answer (R-014)', async () => {
    const one = await investigating('餐厅结账多收了钱。');
    const asked = await command('handler', one, 'ask-complainant', { question: '请补充付款凭证。' });
    expect(await track(one, asked)).toMatchObject({ question: { questionNo: 1, text: '请补充付款凭证。' } });
    const detail = async () => (await as('teamlead').get(`/api/v1/complaints/${one.complaintId}`)).body;
    const clock = (state: string, more: object = {}) => ({
      watch: { deadlines: { investigation: { state, ...more } } },
    });
    await stack.until('the clock stands', async () => {
      const { watch } = (await detail()) as { watch?: { deadlines: { investigation: { state: string } } } };
      return watch?.deadlines.investigation.state === 'paused';
    });
    expect(await detail()).toMatchObject(clock('paused', { pauseReason: 'awaitingComplainant' }));
    const { status, body } = await visitor.post<Done>(
      `/api/v1/complaints/${one.complaintId}/messages`,
      { content: '凭证号 123。', questionNo: 1 },
      { 'tracking-token': one.trackingToken },
    );
    expect(status).toBe(200);
    expect(await track(one, body.version)).not.toHaveProperty('question');
    await stack.until('the clock runs on', async () => count(await happened(one), 'DeadlineResumed') === 1);
    expect(await detail()).toMatchObject(clock('running', { revision: 2 }));
    await command('handler', one, 'complete-investigation', { substantiated: false, report: '账目无误。' });
  });

  it('not satisfied: reopened twice, each round with clocks of its own, then the answer is kept', async () => {
    const one = await investigating('排队两小时无人疏导。');
    await find(one, true);
    for (const round of [1, 2, 3]) {
      await command('handler', one, 'propose-resolution-plan', apology);
      await tell(one, `第 ${round} 次答复。`);
      expect(await track(one, await answer(one, false))).toMatchObject({
        status: 'accepted',
        round: Math.min(round + 1, 3),
      });
    }
    await command('handler', one, 'evaluate-outcome', { effective: true });
    await command('teamlead', one, 'close');
    await stack.until('every round has met its deadlines', async () => {
      const types = await happened(one);
      return (
        count(types, 'WatchClosed') === 1 && count(types, 'WatchReopened') === 2 && count(types, 'DeadlineMet') >= 9
      );
    });
  });

  it('not substantiated, and not accepted as such: investigated again, and found right', async () => {
    const one = await investigating('餐厅饭菜不新鲜。');
    await find(one, false);
    const explained = { measures: [{ kind: 'explanation' }], description: '说明核查经过。' };
    await command('handler', one, 'propose-resolution-plan', explained);
    await tell(one, '未发现所述情况。');
    expect(await track(one, await answer(one, false))).toMatchObject({ stage: 'investigation', round: 2 });
    await find(one, true);
    await command('handler', one, 'propose-resolution-plan', apology);
    await tell(one, '复核属实，向您道歉。');
    expect(await track(one, await answer(one, true))).toMatchObject({ status: 'closed' });
  });

  it('refused, mediated, approved: nothing is done before the role the plan names says yes', async () => {
    const one = await investigating('索道停运被困三小时。');
    await find(one, true);
    const plan = (amountYuan: number) => ({ measures: [{ kind: 'compensation', amountYuan }], description: '补偿。' });
    await command('handler', one, 'propose-resolution-plan', plan(5_000));
    expect((await send('handler', one, 'give-feedback', { feedback: '补偿。' })).status).toBe(409);
    await command('sitedirector', one, 'reject-resolution-plan', { proposalNo: 1, reason: '金额过高' });
    const mediation = { kind: 'mediation', body: '旅游纠纷调解委员会', words: '双方同意补偿 2000 元。' };
    await command('handler', one, 'record-proceeding', { ...mediation, outcome: 'agreed' });
    await command('handler', one, 'propose-resolution-plan', plan(2_000));
    await command('sitedirector', one, 'approve-resolution-plan', { proposalNo: 2 });
    await tell(one, '补偿 2000 元。');
    const satisfied = await answer(one, true);
    expect(await track(one, satisfied)).toMatchObject({ status: 'accepted', result: { satisfied: true } });
    const paid = await command('handler', one, 'complete-measure', { measureNo: 1, note: '已转账。' });
    expect(await track(one, paid)).toMatchObject({ status: 'closed' });
  });

  it('offered and accepted: the compensation is read and taken on the page, issued, and the case closed (R-052, R-055)', async () => {
    const one = await investigating('观光车临时停运，门票白买了。');
    await find(one, true);
    const give = (amountYuan: number) => ({
      measures: [{ kind: 'apology' }, { kind: 'compensation', form: 'refund', amountYuan }],
      description: '退还门票。',
    });
    const reply = async (offerNo: number, accepted: boolean): Promise<string> => {
      const path = `/api/v1/complaints/${one.complaintId}/compensation-answer`;
      const own = { 'tracking-token': one.trackingToken };
      const { status, body } = await visitor.post<Done>(path, { offerNo, accepted }, own);
      expect([status, body]).toEqual([200, expect.objectContaining({ changed: true })]);
      return body.version;
    };
    const offer = { measureNo: 2, medium: 'phone', words: '电话告知退款金额。' };
    await command('handler', one, 'propose-resolution-plan', give(300));
    expect(await track(one, await command('handler', one, 'offer-compensation', offer))).toMatchObject({
      offers: [{ offerNo: 1, amountYuan: 300, form: 'refund', state: 'offered' }],
    });
    await reply(1, false);
    await command('handler', one, 'propose-resolution-plan', give(1_500));
    await command('sitedirector', one, 'approve-resolution-plan', { proposalNo: 2 });
    await command('handler', one, 'offer-compensation', offer);
    const taken = await reply(2, true);
    expect(await track(one, taken)).toMatchObject({
      offers: [{ state: 'refused' }, { offerNo: 2, state: 'accepted' }],
    });
    const { body: known } = await as('teamlead').get(`/api/v1/complaints/${one.complaintId}?atLeast=${taken}`);
    expect(known).toMatchObject({
      compensationStates: ['accepted', 'refused'],
      todo: [{ task: 'giveFeedback' }, { task: 'issueCompensation', offerNo: 2 }],
    });
    await tell(one, '退还门票款 1500 元。');
    expect(await track(one, await answer(one, true))).toMatchObject({ status: 'accepted' });
    const issue = { offerNo: 2, method: 'originalPayment', reference: '退款流水号 TK-0017' };
    expect(await track(one, await command('handler', one, 'issue-compensation', issue))).toMatchObject({
      status: 'closed',
      offers: [{ state: 'refused' }, { offerNo: 2, state: 'issued' }],
    });
    const from = new Date(Date.now() - 86_400_000).toISOString();
    const before = new Date(Date.now() + 86_400_000).toISOString();
    const { body: figures } = await as('teamlead').get(`/api/v1/statistics?from=${from}&before=${before}`);
    expect(figures).toMatchObject({
      total: { compensations: { offered: { count: 2, yuan: 1_800 }, refused: { count: 1, yuan: 300 } } },
    });
  });

  it('settled on the spot by a clerk, within what the plan lets a clerk give (R-031, R-055)', async () => {
    const { body: one } = await visitor.post<Registered>('/api/v1/complaints', { text: '饮料洒在衣服上。' });
    registered.push(one.complaintId);
    const settled = (amountYuan: number) => ({
      measures: [{ kind: 'compensation', form: 'voucher', amountYuan }],
      settlement: '赠送优惠券，游客满意。',
    });
    expect(await send('clerk', one, 'settle-on-the-spot', settled(201))).toMatchObject({
      status: 403,
      body: { type: 'urn:redress:problem:beyond-authority', details: { limitYuan: 200 } },
    });
    const ended = await command('clerk', one, 'settle-on-the-spot', settled(200));
    expect(await track(one, ended)).toMatchObject({ status: 'settled' });
  });

  it('called back: what is heard on the phone has the same effect', async () => {
    const one = await investigating('卫生间不干净。');
    await find(one, true);
    await command('handler', one, 'propose-resolution-plan', apology);
    await tell(one, '已整改。');
    await command('clerk', one, 'record-call-back', { medium: 'phone', reached: false });
    const heard = await command('clerk', one, 'record-call-back', { medium: 'phone', reached: true, satisfied: true });
    expect(await track(one, heard)).toMatchObject({ status: 'closed' });
  });

  it('shown by evidence: sent by the visitor, seen by staff on record, and never as a page (R-014, R-039)', async () => {
    const one = await investigating('门票多收了钱。');
    const path = `/api/v1/complaints/${one.complaintId}`;
    const receipt = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, 'x')]);
    const file = {
      kind: 'receipt',
      name: '凭证.pdf',
      mediaType: 'application/pdf',
      content: receipt.toString('base64'),
    };
    const token = { 'tracking-token': one.trackingToken };
    const sent = await visitor.post<Done & { evidenceId: string }>(`${path}/materials`, file, token);
    expect(sent).toMatchObject({ status: 200, body: { changed: true, evidenceNo: 1 } });
    const url = `${stack.gateway}${path}/evidence/${sent.body.evidenceId}?purpose=handling`;
    const seen = await fetch(url, { headers: as('handler').authorization, signal: AbortSignal.timeout(15_000) });
    expect([seen.status, Buffer.from(await seen.arrayBuffer()).equals(receipt)]).toEqual([200, true]);
    expect(seen.headers.get('content-disposition')).toContain('attachment');
    expect(seen.headers.get('content-security-policy')).toMatch(/^sandbox/);
    const list = await as('handler').get<{ items: object[] }>(`${path}/evidence`);
    const custody = [{ viewedBy: `staff:${handlerId}`, purpose: 'handling' }];
    expect(list.body.items).toMatchObject([{ name: '凭证.pdf', addedBy: 'visitor', views: 1, custody }]);
    const detail = await as('handler').get(`${path}?atLeast=evidence-${one.complaintId}@2`);
    expect(detail.body).toMatchObject({ evidenceCount: 1, evidence: { pieces: [{ evidenceNo: 1, views: 1 }] } });
    expect((await happened(one)).filter((type) => type.startsWith('Evidence'))).toEqual([
      'EvidenceAdded',
      'EvidenceViewed',
    ]);
    expect(await stack.internal('investigation', 'evidence/verify')).toMatchObject({ files: 1, faultCount: 0 });
  });

  it('merged: registered twice, offered as a duplicate, handled once, and one answer reaches both (R-011, R-020)', async () => {
    const text = '观光车司机中途甩客，把老人和孩子扔在半路上，要求道歉。';
    const visitors = ['leading', 'merged'].map((name) => ({
      email: `${name}@visitor.example`,
      name: name === 'leading' ? '王小明' : '李红',
    }));
    const [leading, duplicate] = await Promise.all(
      visitors.map(async (contact) => {
        const { body } = await visitor.post<Registered & Done>('/api/v1/complaints', { text, contact });
        registered.push(body.complaintId);
        return body;
      }),
    );
    if (!leading || !duplicate) throw new Error('nothing was registered');
    await stack.until('the one is offered beside the other', async () => {
      const path = `/api/v1/complaints/${duplicate.complaintId}/related`;
      const { body } = await as('clerk').get<{ duplicates: { items: { complaintId: string }[] } }>(path);
      return body.duplicates.items.some(({ complaintId }) => complaintId === leading.complaintId);
    });
    const { body: offers } = await as('clerk').post<{ duplicates: { items: object[] } }>('/api/v1/complaints/similar', {
      text,
    });
    expect(offers.duplicates.items.length).toBeGreaterThanOrEqual(2);
    const merged = await command('clerk', duplicate, 'merge', {
      leadingId: leading.complaintId,
      reason: '两人反映同一班观光车。',
    });
    expect(await track(duplicate, merged)).toMatchObject({ merged: true, complaintNo: duplicate.complaintNo });
    expect((await send('clerk', duplicate, 'verify', { valid: true })).status).toBe(409);
    await stack.until('the leading one knows of it', async () => {
      const path = `/api/v1/complaints/${leading.complaintId}`;
      return (await as('clerk').get<{ mergedHere: number }>(path)).body.mergedHere === 1;
    });
    await handle(leading);
    await find(leading, true);
    await command('handler', leading, 'propose-resolution-plan', apology);
    const answered = await tell(leading, '王小明您好：情况属实，已处分司机，向您道歉。');
    const expected = { status: 'accepted', stage: 'outcomeEvaluation' };
    expect(await track(leading, answered)).toMatchObject({
      ...expected,
      result: { text: '王小明您好：情况属实，已处分司机，向您道歉。' },
    });
    expect(await track(duplicate, answered)).toMatchObject({
      ...expected,
      merged: true,
      result: { text: '***您好：情况属实，已处分司机，向您道歉。' },
    });
    await stack.until('both were written to', async () => {
      const letters = await Promise.all(
        [leading, duplicate].map(async ({ complaintId }) => {
          const { body } = await as('clerk').get<{ notifications: { template?: string; state: string }[] }>(
            `/api/v1/complaints/${complaintId}`,
          );
          return body.notifications.filter(({ state }) => state === 'sent').map(({ template }) => template);
        }),
      );
      return letters.every(
        (of) => of.includes('complainant-result-substantiated') && of.includes('complainant-accepted'),
      );
    });
    await track(leading, await answer(leading, true));
    expect(await track(duplicate, answered)).toMatchObject({ status: 'closed', merged: true });
    await stack.until('nothing is waited for on the duplicate', async () => {
      const types = await happened(duplicate);
      return types.includes('DeadlineCancelled') && types.includes('WatchClosed');
    });
  });

  it.each<[string, string, object]>([
    ['declined', 'decline', { reason: 'outOfScope', explanation: '不属于本景区。' }],
    ['transferred', 'transfer', { receiver: '12345', explanation: '由主管部门处理。' }],
    ['settled', 'settle-on-the-spot', { measures: [{ kind: 'apology' }], settlement: '当面道歉，游客满意。' }],
    ['withdrawn', 'withdraw', { reason: '问题已自行解决。' }],
  ])('%s: it ends without an investigation (R-020, R-031)', async (status, name, said) => {
    const { body: one } = await visitor.post<Registered>('/api/v1/complaints', { text: '卫生间没有纸。' });
    registered.push(one.complaintId);
    const ended = await command('clerk', one, name, said);
    expect(await track(one, ended)).toMatchObject({ status, stage: 'ended' });
    await stack.until('nothing is waited for', async () => {
      const types = await happened(one);
      return types.includes('DeadlineCancelled') && types.at(-1) === 'WatchClosed';
    });
  });

  it('kept every promise', () => untilKept(stack, registered));
});
