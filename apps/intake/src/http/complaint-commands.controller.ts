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
import { AcceptComplaintRequest } from '../commands/accept-complaint.handler';
import { AskComplainantRequest } from '../commands/ask-complainant.handler';
import { ClassifyComplaintRequest } from '../commands/classify-complaint.handler';
import { DeclineComplaintRequest } from '../commands/decline-complaint.handler';
import { RecordCommunicationRequest } from '../commands/record-communication.handler';
import { SettleOnTheSpotRequest } from '../commands/settle-on-the-spot.handler';
import { TransferComplaintRequest } from '../commands/transfer-complaint.handler';
import { VerifyComplaintRequest } from '../commands/verify-complaint.handler';
import { WithdrawComplaintRequest } from '../commands/withdraw-complaint.handler';
import {
  AskComplainantDto,
  ClassifyComplaintDto,
  ComplaintIdDto,
  DeclineComplaintDto,
  RecordCommunicationDto,
  SettleOnTheSpotDto,
  TransferComplaintDto,
  VerifyComplaintDto,
  WithdrawComplaintDto,
} from './complaint-commands.dto';
import { mayDo } from './may-do';

/** What staff decide about a complaint before its case is handled. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class ComplaintCommandsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records the preliminary verification; only what was found valid can be accepted. */
  @Post(':id/verify')
  @HttpCode(200)
  @Roles(...mayDo.verify)
  async verify(
    @Param() { id }: ComplaintIdDto,
    @Body() said: VerifyComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new VerifyComplaintRequest(id, said, meta)));
  }

  /** Takes the complaint up. */
  @Post(':id/accept')
  @HttpCode(200)
  @Roles(...mayDo.accept)
  async accept(
    @Param() { id }: ComplaintIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new AcceptComplaintRequest(id, meta)));
  }

  /** Does not take the complaint up; it stays on record with the reason. */
  @Post(':id/decline')
  @HttpCode(200)
  @Roles(...mayDo.decline)
  async decline(
    @Param() { id }: ComplaintIdDto,
    @Body() said: DeclineComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new DeclineComplaintRequest(id, said, meta)));
  }

  /** Hands the complaint to the body that must handle it. */
  @Post(':id/transfer')
  @HttpCode(200)
  @Roles(...mayDo.transfer)
  async transfer(
    @Param() { id }: ComplaintIdDto,
    @Body() said: TransferComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new TransferComplaintRequest(id, said, meta)));
  }

  /** Settles the matter with the complainant at once, without an investigation. */
  @Post(':id/settle-on-the-spot')
  @HttpCode(200)
  @Roles(...mayDo.settleOnTheSpot)
  async settleOnTheSpot(
    @Param() { id }: ComplaintIdDto,
    @Body() said: SettleOnTheSpotDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new SettleOnTheSpotRequest(id, { ...said, roles: staff.roles }, meta)));
  }

  /** Takes the complaint back at the complainant's wish; it stays on record. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Roles(...mayDo.withdraw)
  async withdraw(
    @Param() { id }: ComplaintIdDto,
    @Body() said: WithdrawComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new WithdrawComplaintRequest(id, said, meta)));
  }

  /** Puts a call, a talk, a letter or a message between the complainant and staff on record. */
  @Post(':id/record-communication')
  @HttpCode(200)
  @Roles(...mayDo.recordCommunication)
  async recordCommunication(
    @Param() { id }: ComplaintIdDto,
    @Body() said: RecordCommunicationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new RecordCommunicationRequest(id, said, meta)));
  }

  /** Asks the complainant for what is missing; the clocks stand until the answer, or until its time is over. */
  @Post(':id/ask-complainant')
  @HttpCode(200)
  @Roles(...mayDo.askComplainant)
  async askComplainant(
    @Param() { id }: ComplaintIdDto,
    @Body() said: AskComplainantDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new AskComplainantRequest(id, said, meta)));
  }

  /** Classifies anew by the plan the complaint is pinned to; overruling its rules needs a reason. */
  @Post(':id/classify')
  @HttpCode(200)
  @Roles(...mayDo.classify)
  async classify(
    @Param() { id }: ComplaintIdDto,
    @Body() said: ClassifyComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ClassifyComplaintRequest(id, said, meta)));
  }
}
