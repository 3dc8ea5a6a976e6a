import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { Language } from '../problems/language';
import type { ProblemErrorDto } from '../problems/problem.dto';
import { ProblemException } from '../problems/problem.exception';
import { englishMessages } from './messages.en';
import { chineseMessages } from './messages.zh';

/** The part of a request that was validated. */
export type RequestPart = ProblemErrorDto['in'];

/** Words a constraint, given the values it was declared with. */
export type ConstraintMessage = (...values: readonly unknown[]) => string;

interface BrokenConstraint {
  readonly pointer: string;
  readonly constraint: string;
  readonly values: readonly unknown[];
}

/** Most broken constraints one answer lists. */
const mostErrors = 50;

const escaped = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');

const declaredValues = (target: object | undefined, property: string, constraint: string): readonly unknown[] => {
  if (!target) return [];
  const declared = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  const values = declared.find((rule) => rule.propertyName === property && rule.name === constraint)?.constraints;
  return Array.isArray(values) ? (values as unknown[]) : [];
};

const brokenIn = (error: ValidationError, base: string): BrokenConstraint[] => {
  const pointer = `${base}/${escaped(error.property)}`;
  const own = Object.keys(error.constraints ?? {}).map((constraint) => ({
    pointer,
    constraint,
    values: declaredValues(error.target, error.property, constraint),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => brokenIn(child, pointer))];
};

/** A request whose fields are wrong: 400 that names each by a JSON pointer. */
export class ValidationProblem extends ProblemException {
  private readonly broken: readonly BrokenConstraint[];
  private part: RequestPart = 'body';

  constructor(errors: readonly ValidationError[]) {
    super('validation-failed', 400);
    this.broken = errors.flatMap((error) => brokenIn(error, '')).slice(0, mostErrors);
  }

  /** Says which part of the request was validated; the pipe knows it, the factory of the error does not. */
  about(part: RequestPart): this {
    this.part = part;
    return this;
  }

  /** The wrong fields, told in a language; the values themselves are not repeated. */
  errorsIn(language: Language): ProblemErrorDto[] {
    const messages = language === 'zh' ? chineseMessages : englishMessages;
    return this.broken.map(({ pointer, constraint, values }) => ({
      in: this.part,
      pointer,
      detail: (messages[constraint] ?? messages['other'])?.(...values) ?? constraint,
    }));
  }
}
