import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { AftercareRules } from './aftercare-rules';
import { CaseFiles } from './case-file';

/** The complainant says whether the result satisfies. */
export class RecordSatisfactionRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly satisfied: boolean; readonly opinion?: string },
    readonly meta: CommandMeta,
    readonly trackingToken?: string,
  ) {
    super();
  }
}

@CommandHandler(RecordSatisfactionRequest)
export class RecordSatisfactionHandler implements ICommandHandler<RecordSatisfactionRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AftercareRules,
  ) {}

  async execute({ complaintId, said, meta, trackingToken }: RecordSatisfactionRequest): Promise<Committed> {
    const file = await this.files.openOwn(complaintId, trackingToken);
    const reopenings = await this.rules.reopeningsOf(file);
    const opinion = said.opinion === undefined ? undefined : await this.files.seal(file, said.opinion);
    const answer = { satisfied: said.satisfied, ...(opinion && { opinion }) };
    const data = { complaintId, ...answer, reopenings, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RecordSatisfaction', data }, { ...meta, siteId: file.siteId });
  }
}
