import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnswerMedium } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import { AuthorityRules } from './authority-rules';
import { CaseFiles } from './case-file';

/** An offer in plain text; one made now needs no time. */
export interface SaidOfOffer {
  readonly measureNo: number;
  readonly medium: AnswerMedium;
  /** RFC 3339 with a time zone. */
  readonly toldAt?: string;
  readonly words?: string;
  /** The roles the caller holds. */
  readonly roles: readonly Role[];
}

/** Records that a compensation of the adopted plan was offered to the complainant. */
export class OfferCompensationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfOffer,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(OfferCompensationRequest)
export class OfferCompensationHandler implements ICommandHandler<OfferCompensationRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AuthorityRules,
  ) {}

  async execute({ complaintId, said, meta }: OfferCompensationRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { measureNo, medium, roles } = said;
    const given = await this.rules.of(file, roles);
    const words = said.words === undefined ? {} : { words: await this.files.seal(file, said.words) };
    const toldAt = said.toldAt === undefined ? meta.occurredAt : utc(said.toldAt);
    const offer = { measureNo, medium, toldAt, ...words, ...given };
    const data = { complaintId, ...offer, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'OfferCompensation', data }, meta);
  }
}
