import { ValidationProblem } from '../validation/validation-problem';
import type { Language } from './language';
import { codeOfStatus, commonTitles, type ProblemCatalogue } from './problem-catalogue';
import type { ProblemDto } from './problem.dto';
import type { ProblemException } from './problem.exception';

/** A problem as a document (RFC 9457), told in a language; titles come from the app's catalogue, then the common one. */
export const problemBody = (
  problem: ProblemException,
  correlationId: string,
  language: Language,
  catalogue: ProblemCatalogue = {},
): ProblemDto => {
  const { code, problem: options } = problem;
  const status = problem.getStatus();
  const title = catalogue.titles?.[code] ?? commonTitles[code] ?? commonTitles[codeOfStatus(status)];
  return {
    type: `urn:redress:problem:${code}`,
    title: title?.[language] ?? code,
    status,
    ...(options.detail ? { detail: options.detail[language] } : {}),
    correlationId,
    ...(problem instanceof ValidationProblem ? { errors: problem.errorsIn(language) } : {}),
    ...options.extensions,
  };
};
