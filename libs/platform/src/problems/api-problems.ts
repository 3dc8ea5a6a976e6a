import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto';

const descriptions: Readonly<Record<number, string>> = {
  400: 'The request is malformed or a field is wrong',
  401: 'Nobody is signed in',
  403: 'Not allowed for this role or site',
  404: 'There is no such thing',
  409: 'Refused by a rule, or somebody else was faster',
  410: "The person's data has been erased",
  413: 'The body is too large',
  415: 'The content type is not understood',
  422: 'The idempotency key was used for another request',
  429: 'Too many requests; see Retry-After',
  503: 'For now unavailable; see Retry-After',
};

/** Documents the problem answers of a route, each `application/problem+json` with a ProblemDto. */
export const ApiProblems = (...statuses: number[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: descriptions[status] ?? 'Problem',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
