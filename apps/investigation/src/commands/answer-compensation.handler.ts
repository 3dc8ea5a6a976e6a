import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnswerMedium } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** An answer to an offer in plain text. */
export interface SaidOfAnswer {
  readonly offerNo: number;
  readonly accepted: boolean;
  readonly medium: AnswerMedium;
  readonly words?: string;
}

/** Records whether the complainant takes an offer: with `own`, the complainant says so, else staff. */
export class AnswerCompensationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfAnswer,
    readonly meta: CommandMeta,
    readonly own?: { readonly trackingToken?: string },
  ) {
    super();
  }
}

@CommandHandler(AnswerCompensationRequest)
export class AnswerCompensationHandler implements ICommandHandler<AnswerCompensationRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta, own }: AnswerCompensationRequest): Promise<Committed> {
    const file = own
      ? await this.files.openOwn(complaintId, own.trackingToken)
      : await this.files.open(complaintId, meta);
    const { offerNo, accepted, medium } = said;
    const words = said.words === undefined ? {} : { words: await this.files.seal(file, said.words) };
    const data = { complaintId, offerNo, accepted, medium, ...words, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'AnswerCompensation', data }, { ...meta, siteId: file.siteId });
  }
}
