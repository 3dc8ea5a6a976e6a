import type { Service } from '../config';

/** A limit a public route is under. */
export type PublicLimit = 'complaints' | 'tracking';

/** Where requests of a kind go. */
export interface ProxyRoute {
  readonly method: 'GET' | 'POST';
  /** Fastify pattern; the service knows the same path. */
  readonly url: string;
  readonly service: Service;
  /** Bytes; the default is 64 KiB. */
  readonly bodyLimit?: number;
  readonly limit?: PublicLimit;
  /** A stream of events: no end is waited for. */
  readonly stream?: true;
}

const id = '/api/v1/complaints/:id';
const yaml = 512 * 1024;
/** A file of 10 MiB in base64, and the words about it. */
const file = 15_000_000;

const post = (service: Service, ...urls: string[]): ProxyRoute[] =>
  urls.map((url) => ({ method: 'POST', url, service }));
const get = (service: Service, ...urls: string[]): ProxyRoute[] => urls.map((url) => ({ method: 'GET', url, service }));
const on = (base: string, ...names: string[]): string[] => names.map((name) => `${base}/${name}`);

/** The whole public interface behind the gateway. What is not here is not reachable from outside. */
export const routes: readonly ProxyRoute[] = [
  { method: 'POST', url: '/api/v1/complaints', service: 'intake', limit: 'complaints' },
  { method: 'POST', url: '/api/v1/suggestions', service: 'intake', limit: 'complaints' },
  ...post('intake', '/api/v1/suggestions/:id/review'),
  ...post('intake', '/api/v1/complaints/on-behalf', '/api/v1/persons/:id/erase'),
  ...post(
    'intake',
    ...on(
      id,
      'verify',
      'accept',
      'decline',
      'transfer',
      'classify',
      'settle-on-the-spot',
      'withdraw',
      'record-communication',
      'ask-complainant',
    ),
  ),
  ...post('intake', ...on(id, 'link', 'unlink', 'merge', 'unmerge')),
  ...on(id, 'take-back', 'messages').map(
    (url) => ({ method: 'POST', url, service: 'intake', limit: 'complaints' }) as const,
  ),
  ...post(
    'investigation',
    ...on(id, 'assign', 'set-team', 'start-investigation', 'record-act', 'complete-investigation'),
  ),
  ...post('investigation', ...on(id, 'propose-resolution-plan', 'approve-resolution-plan', 'reject-resolution-plan')),
  ...post('investigation', ...on(id, 'name-respondent', 'clear-respondent', 'record-proceeding', 'complete-measure')),
  ...post('investigation', ...on(id, 'report-problem', 'solve-problem', 'publish-result', 'withdraw-publication')),
  ...post('investigation', ...on(id, 'give-feedback', 'evaluate-outcome', 'close', 'record-call-back', 'reopen')),
  { method: 'POST', url: `${id}/materials`, service: 'investigation', limit: 'complaints', bodyLimit: file },
  { method: 'POST', url: `${id}/evidence`, service: 'investigation', bodyLimit: file },
  ...post('investigation', `${id}/withdraw-evidence`),
  ...get('investigation', `${id}/evidence`, `${id}/evidence/:evidenceId`),
  ...post('investigation', ...on(id, 'offer-compensation', 'answer-compensation', 'issue-compensation')),
  ...on(id, 'satisfaction', 'compensation-answer').map(
    (url) => ({ method: 'POST', url, service: 'investigation', limit: 'complaints' }) as const,
  ),
  ...post('escalation', '/api/v1/escalations/:id/acknowledge', ...on(id, 'pause-deadline', 'resume-deadline')),
  ...post('projection', '/api/v1/complaints/similar'),
  ...get(
    'projection',
    '/api/v1/complaints',
    id,
    ...on(id, 'timeline', 'related', 'registration-form', 'investigation-report'),
    '/api/v1/worklist',
    '/api/v1/counters',
  ),
  ...get('projection', '/api/v1/complaints/export', '/api/v1/statistics/report'),
  ...get(
    'projection',
    '/api/v1/statistics',
    '/api/v1/statistics/recurring',
    '/api/v1/suggestions',
    '/api/v1/undelivered',
  ),
  { method: 'GET', url: '/api/v1/events/stream', service: 'projection', stream: true },
  { method: 'GET', url: '/api/v1/tracking/:number', service: 'projection', limit: 'tracking' },
  { method: 'GET', url: '/api/v1/published-results', service: 'projection', limit: 'tracking' },
  { method: 'GET', url: '/api/v1/process', service: 'planning', limit: 'tracking' },
  { method: 'POST', url: '/api/v1/plans/validate', service: 'planning', bodyLimit: yaml },
  { method: 'POST', url: '/api/v1/plans', service: 'planning', bodyLimit: yaml },
  ...get('planning', '/api/v1/guidance', '/api/v1/plans', '/api/v1/plans/:planId/versions/:version'),
  ...get('notification', '/api/v1/notifications', '/api/v1/roster/*', '/api/v1/templates'),
  ...post('notification', '/api/v1/notifications/:id/resend', '/api/v1/roster/*', '/api/v1/templates/*'),
];
