import { ProblemException, type ProblemCatalogue } from '@redress/platform';
import { RebuildRunning } from '@redress/projections';
import { CursorInvalid } from '../queries/cursor';
import { SearchTooBroad } from '../queries/find-complaints';

/** How projection's own problems look over HTTP. */
export const projectionProblems: ProblemCatalogue = {
  titles: {
    'complaint-unknown': { zh: '没有该投诉', en: 'There is no such complaint' },
    'tracking-unknown': { zh: '投诉编号或查询码不正确', en: 'The number or the tracking token is not right' },
    'cursor-invalid': { zh: 'cursor 不是上一页的 next', en: 'The cursor is no `next` of a page in this order' },
    'search-too-broad': {
      zh: '搜索耗时过长，请增加关键词或筛选条件',
      en: 'The search takes too long; add words or filters',
    },
    'rebuild-running': { zh: '读模型正在重建', en: 'The read models are being rebuilt already' },
  },
};

/** No complaint of the caller's site has this id. */
export const complaintUnknown = (): ProblemException => new ProblemException('complaint-unknown', 404);

/** The number is unknown or the token is not its own; which of them is told to nobody. */
export const trackingUnknown = (): ProblemException => new ProblemException('tracking-unknown', 404);

/** Runs a query; what the caller did wrong comes out as a problem. */
export const answering = async <T>(query: () => Promise<T>): Promise<T> => {
  try {
    return await query();
  } catch (error) {
    if (error instanceof CursorInvalid) throw new ProblemException('cursor-invalid', 400);
    if (error instanceof RebuildRunning) throw new ProblemException('rebuild-running', 409);
    if (error instanceof SearchTooBroad) throw new ProblemException('search-too-broad', 422);
    throw error;
  }
};
