import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { nullMembers } from './null-members';
import { ValidationProblem, type RequestPart } from './validation-problem';

const parts: Readonly<Record<string, RequestPart>> = { body: 'body', query: 'query', param: 'path', custom: 'body' };

const refuseNulls = (value: unknown, { type, metatype }: ArgumentMetadata): void => {
  if (type !== 'body' || metatype === Object || typeof value !== 'object' || value === null) return;
  const found = nullMembers(value);
  if (found.length > 0) throw new ValidationProblem(found);
};

/** Validates bodies, queries and path parameters against their classes; unknown fields are refused. */
export class ProblemValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: false,
      validationError: { target: true, value: false },
      exceptionFactory: (errors: ValidationError[]) => new ValidationProblem(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // The callers that decorators identify are ours, not the client's.
    if (metadata.type === 'custom') return value;
    try {
      refuseNulls(value, metadata);
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      if (error instanceof ValidationProblem) throw error.about(parts[metadata.type] ?? 'body');
      throw error;
    }
  }
}
