import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Proceeding } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import { CaseFiles } from './case-file';

/** A proceeding in plain text; what took place now needs no time. */
export type SaidOfProceeding = Omit<Proceeding, 'words' | 'occurredAt'> & {
  readonly words: string;
  /** RFC 3339 with a time zone. */
  readonly occurredAt?: string;
};

/** Puts on record what is done about a case besides investigating and resolving it. */
export class RecordProceedingRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfProceeding,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordProceedingRequest)
export class RecordProceedingHandler implements ICommandHandler<RecordProceedingRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: RecordProceedingRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { kind, outcome, body } = said;
    const words = await this.files.seal(file, said.words);
    const occurredAt = said.occurredAt === undefined ? meta.occurredAt : utc(said.occurredAt);
    const proceeding = { kind, outcome, ...(body !== undefined && { body }), occurredAt, words };
    const data = { complaintId, ...proceeding, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RecordProceeding', data }, meta);
  }
}
