import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { CallBackMedium } from '@redress/contracts';
import { utc } from '@redress/kernel';
import { AftercareRules } from './aftercare-rules';
import { CaseFiles } from './case-file';

/** A call-back in plain text; one made now needs no time. */
export interface SaidOfCallBack {
  readonly medium: CallBackMedium;
  readonly reached: boolean;
  readonly satisfied?: boolean;
  readonly opinion?: string;
  /** RFC 3339 with a time zone. */
  readonly madeAt?: string;
}

/** Puts a call-back on record, with what was heard. */
export class RecordCallBackRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfCallBack,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordCallBackRequest)
export class RecordCallBackHandler implements ICommandHandler<RecordCallBackRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AftercareRules,
  ) {}

  async execute({ complaintId, said, meta }: RecordCallBackRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { medium, reached, satisfied } = said;
    const reopenings = await this.rules.reopeningsOf(file);
    const opinion = said.opinion === undefined ? undefined : await this.files.seal(file, said.opinion);
    const heard = { ...(satisfied !== undefined && { satisfied }), ...(opinion && { opinion }) };
    const madeAt = said.madeAt === undefined ? meta.occurredAt : utc(said.madeAt);
    const data = { complaintId, medium, reached, madeAt, ...heard, reopenings, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RecordCallBack', data }, meta);
  }
}
