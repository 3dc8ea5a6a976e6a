import { HttpException } from '@nestjs/common';
import type { Bilingual } from './language';

export interface ProblemOptions {
  /** What went wrong this time, for a person. Never holds personal data. */
  readonly detail?: Bilingual;
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members of the problem document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An HTTP answer that is a problem (RFC 9457); its title comes from the catalogue by its code. */
export class ProblemException extends HttpException {
  constructor(
    /** Kebab-case; the type becomes `urn:redress:problem:<code>`. */
    readonly code: string,
    status: number,
    readonly problem: ProblemOptions = {},
  ) {
    super(code, status, { cause: problem.cause });
  }
}
