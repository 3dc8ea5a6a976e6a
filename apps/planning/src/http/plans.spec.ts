import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertReadable } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { createKafka, readTopic } from '@redress/messaging';
import { fetchStore } from '@redress/platform';
import { eventually, realServices, uniqueName } from '@redress/testing';
import canonicalize from 'canonicalize';
import {
  asService,
  asStaff,
  startPlanningUnderTest,
  streamPages,
  type PlanningUnderTest,
} from '../spec-kit/planning-under-test';
import type { ComplaintProcessDto } from './complaint-process.dto';
import type { GuidanceDto } from './guidance.dto';
import type { PlanCheckDto, PlanPageDto, PlanVersionDto, PublishedPlanDto } from './plans.dto';

const plan = readFileSync(join(__dirname, '../../plans/complaint-emergency.yaml'), 'utf8');
/** The plan from another effective date on; `day` must not be past. */
const from = (day: string): string => plan.replace('effectiveFrom: 2026-01-01', `effectiveFrom: ${day}`);

/** The relay may continue the trace under a span of its own. */
const withoutTrace = ({ envelope: { traceparent: _trace, ...envelope }, events }: PublishedCommit) => ({
  envelope,
  events,
});

describe('plans over HTTP, store and Kafka', () => {
  const surroundings = {
    ...realServices(),
    dbPrefix: uniqueName(),
    topicPrefix: `${uniqueName('t').replace('_', '-')}-`,
  };
  let planning: PlanningUnderTest;

  beforeAll(async () => {
    planning = await startPlanningUnderTest(surroundings);
  });
  afterAll(async () => {
    await planning.stop();
    await planning.clean();
  });

  const yaml = { 'content-type': 'application/yaml' };
  const post = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${planning.url}${path}`, { method: 'POST', body, headers: { ...yaml, ...headers } });
  const get = async (path: string, siteId = 'main') =>
    fetch(`${planning.url}${path}`, { headers: await asStaff(['handler'], siteId) });
  const publishDefault = async (siteId?: string) =>
    fetch(`${planning.url}/internal/plans/default`, {
      method: 'POST',
      body: JSON.stringify(siteId === undefined ? {} : { siteId }),
      headers: { 'content-type': 'application/json', ...(await asService()) },
    });
  const published = async (): Promise<PublishedCommit[]> => {
    const kafka = createKafka({ brokers: surroundings.kafkaBrokers, clientId: 'planning-spec' });
    // Duplicates are allowed on Kafka (invariant 6).
    const found = new Map<string, PublishedCommit>();
    for await (const { commit } of readTopic({
      kafka,
      context: 'planning',
      topicPrefix: surroundings.topicPrefix,
      validate: assertReadable,
    })) {
      if (commit) found.set(commit.envelope.commitId, commit);
    }
    return [...found.values()];
  };

  it('publishes the default plan once per site, however often and by however many it is asked', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => publishDefault()));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as {
      published: boolean;
      planRef: string;
    }[];
    expect(bodies.filter((body) => body.published)).toHaveLength(1);
    expect(new Set(bodies.map(({ planRef }) => planRef))).toEqual(new Set(['complaint-emergency@1']));
    expect(await (await publishDefault('lake')).json()).toEqual({ published: true, planRef: 'complaint-emergency@1' });
  });

  it('tells a valid plan from one with mistakes, with their places, in the language asked for', async () => {
    const planner = await asStaff(['planner']);
    expect(await (await post('/api/v1/plans/validate', plan, planner)).json()).toEqual({ valid: true, problems: [] });
    const broken = plan.replace('within: 3 workingDays }', 'within: 3 workdays }');
    const check = async (language: string) =>
      (await (
        await post('/api/v1/plans/validate', broken, { ...planner, 'accept-language': language })
      ).json()) as PlanCheckDto;
    const [zh, en] = [await check('zh'), await check('en')];
    expect(zh.problems).toEqual([
      {
        path: '/deadlines/investigation/within',
        line: broken.split('3 workdays')[0]?.split('\n').length,
        column: expect.any(Number) as number,
        message: expect.stringContaining('不是时限') as string,
      },
    ]);
    expect(en.problems[0]?.message).toContain('is not a span of time');
    expect((await post('/api/v1/plans', broken, planner)).status).toBe(422);
  });

  it('publishes a later version, which every service hears of with the whole plan', async () => {
    const planner = { ...(await asStaff(['planner'])), 'idempotency-key': 'second' };
    const answer = await post('/api/v1/plans', from('2099-01-01'), planner);
    const body = (await answer.json()) as PublishedPlanDto;
    expect([answer.status, body.planRef, body.changed]).toEqual([201, 'complaint-emergency@2', true]);
    expect(body.effectiveFrom).toBe('2098-12-31T16:00:00.000Z');
    expect(body.version).toMatch(/^plan-[0-9a-f-]{36}@2$/);
    const again = (await (await post('/api/v1/plans', from('2099-01-01'), planner)).json()) as PublishedPlanDto;
    expect(again).toEqual({ ...body, changed: false });
    const commits = await eventually(async () => {
      const found = (await published()).filter(({ envelope }) => envelope.siteId === 'main');
      expect(found.map(({ envelope }) => envelope.version)).toEqual([1, 2]);
      return found;
    });
    expect(commits[1]).toMatchObject({
      envelope: { context: 'planning', actor: 'staff:staff-1', subject: body.version.slice(5, 41) },
      events: [
        {
          type: 'PlanPublished',
          data: { planId: 'complaint-emergency', planVersion: 2, document: { kind: 'EmergencyPlan' } },
        },
      ],
    });
  });

  it('refuses what the rules of planning refuse, with the reason', async () => {
    const planner = await asStaff(['planner']);
    const refused = async (body: string, headers = planner) => {
      const answer = await post('/api/v1/plans', body, { ...headers, 'accept-language': 'en' });
      return [answer.status, ((await answer.json()) as { title: string }).title];
    };
    expect(await refused(from('2026-01-02'))).toEqual([409, 'The effective date has passed']);
    expect(await refused(from('2098-01-01'))).toEqual([409, 'An earlier version only comes into force later']);
    expect(await refused(from('2099-02-01'), { ...planner, 'idempotency-key': 'second' })).toEqual([
      422,
      'The idempotency key was used for another request',
    ]);
    expect(await refused(plan, await asStaff(['handler']))).toEqual([403, 'Not allowed']);
    expect(await refused(plan, {})).toEqual([401, 'Sign in first']);
  });

  it.each([
    ['JSON', '{}', 'application/json', 415],
    ['plain text', plan, 'text/plain', 415],
    ['bytes that are no UTF-8', '\xff', 'application/yaml', 400],
    ['600 KiB', 'x'.repeat(600_000), 'application/yaml', 413],
  ])('refuses %s', async (_, body, type, status) => {
    const bytes = Buffer.from(body, body === '\xff' ? 'latin1' : 'utf8');
    const answer = await fetch(`${planning.url}/api/v1/plans/validate`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': type, ...(await asStaff(['planner'])) },
    });
    expect(answer.status).toBe(status);
  });

  it('lists the versions of the own site by pages and gives each as it was published', async () => {
    await eventually(async () =>
      expect(((await (await get('/api/v1/plans')).json()) as PlanPageDto).items).toHaveLength(2),
    );
    const first = (await (await get('/api/v1/plans?limit=1')).json()) as PlanPageDto;
    expect(first).toMatchObject({
      items: [{ planRef: 'complaint-emergency@2', titleZh: '景区投诉处理应急预案' }],
      next: 'complaint-emergency@2',
    });
    const second = (await (await get(`/api/v1/plans?limit=1&after=${first.next}`)).json()) as PlanPageDto;
    expect(second.items.map(({ planRef }) => planRef)).toEqual(['complaint-emergency@1']);
    expect(second.next).toBeUndefined();
    expect(((await (await get('/api/v1/plans', 'mountain')).json()) as PlanPageDto).items).toEqual([]);
    const version = (await (await get('/api/v1/plans/complaint-emergency/versions/1')).json()) as PlanVersionDto;
    expect(version).toMatchObject({
      planRef: 'complaint-emergency@1',
      publishedBy: 'system:cli',
      document: { apiVersion: 'redress/v1' },
    });
    expect((await get('/api/v1/plans/complaint-emergency/versions/3')).status).toBe(404);
    expect((await get('/api/v1/plans/complaint-emergency/versions/2', 'mountain')).status).toBe(404);
    expect((await get('/api/v1/plans/complaint-emergency/versions/0')).status).toBe(400);
  });

  it('tells everybody how complaints are handled under the plan in force (R-105, R-128)', async () => {
    const answer = await fetch(`${planning.url}/api/v1/process`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
    const process = (await answer.json()) as ComplaintProcessDto;
    // The second version is not in force yet.
    expect(process).toMatchObject({
      planRef: 'complaint-emergency@1',
      unit: { name: { zh: '景区游客服务中心' }, contact: expect.stringContaining('24 小时') as string },
      aftercare: { answerWithin: '15 days', reopenings: 2 },
    });
    expect(process.chapters.map(({ heading }) => heading)).toEqual([
      'purpose',
      'scope',
      'acceptanceProcess',
      'investigationProcess',
      'handlingProcess',
      'feedbackProcess',
    ]);
    expect(process.deadlines).toContainEqual({ deadline: 'acceptance', from: 'registered', within: 'PT24H' });
    expect(JSON.stringify(process.categories)).toContain('"id":"food"');
  });

  it('tells staff how a complaint of a kind is handled (R-010, R-024, R-026, R-034)', async () => {
    const guidance = async (query: string) => (await (await get(`/api/v1/guidance?${query}`)).json()) as GuidanceDto;
    const goods = await guidance('category=goods&level=severe&priority=P1');
    expect(goods).toMatchObject({
      planRef: 'complaint-emergency@1',
      category: { id: 'goods', handling: { zh: expect.stringContaining('查验实物') as string } },
      level: { id: 'severe', characteristics: { zh: expect.stringContaining('伤亡') as string } },
    });
    expect(goods.limits.map(({ deadline }) => deadline)).toContain('outcomeEvaluation');
    expect(goods.chapters.map(({ heading }) => heading)).toContain('responsibilities');
    expect(goods.ladder.length).toBeGreaterThan(0);
    expect(await guidance('')).not.toHaveProperty('category');
    expect((await get('/api/v1/guidance?category=nothing')).status).toBe(404);
    expect((await get('/api/v1/guidance?level=grave')).status).toBe(400);
    expect((await fetch(`${planning.url}/api/v1/guidance`)).status).toBe(401);
  });

  it('gives its streams to services as Kafka has them', async () => {
    const pages: PublishedCommit[] = [];
    for await (const commit of fetchStore(streamPages(planning.url))) pages.push(commit);
    const digests = (commits: PublishedCommit[]) =>
      commits
        .map((commit) =>
          createHash('sha256')
            .update(canonicalize(withoutTrace(commit)) ?? '')
            .digest('hex'),
        )
        .sort();
    expect(pages).toHaveLength(3);
    await eventually(async () => expect(digests(await published())).toEqual(digests(pages)));
  });

  it('lets operators compare store and topic', async () => {
    const ask = async (path: string) => (await fetch(`${planning.url}${path}`, { headers: await asService() })).json();
    expect(await ask('/internal/store/count')).toEqual({ commits: 3 });
    await eventually(async () =>
      expect(await ask('/internal/store/verify')).toMatchObject({ running: false, commits: 3, faultCount: 0 }),
    );
    await eventually(async () =>
      expect(await ask('/internal/relay/verify')).toMatchObject({ running: false, relayed: true }),
    );
  });

  it('shows its tails', async () => {
    const figures = await (await fetch(`${planning.url}/metrics`)).text();
    expect(figures).toMatch(/redress_tail_leading\{tail="relay",service="planning"\} 1/);
    expect(await (await fetch(`${planning.url}/readyz`)).json()).toEqual({
      status: 'ready',
      checks: [{ name: 'mongo', ok: true }],
    });
  });

  it('publishes while Kafka is away and is found there after a restart', async () => {
    await planning.stop();
    const away = await startPlanningUnderTest({ ...surroundings, kafkaBrokers: ['127.0.0.1:1'] });
    const answer = await fetch(`${away.url}/api/v1/plans`, {
      method: 'POST',
      body: from('2099-06-01'),
      headers: { ...yaml, ...(await asStaff(['planner'])) },
    });
    expect(answer.status).toBe(201);
    await away.stop();
    planning = await startPlanningUnderTest(surroundings);
    await eventually(
      async () =>
        expect(
          (await published())
            .filter(({ envelope }) => envelope.siteId === 'main')
            .map(({ envelope }) => envelope.version),
        ).toContain(3),
      { timeoutMs: 45_000 },
    );
  });
});
