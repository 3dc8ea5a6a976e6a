import { isOutOfTime } from '@redress/event-store';
import { ProblemException, type ProblemCatalogue } from '@redress/platform';
import { RebuildRunning } from '@redress/projections';
import { CursorInvalid } from '../queries/cursor';

/** How projection's own problems look over HTTP. */
export const projectionProblems: ProblemCatalogue = {
  titles: {
    'complaint-unknown': { zh: '没有该投诉', en: 'There is no such complaint' },
    'tracking-unknown': { zh: '投诉编号或查询码不正确', en: 'The number or the tracking token is not right' },
    'cursor-invalid': { zh: 'cursor 不是上一页的 next', en: 'The cursor is no `next` of a page in this order' },
    'search-too-broad': {
      zh: '查询耗时过长，请增加关键词、筛选条件或缩短时间段',
      en: 'This takes too long; add words or filters, or shorten the period',
    },
    'period-invalid': {
      zh: '时间段须有先后，且不超过 366 天',
      en: 'A period has a beginning and an end, and 366 days at most',
    },
    'case-missing': {
      zh: '该投诉尚未立案调查，没有可供报告的内容',
      en: 'No case was opened on this complaint yet: there is nothing to report',
    },
    'export-too-large': {
      zh: '符合条件的投诉超过 10000 件，请缩短收到时间段（receivedFrom、receivedBefore）或增加筛选条件',
      en: 'More than 10,000 complaints match: shorten the time of receipt (receivedFrom, receivedBefore) or filter more',
    },
    'rebuild-running': { zh: '读模型正在重建', en: 'The read models are being rebuilt already' },
  },
};

/** No complaint of the caller's site has this id. */
export const complaintUnknown = (): ProblemException => new ProblemException('complaint-unknown', 404);

/** There is no case on the complaint, so nothing to report on. */
export const caseMissing = (): ProblemException => new ProblemException('case-missing', 409);

/** The keys of personal data cannot be had: a paper without it would look as if there were none. */
export const personalDataUnavailable = (): ProblemException =>
  new ProblemException('unavailable', 503, { headers: { 'retry-after': '5' } });

/** More complaints match than one file may hold. */
export const exportTooLarge = (): ProblemException => new ProblemException('export-too-large', 422);

/** The period is none, or too long to be counted at once. */
export const periodInvalid = (): ProblemException => new ProblemException('period-invalid', 422);

/** The number is unknown or the token is not its own; which of them is told to nobody. */
export const trackingUnknown = (): ProblemException => new ProblemException('tracking-unknown', 404);

/** Runs a query; what the caller did wrong comes out as a problem. */
export const answering = async <T>(query: () => Promise<T>): Promise<T> => {
  try {
    return await query();
  } catch (error) {
    if (isOutOfTime(error)) throw new ProblemException('search-too-broad', 422);
    if (error instanceof CursorInvalid) throw new ProblemException('cursor-invalid', 400);
    if (error instanceof RebuildRunning) throw new ProblemException('rebuild-running', 409);
    throw error;
  }
};
