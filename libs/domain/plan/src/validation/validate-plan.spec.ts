import type { PlanDocument } from '@redress/plan-rules';
import { samplePlan } from '@redress/testing';
import { checkPlan, validatePlan } from './validate-plan';

const plan: PlanDocument = samplePlan;

/** Path and English words of every problem. */
const problems = (candidate: unknown): [string, string][] =>
  validatePlan(candidate).map(({ path, message }) => [path, message.en]);

const paths = (candidate: unknown): string[] => problems(candidate).map(([path]) => path);

/** The sample with the part at a JSON pointer set to a value, or taken out. */
const withPart = (pointer: string, value: unknown): unknown => {
  // Through JSON, not structuredClone, which keeps parts that are one object one.
  const copy: unknown = JSON.parse(JSON.stringify(plan));
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const owner = keys.reduce((part, key) => (part as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy;
};

describe('a valid plan', () => {
  it('has no problem and is the document', () => {
    expect(validatePlan(plan)).toEqual([]);
    expect(checkPlan(plan)).toEqual({ ok: true, document: plan });
  });
});

describe('the structure of a plan (R-124)', () => {
  it.each([undefined, null, 'text', 7, [], {}])('refuses %j', (candidate) => {
    expect(checkPlan(candidate).ok).toBe(false);
  });

  it.each([
    '/metadata/compiledBy',
    '/headings/feedbackProcess',
    '/headings/title/zh',
    '/deadlines/acceptance',
    '/deadlines/investigation',
    '/deadlines/resolutionPlan',
    '/deadlines/feedback',
    '/deadlines/outcomeEvaluation',
    '/escalationLadders/severe',
    '/priority/3/site',
    '/wordList',
  ])('misses %s', (pointer) => {
    expect(problems(withPart(pointer, undefined))).toEqual([[pointer, 'This is missing']]);
    expect(problems(withPart(pointer, null))).toEqual([[pointer, 'This is missing']]);
  });

  it.each([
    ['/apiVersion', 'redress/v2'],
    ['/metadata/id', 'with space'],
    ['/metadata/effectiveFrom', '2026-02-30'],
    ['/headings/title/zh', '  '],
    ['/headings/purpose/zh', 'x'.repeat(20_001)],
    ['/calendar/timeZone', 'Europe/Berlin'],
    ['/calendar/officeHours', '17:30-09:00'],
    ['/calendar/closures', ['2026-10-03/2026-10-01']],
    ['/categories', []],
    ['/levelRules/0/level', 'grave'],
    ['/levelRules/0/when', { fact: 'deaths' }],
    ['/levelRules/0/when', { fact: 'deaths', ge: 1, le: 5 }],
    ['/levelRules/0/when', 'deaths'],
    ['/levelRules/0/when', null],
    ['/levelRules/0/when', { fact: 'deaths', ge: Infinity }],
    ['/levelRules/0/when', { all: [] }],
    ['/levelRules/0/when', { all: [{ fact: 'deaths', ge: 1 }], any: [] }],
    ['/levelRules/0/when', { fact: 'deaths', ge: '1' }],
    ['/deadlines/feedback/within', '2 workdays'],
    ['/deadlines/feedback/from', 'registered'],
    ['/deadlines/overrides/0/when', {}],
    ['/deadlines/overrides/0/acceptance', 'soon'],
    ['/escalationLadders/default/0/at', '120%'],
    ['/escalationLadders/default/0/tell', ['boss']],
    ['/escalationLadders/default/2/acknowledgeWithin', '1 workingDays'],
    ['/surge/0/count', 1],
    ['/emergency/tasks/0/within', 'now'],
    ['/publicDisclosure/redactPersonalData', 'yes'],
    ['/wordList/entries/0/fact', 'category'],
    ['/drills/every', 'yearly'],
  ])('refuses %s: %j', (pointer, value) => {
    const found = paths(withPart(pointer, value));
    expect(found.length).toBeGreaterThan(0);
    for (const path of found) expect(path.startsWith(pointer)).toBe(true);
  });

  it('takes values up to their bounds and no further', () => {
    expect(paths(withPart('/headings/purpose/zh', 'x'.repeat(20_000)))).toEqual([]);
    expect(paths(withPart('/surge/0/count', 10_000))).toEqual([]);
    expect(paths(withPart('/surge/0/count', 10_001))).toEqual(['/surge/0/count']);
    expect(paths(withPart('/surge/0/count', 2.5))).toEqual(['/surge/0/count']);
  });

  it('refuses fields nobody knows, with their names in the pointer', () => {
    expect(problems(withPart('/calendar/time~zone', 'UTC'))).toEqual([
      ['/calendar/time~0zone', 'There is no field "time~zone"'],
    ]);
  });

  it('bounds how deep categories and conditions nest', () => {
    const nest = (depth: number): object => ({
      id: `c${depth}`,
      zh: 'x',
      ...(depth > 1 && { children: [nest(depth - 1)] }),
    });
    expect(paths(withPart('/categories/2', nest(4)))).toEqual([]);
    expect(paths(withPart('/categories/2', nest(5)))).toEqual([
      '/categories/2/children/0/children/0/children/0/children/0',
    ]);
    const all = (depth: number): object => (depth > 1 ? { all: [all(depth - 1)] } : { fact: 'deaths', ge: 5 });
    expect(paths(withPart('/levelRules/1/when', all(6)))).toEqual(['/levelRules/1']);
    expect(problems(withPart('/levelRules/1/when', all(7)))[0]?.[1]).toBe('Conditions are nested too deeply');
  });

  it('names at most 100 problems, in Chinese and English', () => {
    const found = validatePlan(withPart('/pauseReasons', 1));
    expect(found[0]?.message).toEqual({ zh: '没有“pauseReasons”这一字段', en: 'There is no field "pauseReasons"' });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n]));
    expect(validatePlan({ ...plan, ...many })).toHaveLength(100);
  });
});

describe('the names in a plan (R-129)', () => {
  it.each([
    ['/categories/1/id', 'food', '/categories/1/id'],
    ['/levels/1/id', 'severe', '/levels/1/id'],
    ['/impact/1', 'site', '/impact/2'],
    ['/impactRules/0/id', 'LVL-01', '/impactRules/0/id'],
    ['/severity/3', ['LVL-01'], '/severity/3/0'],
  ])('are given once: %s %j', (pointer, value, at) => {
    const found = problems(withPart(pointer, value));
    expect(found.map(([path]) => path)).toContain(at);
    expect(found.find(([path]) => path === at)?.[1]).toContain('is there twice');
  });

  it.each([
    ['/severity/4', ['LVL-77'], '/severity/4/0', 'level rule "LVL-77"'],
    ['/emergency/tasks/0/group', 'nobody', '/emergency/tasks/0/group', 'group "nobody"'],
    ['/emergency/standDown/approver', 'king', '/emergency/standDown/approver', 'post "king"'],
    ['/emergency/activateWhen/0/surge', 'SUR-9', '/emergency/activateWhen/0/surge', 'surge rule "SUR-9"'],
    ['/deadlines/overrides/0/when/category', 'pets', '/deadlines/overrides/0/when/category', 'category "pets"'],
    ['/publicDisclosure/when/category', ['food', 'pets'], '/publicDisclosure/when/category', 'category "pets"'],
    ['/levelRules/1/when/all/0/in', ['pets'], '/levelRules/1/when/all/0', 'category "pets"'],
    ['/levelRules/2/when/fact', 'mood', '/levelRules/2/when/fact', 'fact "mood"'],
    ['/levelRules/2/when/fact', 'compensation', '/levelRules/2/when/fact', 'fact "compensation"'],
  ])('are given before they are used: %s %j', (pointer, value, at, words) => {
    const found = problems(withPart(pointer, value)).filter(([path]) => path === at);
    expect(found).toHaveLength(1);
    expect(found[0]?.[1]).toContain(`There is no ${words}`);
  });

  it('are compared with what they are', () => {
    expect(problems(withPart('/levelRules/2/when', { fact: 'deaths', eq: 'many' }))).toEqual([
      ['/levelRules/2/when', '"deaths" is compared with numbers'],
    ]);
    expect(problems(withPart('/levelRules/2/when', { fact: 'category', ge: 1 }))).toEqual([
      ['/levelRules/2/when', '"category" is compared with texts, by eq or in'],
    ]);
  });

  it('are looked up in drills too', () => {
    const scenario = {
      id: 's',
      zh: 'x',
      speed: 60,
      complaints: [{ after: 'PT1M', category: 'pets', text: { zh: 'x' } }],
    };
    expect(problems(withPart('/drills/scenarios/0', scenario))).toEqual([
      ['/drills/scenarios/0/complaints/0/category', 'There is no category "pets"'],
    ]);
  });
});

describe('the rules of a plan', () => {
  const always = { id: 'LVL-00', level: 'general', because: { zh: 'x' } };

  it('must be reachable', () => {
    const found = problems(withPart('/levelRules', [always, ...plan.levelRules]));
    expect(found.map(([path]) => path)).toEqual([
      '/levelRules/1',
      '/levelRules/2',
      '/levelRules/3',
      '/levelRules/4',
      '/levelRules',
    ]);
    expect(found[0]?.[1]).toBe('This rule is never reached: "LVL-00" before it decides whatever it matches');
    expect(found.at(-1)?.[1]).toBe('No rule leads to a severe complaint');
    expect(problems(withPart('/levelRules', [...plan.levelRules, always]))).toEqual([]);
  });

  it('must be able to hold', () => {
    const never = {
      all: [
        { fact: 'deaths', ge: 3 },
        { fact: 'deaths', lt: 3 },
      ],
    };
    expect(problems(withPart('/levelRules/2/when', never))).toEqual([
      ['/levelRules/2', 'The condition of this rule can never hold'],
    ]);
  });

  it('must be reachable among impacts and approvals too', () => {
    expect(paths(withPart('/impactRules', [...plan.impactRules].reverse()))).toEqual(['/impactRules/1']);
    expect(paths(withPart('/approvals', [...plan.approvals].reverse()))).toEqual([]);
    expect(paths(withPart('/approvals/0/when', { fact: 'compensation', ge: 1000 }))).toEqual(['/approvals/1']);
  });

  it('may say what holds after the result was told, in limits (R-068, R-070)', () => {
    const aftercare = { answerWithin: '15 days', reopenings: 2, callBackAfter: '3 workingDays' };
    expect(paths(withPart('/aftercare', aftercare))).toEqual([]);
    expect(paths(withPart('/aftercare', { ...aftercare, answerWithin: 'soon' }))).toEqual(['/aftercare/answerWithin']);
    expect(paths(withPart('/aftercare', { ...aftercare, reopenings: -1 }))).toEqual(['/aftercare/reopenings']);
    expect(paths(withPart('/aftercare', { answerWithin: '15 days' }))).toEqual(['/aftercare/reopenings']);
  });

  it('may say how long a question to the complainant waits for its answer, and how many stop the clocks (R-014)', () => {
    const questions = { answerWithin: '3 workingDays', pausing: 2 };
    expect(paths(withPart('/questions', questions))).toEqual([]);
    expect(paths(withPart('/questions', { ...questions, answerWithin: '' }))).toEqual(['/questions/answerWithin']);
    expect(paths(withPart('/questions', { ...questions, pausing: 21 }))).toEqual(['/questions/pausing']);
    expect(paths(withPart('/questions', { answerWithin: '5 days' }))).toEqual(['/questions/pausing']);
  });

  it('may say how much each role may give, each role once (R-055)', () => {
    const clerk = { role: 'clerk', upTo: 200 };
    expect(paths(withPart('/authority', [clerk, { role: 'siteDirector', upTo: 20_000 }]))).toEqual([]);
    expect(paths(withPart('/authority', [clerk, { ...clerk, upTo: 300 }]))).toEqual(['/authority/1/role']);
    expect(paths(withPart('/authority', [{ role: 'nobody', upTo: 1 }]))).toEqual(['/authority/0/role']);
    expect(paths(withPart('/authority', [clerk, { role: 'handler', upTo: 0.5 }]))).toEqual(['/authority/1/upTo']);
    expect(paths(withPart('/authority', [{ role: 'clerk' }]))).toEqual(['/authority/0/upTo']);
    expect(paths(withPart('/authority', []))).toEqual(['/authority']);
  });

  it('must change a limit where they override limits', () => {
    expect(problems(withPart('/deadlines/overrides/0', { when: { priority: 'P1' } }))).toEqual([
      ['/deadlines/overrides/0', 'Names no deadline to change'],
    ]);
  });
});

describe('the ladders of a plan', () => {
  it('must end at headquarters', () => {
    for (const ladder of ['default', 'severe'] as const) {
      const top = plan.escalationLadders[ladder].length - 1;
      expect(problems(withPart(`/escalationLadders/${ladder}/${top}/tell`, ['siteDirector']))).toEqual([
        [`/escalationLadders/${ladder}`, 'The last step must tell headquarters, or the ladder ends half-way'],
      ]);
    }
  });

  it.each([
    ['/escalationLadders/default/1/at', '50%', 1],
    ['/escalationLadders/default/3/at', 'due', 3],
    ['/escalationLadders/default/3/at', '90%', 3],
    ['/escalationLadders/severe/1/at', 'immediately', 1],
  ])('must climb: %s %s', (pointer, at, step) => {
    const ladder = pointer.split('/')[2];
    expect(problems(withPart(pointer, at))).toEqual([
      [`/escalationLadders/${ladder}/${step}/at`, 'This step is not later than the one before it'],
    ]);
  });

  it.each(['50%', 'due', 'due+PT4H'])('must not wait for a deadline when there is none: %s', (at) => {
    expect(paths(withPart('/escalationLadders/severe/1/at', at))).toEqual(['/escalationLadders/severe/1/at']);
  });
});
