import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
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
import { ErasePersonRequest } from '../commands/erase-person.handler';
import { PersonIdDto } from './complaint-commands.dto';
import { mayDo } from './may-do';

/** What is done about a person. */
@Controller('api/v1/persons')
@ApiProblems(400, 404, 503)
@IdempotencyKey()
export class PersonsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Destroys the person's key: whatever it sealed becomes unreadable everywhere, for good. */
  @Post(':id/erase')
  @HttpCode(200)
  @Roles(...mayDo.erasePerson)
  async erase(
    @Param() { id }: PersonIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ErasePersonRequest(id, meta)));
  }
}
