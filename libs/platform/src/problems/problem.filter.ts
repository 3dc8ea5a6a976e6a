import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { toProblem } from './fault-problems';
import { contentLanguage, languageOf } from './language';
import { problemBody } from './problem-body';
import { PROBLEM_CATALOGUE, type ProblemCatalogue } from './problem-catalogue';
import type { ProblemException } from './problem.exception';
import { safeError } from './safe-error';

/** What nobody foresaw is an error; a dependency that is away is a warning, for it is told by readiness too. */
const report = (problem: ProblemException, error: unknown, request: FastifyRequest): void => {
  const status = problem.getStatus();
  const fields = {
    correlationId: request.id,
    route: request.routeOptions?.url,
    status,
    error: safeError(problem.cause ?? error),
  };
  // The root logger: the one of the request would say its correlation id twice.
  if (status === 500) PinoLogger.root.error(fields, 'request failed');
  else PinoLogger.root.warn(fields, 'request not served');
};

/** Turns every error into `application/problem+json` in the caller's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(PROBLEM_CATALOGUE) private readonly catalogue: ProblemCatalogue) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** For routes outside Nest: `scope.setErrorHandler((error, request, reply) => filter.answer(error, request, reply))`. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = toProblem(error, this.catalogue);
    const status = problem.getStatus();
    if (status >= 500) report(problem, error, request);
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    void reply
      .status(status)
      .headers({ ...problem.problem.headers, 'content-language': contentLanguage[language] })
      .type('application/problem+json')
      .send(problemBody(problem, request.id, language, this.catalogue));
  }
}
