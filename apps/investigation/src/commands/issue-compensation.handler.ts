import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IssueMethod } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import { AuthorityRules } from './authority-rules';
import { CaseFiles } from './case-file';

/** The issue of a compensation in plain text; one issued now needs no time. */
export interface SaidOfIssue {
  readonly offerNo: number;
  readonly method: IssueMethod;
  readonly reference: string;
  /** RFC 3339 with a time zone. */
  readonly issuedAt?: string;
  /** The roles the caller holds. */
  readonly roles: readonly Role[];
}

/** Records that an accepted compensation reached the complainant. */
export class IssueCompensationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfIssue,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(IssueCompensationRequest)
export class IssueCompensationHandler implements ICommandHandler<IssueCompensationRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AuthorityRules,
  ) {}

  async execute({ complaintId, said, meta }: IssueCompensationRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { offerNo, method, roles } = said;
    const given = await this.rules.of(file, roles);
    const reference = await this.files.seal(file, said.reference);
    const issuedAt = said.issuedAt === undefined ? meta.occurredAt : utc(said.issuedAt);
    const data = { complaintId, offerNo, method, issuedAt, reference, ...given, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'IssueCompensation', data }, meta);
  }
}
