import type { Bilingual } from './language';

/** What an app adds to the common problems: how its refusals look over HTTP. */
export interface ProblemCatalogue {
  /** Status of a refusal; 409 where it is not named. */
  readonly refusalStatus?: Readonly<Record<string, number>>;
  /** Titles by refusal or problem code. */
  readonly titles?: Readonly<Record<string, Bilingual>>;
}

/** Injects the app's ProblemCatalogue. */
export const PROBLEM_CATALOGUE = Symbol('PROBLEM_CATALOGUE');

/** The problems every service can answer. */
export const commonTitles: Readonly<Record<string, Bilingual>> = {
  'bad-request': { zh: '请求有误', en: 'The request is not understood' },
  'malformed-body': { zh: '请求内容格式错误', en: 'The body is malformed' },
  'validation-failed': { zh: '请求中有字段不正确', en: 'Fields of the request are wrong' },
  unauthenticated: { zh: '请先登录', en: 'Sign in first' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  'not-found': { zh: '未找到', en: 'Not found' },
  'method-not-allowed': { zh: '不支持该操作', en: 'The method is not allowed' },
  'request-timeout': { zh: '请求超时', en: 'The request took too long' },
  conflict: { zh: '与当前状态冲突', en: 'In conflict with the present state' },
  'version-conflict': { zh: '其他人已先作出修改，请刷新后重试', en: 'Somebody else was faster; reload and try again' },
  'person-erased': { zh: '该人员的个人信息已删除', en: "The person's data has been erased" },
  'body-too-large': { zh: '请求内容过大', en: 'The body is too large' },
  'commit-too-large': { zh: '一次提交的内容过大', en: 'The command holds too much data' },
  'unsupported-media-type': { zh: '不支持的内容类型', en: 'The content type is not understood' },
  'expectation-failed': { zh: '无法满足 Expect 请求头', en: 'The Expect header cannot be met' },
  'headers-too-large': { zh: '请求头过大', en: 'The headers are too large' },
  'idempotency-key-reused': { zh: '幂等键已用于另一请求', en: 'The idempotency key was used for another request' },
  'too-many-requests': { zh: '请求过于频繁，请稍后再试', en: 'Too many requests; try again later' },
  'internal-error': { zh: '服务器内部错误', en: 'Internal error' },
  'bad-gateway': { zh: '下游服务应答无效', en: 'A service behind gave no usable answer' },
  unavailable: { zh: '服务暂时不可用，请稍后再试', en: 'Unavailable for now; try again later' },
  'gateway-timeout': { zh: '下游服务超时', en: 'A service behind took too long' },
};

const codes: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  409: 'conflict',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  417: 'expectation-failed',
  429: 'too-many-requests',
  431: 'headers-too-large',
  502: 'bad-gateway',
  503: 'unavailable',
  504: 'gateway-timeout',
};

/** The code of a plain HTTP status. */
export const codeOfStatus = (status: number): string =>
  codes[status] ?? (status < 500 ? 'bad-request' : 'internal-error');
