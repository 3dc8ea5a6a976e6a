import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  CurrentStaff,
  IdempotencyKey,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { PublishResultRequest } from '../commands/publish-result.handler';
import { WithdrawPublicationRequest } from '../commands/withdraw-publication.handler';
import { CaseIdDto } from './case-commands.dto';
import { mayDo } from './may-do';
import { PublishResultDto, WithdrawPublicationDto } from './publications.dto';

/** What everybody may read of how complaints were handled. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class PublicationsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes the result public, once the complainant has heard it; a text that tells who complained is refused. */
  @Post(':id/publish-result')
  @HttpCode(200)
  @Roles(...mayDo.publish)
  async publish(
    @Param() { id }: CaseIdDto,
    @Body() said: PublishResultDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new PublishResultRequest(id, said, meta)));
  }

  /** Takes back what was made public. */
  @Post(':id/withdraw-publication')
  @HttpCode(200)
  @Roles(...mayDo.publish)
  async withdraw(
    @Param() { id }: CaseIdDto,
    @Body() said: WithdrawPublicationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new WithdrawPublicationRequest(id, said, meta)));
  }
}
