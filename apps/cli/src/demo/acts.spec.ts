import { actsFor, type Knowledge } from './acts';
import type { ComplaintItem, OpenEscalation, Stage } from './complaint-item';
import type { Fate } from './fate';

const handled: Fate = { outcome: 'handled', substantiated: true };
const knowing = (fate: Fate = handled, more: Partial<Knowledge> = {}): Knowledge => ({
  fate,
  handlerId: 'h-1',
  woken: new Set<Stage>(),
  pace: 1,
  hurry: false,
  ...more,
});

const item = (stage: Stage, tasks: readonly string[], escalations: readonly OpenEscalation[] = []): ComplaintItem => ({
  complaintId: 'c-1',
  complaintNo: 'MAIN-1',
  status: 'registered',
  stage,
  open: stage !== 'ended',
  round: 1,
  suspectedSevere: false,
  overdue: [],
  openEscalations: escalations,
  escalationsRaised: escalations.length,
  escalationsAcknowledged: 0,
  todo: tasks.map((task) => ({ task, for: ['role:clerk'] })),
  versions: [],
});

const told = (
  step: number,
  tell: OpenEscalation['tell'],
  deadline: string | undefined = 'acceptance',
): OpenEscalation => ({
  escalationId: `c-1-default.${step}`,
  ...(deadline !== undefined && { deadline }),
  ladder: 'default',
  step,
  tell,
});

const names = (acts: ReturnType<typeof actsFor>): string[] => acts.map(({ by, path }) => `${by} ${path}`);

describe('the players', () => {
  it.each([
    ['acceptance', 'verify', 'clerk complaints/c-1/verify'],
    ['acceptance', 'accept', 'clerk complaints/c-1/accept'],
    ['investigation', 'assign', 'teamlead complaints/c-1/assign'],
    ['investigation', 'hearRespondent', 'handler complaints/c-1/record-act'],
    ['investigation', 'completeInvestigation', 'handler complaints/c-1/complete-investigation'],
    ['resolutionPlan', 'proposeResolutionPlan', 'handler complaints/c-1/propose-resolution-plan'],
    ['outcomeEvaluation', 'evaluateOutcome', 'handler complaints/c-1/evaluate-outcome'],
    ['closing', 'close', 'handler complaints/c-1/close'],
  ] as const)('at %s do what is to be done: %s', (stage, task, act) => {
    expect(names(actsFor(item(stage, [task]), knowing()))).toEqual([act]);
  });

  it('carry out each measure by itself', () => {
    const todo = [1, 3].map((measureNo) => ({ task: 'completeMeasure', for: ['staff:h1'], measureNo }));
    const acts = actsFor({ ...item('feedback', []), todo }, knowing());
    expect(acts.map(({ name, body }) => [name, body])).toMatchObject([
      ['completeMeasure:1:1', { measureNo: 1 }],
      ['completeMeasure:3:1', { measureNo: 3 }],
    ]);
  });

  it('call back, and do everything again for whoever is not satisfied with the first result', () => {
    const told = { ...item('outcomeEvaluation', []), todo: [{ task: 'callBack', for: ['role:clerk'] }] };
    const unhappy: Fate = { ...handled, dissatisfied: true };
    const said = (round: number, fate: Fate) => actsFor({ ...told, round }, knowing(fate)).map(({ body }) => body);
    expect(said(1, handled)).toMatchObject([{ satisfied: true }]);
    expect(said(1, unhappy)).toMatchObject([{ satisfied: false }]);
    expect(said(2, unhappy)).toMatchObject([{ satisfied: true }]);
    const again = (round: number) =>
      actsFor({ ...item('feedback', ['giveFeedback']), round }, knowing(unhappy))[0]?.name;
    expect(again(2)).not.toBe(again(1));
  });

  it('take their time, and none when the demo ends', () => {
    expect(actsFor(item('acceptance', ['verify']), knowing(handled, { pace: 2 }))[0]?.afterHours).toBe(4);
    expect(actsFor(item('acceptance', ['verify']), knowing(handled, { hurry: true }))[0]?.afterHours).toBe(0);
  });

  it('decline or hand on what is not theirs', () => {
    const declined: Fate = { outcome: 'declined', substantiated: false };
    expect(actsFor(item('acceptance', ['verify']), knowing(declined))[0]?.body).toMatchObject({ valid: false });
    expect(names(actsFor(item('acceptance', ['decline']), knowing(declined)))).toEqual([
      'dutymanager complaints/c-1/decline',
    ]);
    const transferred: Fate = { outcome: 'transferred', substantiated: false };
    expect(names(actsFor(item('acceptance', ['accept']), knowing(transferred)))).toEqual([
      'clerk complaints/c-1/transfer',
    ]);
  });

  it('ask for the approval of the role the plan names', () => {
    const waiting = {
      ...item('resolutionPlan', []),
      todo: [{ task: 'approveResolutionPlan', for: ['role:siteDirector'] }],
    };
    expect(names(actsFor(waiting, knowing()))).toEqual(['sitedirector complaints/c-1/approve-resolution-plan']);
  });

  it('put right what is substantiated and explain what is not', () => {
    const measures = (fate: Fate) => actsFor(item('resolutionPlan', ['proposeResolutionPlan']), knowing(fate))[0]?.body;
    expect(measures({ ...handled, compensationYuan: 1_200 })).toMatchObject({
      measures: [{ kind: 'apology' }, { kind: 'correctiveMeasure' }, { kind: 'compensation', amountYuan: 1_200 }],
    });
    expect(measures({ ...handled, substantiated: false })).toMatchObject({ measures: [{ kind: 'explanation' }] });
  });
});

describe('a complaint that is left lying', () => {
  const idle: Fate = { ...handled, idle: { stage: 'acceptance', until: 'siteDirector' } };

  it('moves nobody before the ladder has reached the one it waits for', () => {
    expect(actsFor(item('acceptance', ['verify'], [told(2, ['dutyManager'])]), knowing(idle))).toEqual([]);
  });

  it('wakes that one, whose answer wakes the others', () => {
    const lying = item('acceptance', ['verify'], [told(2, ['dutyManager']), told(3, ['siteDirector'])]);
    expect(actsFor(lying, knowing(idle))).toMatchObject([
      { by: 'sitedirector', wakes: 'acceptance', path: 'escalations/c-1-default.3/acknowledge' },
    ]);
    expect(names(actsFor(lying, knowing(idle, { woken: new Set<Stage>(['acceptance']) })))).toEqual([
      'dutymanager escalations/c-1-default.2/acknowledge',
      'sitedirector escalations/c-1-default.3/acknowledge',
      'clerk complaints/c-1/verify',
    ]);
  });

  it('is woken by whoever stands higher too', () => {
    expect(actsFor(item('acceptance', [], [told(4, ['headquarters'])]), knowing(idle))).toMatchObject([
      { by: 'headquarters', wakes: 'acceptance' },
    ]);
  });

  it('is handled like the others before and after that stage, and at the end', () => {
    expect(actsFor(item('investigation', ['assign']), knowing(idle))).toHaveLength(1);
    expect(actsFor(item('acceptance', ['verify']), knowing(idle, { hurry: true }))).toHaveLength(1);
  });

  it('that looks grave is looked at all the same', () => {
    expect(names(actsFor(item('acceptance', ['verify', 'confirmLevel']), knowing(idle)))).toEqual([
      'dutymanager complaints/c-1/classify',
    ]);
  });
});

describe('reminders before a deadline', () => {
  it('need no answer', () =>
    expect(
      actsFor(item('acceptance', [], [told(0, ['handler']), told(1, ['handler', 'teamLead'])]), knowing()),
    ).toEqual([]));
});
