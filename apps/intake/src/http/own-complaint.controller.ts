import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  IdempotencyKey,
  Public,
  TrackingTokenHeader,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { RecordCommunicationRequest } from '../commands/record-communication.handler';
import { WithdrawComplaintRequest } from '../commands/withdraw-complaint.handler';
import { ComplaintIdDto, MessageDto, WithdrawComplaintDto } from './complaint-commands.dto';
import { RegistrationLimit } from './registration-limit.guard';

/** A message is read by nobody yet, and is the complainant's own. */
const message = { direction: 'in', medium: 'web', reached: true, confirmed: false } as const;

/**
 * What a complainant can do about the own complaint, without an account. A wrong complaint and a wrong token get the
 * same answer.
 */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 429, 503)
@IdempotencyKey()
export class OwnComplaintController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes back one's own complaint; it stays on record. */
  @Post(':id/take-back')
  @HttpCode(200)
  @Public()
  @UseGuards(RegistrationLimit)
  @TrackingTokenHeader()
  async takeBack(
    @Param() { id }: ComplaintIdDto,
    @Body() said: WithdrawComplaintDto,
    @Headers('tracking-token') token: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock);
    return commandAnswer(await this.bus.execute(new WithdrawComplaintRequest(id, said, meta, token)));
  }

  /** Writes to those who handle one's own complaint, at any time, or answers what they asked. */
  @Post(':id/messages')
  @HttpCode(200)
  @Public()
  @UseGuards(RegistrationLimit)
  @TrackingTokenHeader()
  async write(
    @Param() { id }: ComplaintIdDto,
    @Body() said: MessageDto,
    @Headers('tracking-token') token: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock);
    return commandAnswer(
      await this.bus.execute(new RecordCommunicationRequest(id, { ...message, ...said }, meta, token)),
    );
  }
}
