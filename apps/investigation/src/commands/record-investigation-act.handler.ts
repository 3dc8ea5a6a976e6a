import type { RecordInvestigationAct } from '@redress/case';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import { CaseFiles } from './case-file';

/** An act in plain text; one of this moment needs no time. */
export type SaidOfAct = Pick<RecordInvestigationAct['data'], 'method' | 'party' | 'obtained'> & {
  readonly findings: string;
  /** RFC 3339 with a time zone. */
  readonly actedAt?: string;
};

/** Puts on record what was done to find out what happened. */
export class RecordInvestigationActRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfAct,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordInvestigationActRequest)
export class RecordInvestigationActHandler implements ICommandHandler<RecordInvestigationActRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: RecordInvestigationActRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { method, party, obtained } = said;
    const findings = await this.files.seal(file, said.findings);
    const actedAt = said.actedAt === undefined ? meta.occurredAt : utc(said.actedAt);
    const act = { method, ...(party && { party }), obtained, actedAt, findings };
    const data = { complaintId, ...act, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RecordInvestigationAct', data }, meta);
  }
}
