import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TeamMember } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Says who works on a case beside its handler. */
export class SetTeamRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly members: readonly TeamMember[],
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(SetTeamRequest)
export class SetTeamHandler implements ICommandHandler<SetTeamRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, members, meta }: SetTeamRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const team = members.map(({ staffId, department }) => ({ staffId, ...(department && { department }) }));
    const data = { complaintId, members: team, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'SetTeam', data }, meta);
  }
}
