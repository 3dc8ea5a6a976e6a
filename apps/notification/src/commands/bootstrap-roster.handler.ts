import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import { standingTurnsOf, type StandingStaff } from '../roster/standing-turns';
import { SiteRosters } from '../roster/site-rosters';
import { AssignDutyRequest } from './assign-duty.handler';
import { EndDutyRequest } from './end-duty.handler';

/** Puts the first staff of a site on duty for their roles. Again, it changes what is different, else nothing. */
export class BootstrapRosterRequest extends Command<{ readonly assigned: number }> {
  constructor(
    readonly staff: readonly StandingStaff[],
    /** Its siteId is the site; each turn's command gets an id of its own. */
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(BootstrapRosterRequest)
export class BootstrapRosterHandler implements ICommandHandler<BootstrapRosterRequest> {
  constructor(
    private readonly bus: CommandBus,
    private readonly rosters: SiteRosters,
  ) {}

  async execute({ staff, meta }: BootstrapRosterRequest): Promise<{ assigned: number }> {
    let assigned = 0;
    for (const member of staff) {
      const { outdated, wanted } = standingTurnsOf(await this.rosters.of(meta.siteId), meta.siteId, member);
      for (const entryId of outdated)
        await this.bus.execute(new EndDutyRequest(entryId, { ...meta, commandId: `${entryId}-outdated` }));
      if (!wanted) continue;
      const { duty, contact } = wanted;
      const commandId = `${duty.entryId}-standing`;
      assigned += (await this.bus.execute(new AssignDutyRequest(duty, contact, { ...meta, commandId }))).changed
        ? 1
        : 0;
    }
    return { assigned };
  }
}
