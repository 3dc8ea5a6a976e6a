import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { HearComplainant } from '@redress/watch';
import { WatchFile } from './watch-file';

type Answered = Omit<HearComplainant['data'], 'at' | 'rules'>;

/** The clocks run on once a complainant has answered. */
export class HearComplainantRequest extends Command<Committed> {
  constructor(
    readonly answered: Answered,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(HearComplainantRequest)
export class HearComplainantHandler implements ICommandHandler<HearComplainantRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ answered, meta }: HearComplainantRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(answered.complaintId, meta, (rules): HearComplainant => ({
      type: 'HearComplainant',
      data: { ...answered, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
