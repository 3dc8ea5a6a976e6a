const sample = { zh: '样本' } as const;

/**
 * A small valid plan document for specs, with the seed's time limits and a rule of every kind. It names no type: assign
 * it to the domain's PlanDocument.
 */
export const samplePlan = {
  apiVersion: 'redress/v1',
  kind: 'EmergencyPlan',
  metadata: {
    id: 'sample',
    title: { zh: '样本预案' },
    effectiveFrom: '2026-01-01',
    compiledBy: { zh: '投诉办', contact: '0000' },
  },
  headings: {
    title: sample,
    effectiveDate: sample,
    purpose: sample,
    scope: sample,
    definitions: sample,
    responsibilities: sample,
    acceptanceProcess: sample,
    investigationProcess: sample,
    handlingProcess: sample,
    feedbackProcess: sample,
    emergencyResources: sample,
    revisionAndApproval: sample,
    trainingAndDrills: sample,
    evaluationAndImprovement: sample,
  },
  calendar: {
    timeZone: 'Asia/Shanghai',
    workingDays: 'china',
    officeHours: '09:00-17:30',
    closures: [],
    extraWorkingDays: [],
  },
  categories: [
    {
      id: 'service',
      zh: '服务',
      children: [
        { id: 'food', zh: '餐饮', keywords: ['餐厅', '食物', 'restaurant'] },
        { id: 'attitude', zh: '态度', keywords: ['态度', 'rude'] },
      ],
    },
    { id: 'other', zh: '其他', keywords: ['垃圾'], children: [{ id: 'suggestion', zh: '建议', keywords: ['建议'] }] },
  ],
  levels: [
    { id: 'severe', zh: 'severe', characteristics: sample, handling: sample },
    { id: 'general', zh: 'general', characteristics: sample, handling: sample },
    { id: 'suggestion', zh: 'suggestion', characteristics: sample, handling: sample },
  ],
  impact: ['individual', 'group', 'site', 'public'],
  levelRules: [
    {
      id: 'LVL-01',
      level: 'severe',
      when: {
        any: [
          { fact: 'deaths', ge: 1 },
          { fact: 'seriousInjuries', ge: 1 },
        ],
      },
      because: { zh: '有人员伤亡' },
    },
    {
      id: 'LVL-02',
      level: 'severe',
      when: {
        all: [
          { fact: 'category', in: ['food'] },
          { fact: 'affectedPeople', ge: 5 },
        ],
      },
      because: { zh: '疑似群体性食品安全事件' },
    },
    { id: 'LVL-03', level: 'severe', when: { fact: 'dangerNow', ge: 1 }, because: { zh: '仍有危险' } },
    { id: 'LVL-90', level: 'suggestion', when: { fact: 'category', in: ['suggestion'] }, because: { zh: '建议' } },
  ],
  impactRules: [
    { id: 'IMP-01', impact: 'site', when: { fact: 'affectedPeople', ge: 100 }, because: { zh: '全景区' } },
    { id: 'IMP-02', impact: 'group', when: { fact: 'affectedPeople', ge: 5 }, because: { zh: '群体' } },
  ],
  severity: { 4: ['LVL-01', 'LVL-02'], default: { severe: 3, general: 2, suggestion: 1 } },
  priority: {
    4: { individual: 'P1', group: 'P1', site: 'P1', public: 'P1' },
    3: { individual: 'P2', group: 'P1', site: 'P1', public: 'P1' },
    2: { individual: 'P3', group: 'P3', site: 'P2', public: 'P2' },
    1: { individual: 'P4', group: 'P4', site: 'P4', public: 'P3' },
  },
  deadlines: {
    acceptance: { from: 'registered', within: 'PT24H' },
    investigation: { from: 'accepted', within: '3 workingDays' },
    resolutionPlan: { from: 'investigationCompleted', within: '5 workingDays' },
    feedback: { from: 'resolutionPlanAdopted', within: '2 workingDays' },
    outcomeEvaluation: { from: 'feedbackGiven', within: '15 workingDays' },
    overrides: [
      { when: { priority: 'P1' }, acceptance: 'PT30M', investigation: '1 workingDays' },
      { when: { category: 'service', level: ['general'] }, feedback: '10 days', acceptance: 'PT2H' },
    ],
    pauseReasons: ['awaitingComplainant'],
  },
  escalationLadders: {
    default: [
      { at: '50%', tell: ['handler'] },
      { at: '80%', tell: ['handler', 'teamLead'] },
      { at: 'due', tell: ['dutyManager'], acknowledgeWithin: 'PT30M' },
      { at: 'due+PT4H', tell: ['siteDirector'], acknowledgeWithin: 'PT1H', repeat: 'PT1H' },
      { at: 'due+1 workingDays', tell: ['headquarters'] },
    ],
    severe: [
      { at: 'immediately', tell: ['dutyManager'], acknowledgeWithin: 'PT10M' },
      { at: 'PT10M', tell: ['headquarters'], repeat: 'PT10M' },
    ],
  },
  surge: [{ id: 'SUR-01', same: ['site', 'category'], count: 5, within: 'PT30M', then: 'openIncident' }],
  emergency: {
    activateWhen: [{ level: 'severe', impact: ['site', 'public'] }],
    responseLevels: [{ id: 'IV', zh: '一般', ledBy: 'siteDirector' }],
    commandPost: [{ id: 'commander', zh: '指挥长' }],
    groups: [{ id: 'onScene', zh: '现场处置组' }],
    externalUnits: [],
    tasks: [{ id: 'T-01', zh: '到场', group: 'onScene', within: 'PT15M' }],
    authorityReports: { initial: 'PT1H', followUp: 'PT24H', final: 'standDown' },
    informationRelease: { firstStatement: 'PT2H', approver: 'commander' },
    standDown: { approver: 'commander', conditions: ['allTasksClosed'] },
    review: { within: '10 workingDays' },
  },
  approvals: [
    {
      what: 'resolutionPlan',
      when: {
        all: [
          { fact: 'category', eq: 'service' },
          { fact: 'compensation', ge: 500 },
        ],
      },
      by: 'teamLead',
    },
    { what: 'resolutionPlan', when: { fact: 'compensation', ge: 1000 }, by: 'siteDirector' },
  ],
  publicDisclosure: { when: { level: 'severe' }, within: '5 workingDays', redactPersonalData: true },
  drills: { every: 'P6M', scenarios: [] },
  evaluation: { indicators: ['onTimeRate'] },
  wordList: {
    negations: ['没有', '没', '未', 'no', 'not', 'nobody'],
    fillers: ['人', '造成', '游客', 'was', 'one'],
    entries: [
      { words: ['死亡', 'died'], fact: 'deaths', value: 1 },
      { words: ['受伤', 'injured'], fact: 'seriousInjuries', value: 1 },
      { words: ['食物中毒'], fact: 'affectedPeople', value: 3, countPersons: true },
      { words: ['被困'], fact: 'dangerNow', value: 1 },
    ],
  },
} as const;
