import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { AwaitComplainant } from '@redress/watch';
import { WatchFile } from './watch-file';

type Asked = Omit<AwaitComplainant['data'], 'at'>;

/** The clocks stand while a complainant is asked. */
export class AwaitComplainantRequest extends Command<Committed> {
  constructor(
    readonly asked: Asked,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AwaitComplainantRequest)
export class AwaitComplainantHandler implements ICommandHandler<AwaitComplainantRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ asked, meta }: AwaitComplainantRequest): Promise<Committed> {
    const command: AwaitComplainant = { type: 'AwaitComplainant', data: { ...asked, at: meta.occurredAt } };
    return this.watches.commit(command, meta);
  }
}
