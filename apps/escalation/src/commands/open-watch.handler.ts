import type { CommandMeta, Committed } from '@redress/command-handling';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OpenWatch } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Opens the watch of a registered complaint, under the plan and the calendar that intake pinned it to. */
export class OpenWatchRequest extends Command<Committed> {
  constructor(
    readonly registered: Omit<OpenWatch['data'], 'rules' | 'at'> & { readonly calendarRef: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(OpenWatchRequest)
export class OpenWatchHandler implements ICommandHandler<OpenWatchRequest> {
  constructor(private readonly watches: WatchFile) {}

  async execute({ registered, meta }: OpenWatchRequest): Promise<Committed> {
    const { calendarRef, ...data } = registered;
    const { planRef } = data;
    const rules = await this.watches.rulesOf({ siteId: meta.siteId, planRef, calendarRef });
    const command: OpenWatch = { type: 'OpenWatch', data: { ...data, rules, at: meta.occurredAt } };
    return this.watches.commit(command, { ...meta, planRef }, { freshStream: true });
  }
}
