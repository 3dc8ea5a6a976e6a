import { Client } from './client';
import { untilKept } from './check/promises';
import { Stack } from './stack';

interface Registered {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
  readonly acceptBy: string;
  readonly version: string;
}

interface Done {
  readonly version: string;
}

interface Item {
  readonly complaintId: string;
  readonly status: string;
  readonly level: string;
  readonly priority: string;
}

describe('the main job, as separate processes on real services', () => {
  jest.setTimeout(300_000);
  let stack: Stack;
  const staff: Record<string, Client> = {};
  const registered: string[] = [];
  const visitor = new Client(() => stack.gateway);

  const as = (username: string): Client => {
    const client = staff[username];
    if (!client) throw new Error(`${username} is not signed in`);
    return client;
  };
  const register = async (body: object, key: string): Promise<Registered> => {
    const answer = await visitor.post<Registered>('/api/v1/complaints', body, { 'idempotency-key': key });
    expect(answer.status).toBe(201);
    registered.push(answer.body.complaintId);
    return answer.body;
  };
  const command = async (username: string, id: string, name: string, body: object = {}): Promise<string> => {
    const answer = await as(username).post<Done>(`/api/v1/complaints/${id}/${name}`, body);
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.version;
  };

  beforeAll(async () => {
    stack = await Stack.start();
    for (const username of ['clerk', 'handler', 'teamlead', 'dutymanager', 'sitedirector', 'headquarters', 'admin']) {
      staff[username] = await new Client(() => stack.gateway, stack.account(username)).signIn();
    }
  });
  afterAll(async () => {
    expect(await stack.stop()).toBe(0);
  });

  it('gives a visitor a number, a promise and the own status, and the same answer to the same request', async () => {
    const body = { text: '东门检票口排队一小时，无人疏导。', contact: { name: '张三', phone: '13800000000' } };
    const first = await register(body, 'e2e-first');
    expect(first.complaintNo).toMatch(/^MAIN-\d{4}-\d{6}-\d$/);
    expect(Date.parse(first.acceptBy)).toBeGreaterThan(Date.now());
    expect((await visitor.post('/api/v1/complaints', body, { 'idempotency-key': 'e2e-first' })).body).toEqual(first);
    const other = await visitor.post('/api/v1/complaints', { text: '别的事' }, { 'idempotency-key': 'e2e-first' });
    expect(other.status).toBe(422);

    const tracking = `/api/v1/tracking/${first.complaintNo}`;
    const own = await visitor.get<{ acceptBy?: string }>(`${tracking}?atLeast=${first.version}`, {
      'tracking-token': first.trackingToken,
    });
    expect(own.status).toBe(200);
    expect(JSON.stringify(own.body)).not.toMatch(/张三|13800000000/);
    expect((await visitor.get(tracking, { 'tracking-token': 'A'.repeat(22) })).status).toBe(404);
    expect((await visitor.get(tracking)).status).toBeGreaterThanOrEqual(400);
  });

  it('takes a complaint from registration to the closed case, and the read model follows', async () => {
    const { complaintId, version } = await register(
      { text: '讲解员态度很差，辱骂游客。', category: 'service' },
      'e2e-way',
    );
    const handler = (await as('handler').get<{ staffId: string }>('/api/v1/auth/me')).body.staffId;
    await command('clerk', complaintId, 'verify', { valid: true, note: '已电话核实。' });
    const accepted = await command('clerk', complaintId, 'accept');
    await stack.until('the case is open', async () => {
      const answer = await as('teamlead').post(`/api/v1/complaints/${complaintId}/assign`, { handlerId: handler });
      return answer.status < 300;
    });
    await command('handler', complaintId, 'start-investigation');
    for (const party of ['complainant', 'respondent'])
      await command('handler', complaintId, 'record-act', {
        method: 'phone',
        party,
        obtained: true,
        findings: '属实。',
      });
    await command('handler', complaintId, 'complete-investigation', {
      substantiated: true,
      rootCause: 'staff-attitude',
      report: '经核实情况属实。',
    });
    await command('handler', complaintId, 'propose-resolution-plan', {
      measures: [{ kind: 'apology' }],
      description: '当面道歉并培训。',
    });
    await command('handler', complaintId, 'give-feedback', { feedback: '情况属实，向您道歉。' });
    await command('handler', complaintId, 'evaluate-outcome', { effective: true });
    const closed = await command('teamlead', complaintId, 'close');

    const query = [version, accepted, closed].map((token) => `atLeast=${token}`).join('&');
    const { body, headers } = await as('teamlead').get<Item>(`/api/v1/complaints/${complaintId}?${query}`);
    expect(headers.get('redress-lag')).toBeNull();
    expect(body).toMatchObject({ status: 'closed' });
    await stack.until('all deadlines are met', async () => {
      const { body: timeline } = await as('auditor' in staff ? 'auditor' : 'teamlead').get<{ items: unknown[] }>(
        `/api/v1/complaints/${complaintId}/timeline?limit=200`,
      );
      return (JSON.stringify(timeline).match(/DeadlineMet/g) ?? []).length === 5;
    });
  });

  it('lets a visitor take a complaint back while its case is handled, which ends the case', async () => {
    const { complaintId, trackingToken } = await register({ text: '小卖部找错钱。' }, 'e2e-back');
    await command('clerk', complaintId, 'verify', { valid: true });
    await command('clerk', complaintId, 'accept');
    const assign = { handlerId: (await as('handler').get<{ staffId: string }>('/api/v1/auth/me')).body.staffId };
    await stack.until('the case is open', async () => {
      const answer = await as('teamlead').post(`/api/v1/complaints/${complaintId}/assign`, assign);
      return answer.status < 300;
    });
    const takeBack = (token: string) =>
      visitor.post<Done>(`/api/v1/complaints/${complaintId}/take-back`, {}, { 'tracking-token': token });
    expect((await takeBack('A'.repeat(22))).status).toBe(404);
    const { body } = await takeBack(trackingToken);
    const { body: seen } = await as('teamlead').get<Item>(`/api/v1/complaints/${complaintId}?atLeast=${body.version}`);
    expect(seen).toMatchObject({ status: 'withdrawn', stage: 'ended', todo: [] });
    await stack.until('the case has ended', async () => {
      const answer = await as('handler').post<{ type?: string }>(
        `/api/v1/complaints/${complaintId}/start-investigation`,
        {},
      );
      return answer.body.type === 'urn:redress:problem:case-withdrawn';
    });
  });

  it('tells the duty manager of a severe complaint at once, by mail, until somebody takes it', async () => {
    const severe = { text: '栈道断裂，有人重伤！', facts: { seriousInjuries: 1, dangerNow: 1 } };
    const { complaintId, version } = await register(severe, 'e2e-severe');
    const seen = await as('dutymanager').get<Item>(`/api/v1/complaints/${complaintId}?atLeast=${version}`);
    expect(seen.body).toMatchObject({ level: 'severe', priority: 'P1' });
    let escalationId = '';
    await stack.until('an escalation is raised', async () => {
      const { body } = await as('dutymanager').get<{ openEscalations: { escalationId: string }[] }>(
        `/api/v1/complaints/${complaintId}`,
      );
      escalationId = body.openEscalations[0]?.escalationId ?? '';
      return escalationId !== '';
    });
    await stack.until('the duty manager is notified', async () => {
      const { body } = await as('dutymanager').get<{ items: unknown[] }>('/api/v1/notifications');
      return JSON.stringify(body).includes(complaintId);
    });
    const taken = await as('dutymanager').post(`/api/v1/escalations/${escalationId}/acknowledge`, {});
    expect(taken.status).toBeLessThan(300);
  });

  it('searches in Chinese, filters, and counts', async () => {
    await stack.until('the words are found', async () => {
      const { body } = await as('clerk').get<{ items: Item[] }>(`/api/v1/complaints?q=${encodeURIComponent('讲解员')}`);
      return body.items.length === 1;
    });
    const { body } = await as('clerk').get<{ items: Item[] }>('/api/v1/complaints?level=severe');
    expect(body.items.map(({ level }) => level)).toEqual(['severe']);
  });

  it('lets nobody in without a token, and no role do what is not its own', async () => {
    const id = registered[0] ?? '';
    expect((await visitor.get('/api/v1/complaints')).status).toBe(401);
    expect((await visitor.post(`/api/v1/complaints/${id}/accept`, {})).status).toBe(401);
    expect((await as('handler').post(`/api/v1/complaints/${id}/accept`, {})).status).toBe(403);
    expect((await visitor.get('/internal/streams/x')).status).toBe(404);
  });

  it('describes every route in one valid document', async () => {
    const { body } = await visitor.get<{ openapi: string; paths: object }>('/api/openapi.json');
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const result = await new Validator().validate(body);
    expect(result).toMatchObject({ valid: true });
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/v1/complaints', '/api/v1/complaints/{id}/accept', '/api/v1/events/stream']),
    );
  });

  it('kept every promise', () => untilKept(stack, registered));
});
