import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Communication } from '@redress/complaint';
import { utc } from '@redress/kernel';
import { ComplaintFiles } from './complaint-file';
import { OwnComplaints } from './own-complaints';

/** An exchange in plain text; what took place now needs no time. */
export type SaidOfCommunication = Omit<Communication, 'content' | 'occurredAt'> & {
  /** The question it answers. */
  readonly questionNo?: number;
  readonly content: string;
  /** RFC 3339 with a time zone. */
  readonly occurredAt?: string;
};

/** Puts an exchange with the complainant on record. */
export class RecordCommunicationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfCommunication,
    readonly meta: CommandMeta,
    /** What shows that a visitor may; staff need none. */
    readonly trackingToken?: string,
  ) {
    super();
  }
}

@CommandHandler(RecordCommunicationRequest)
export class RecordCommunicationHandler implements ICommandHandler<RecordCommunicationRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    private readonly own: OwnComplaints,
  ) {}

  async execute({ complaintId, said, meta, trackingToken }: RecordCommunicationRequest): Promise<Committed> {
    if (meta.actor === 'visitor') this.own.assert(complaintId, trackingToken);
    const file = await this.files.open(complaintId, meta);
    const { direction, medium, reached, confirmed, occurredAt, questionNo } = said;
    const content = await this.files.seal(file, said.content);
    const when = occurredAt === undefined ? meta.occurredAt : utc(occurredAt);
    const communication = { direction, medium, reached, confirmed, occurredAt: when, content };
    const answers = questionNo !== undefined && { questionNo };
    const data = { complaintId, communication, ...answers, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RecordCommunication', data }, meta);
  }
}
