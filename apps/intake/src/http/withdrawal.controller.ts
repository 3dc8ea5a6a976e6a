import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader } from '@nestjs/swagger';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  IdempotencyKey,
  Public,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { WithdrawComplaintRequest } from '../commands/withdraw-complaint.handler';
import { ComplaintIdDto, WithdrawComplaintDto } from './complaint-commands.dto';
import { RegistrationLimit } from './registration-limit.guard';

/** What a complainant can do about the own complaint, without an account. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 429, 503)
@IdempotencyKey()
export class WithdrawalController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes back one's own complaint; it stays on record. A wrong complaint and a wrong token get the same answer. */
  @Post(':id/take-back')
  @HttpCode(200)
  @Public()
  @UseGuards(RegistrationLimit)
  @ApiHeader({ name: 'Tracking-Token', required: true, description: 'As it was told at registration, and only there' })
  async takeBack(
    @Param() { id }: ComplaintIdDto,
    @Body() { reason }: WithdrawComplaintDto,
    @Headers('tracking-token') trackingToken: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const said = { ...(reason !== undefined && { reason }), ...(trackingToken !== undefined && { trackingToken }) };
    return commandAnswer(
      await this.bus.execute(new WithdrawComplaintRequest(id, said, commandMeta(request, this.clock))),
    );
  }
}
