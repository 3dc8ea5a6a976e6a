import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
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
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddEvidenceRequest } from '../commands/add-evidence.handler';
import { ViewEvidenceRequest } from '../commands/view-evidence.handler';
import { WithdrawEvidenceRequest } from '../commands/withdraw-evidence.handler';
import { CaseIdDto } from './case-commands.dto';
import { downloadHeaders } from './download-headers';
import { EvidenceAnswerDto, EvidenceListDto } from './evidence-answers.dto';
import { EvidenceRegisterReader } from './evidence-register';
import { AddEvidenceDto, EvidenceIdDto, EvidenceQuery, ViewEvidenceQuery, WithdrawEvidenceDto } from './evidence.dto';
import { mayDo } from './may-do';

/** What shows what happened, where it comes from, and who has seen it. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
export class EvidenceController {
  constructor(
    private readonly bus: CommandBus,
    private readonly register: EvidenceRegisterReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Puts a file on record as evidence. The place where a picture was taken is removed from it unless a reason to keep
   * it is given.
   */
  @Post(':id/evidence')
  @HttpCode(200)
  @Roles(...mayDo.addEvidence)
  @IdempotencyKey()
  async add(
    @Param() { id }: CaseIdDto,
    @Body() brought: AddEvidenceDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<EvidenceAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    const done = await this.bus.execute(new AddEvidenceRequest(id, brought, meta));
    const { evidenceId, evidenceNo, sha256 } = done;
    return { ...commandAnswer(done), evidenceId, evidenceNo, sha256 };
  }

  /** Says that evidence was added by mistake. It stays on record with its bytes, as what was seen may be asked for. */
  @Post(':id/withdraw-evidence')
  @HttpCode(200)
  @Roles(...mayDo.withdrawEvidence)
  @IdempotencyKey()
  async withdraw(
    @Param() { id }: CaseIdDto,
    @Body() said: WithdrawEvidenceDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new WithdrawEvidenceRequest(id, said, meta)));
  }

  /** The evidence of a complaint with the custody log of each piece: who was given it, when and why. */
  @Get(':id/evidence')
  @Roles(...mayDo.viewEvidence)
  list(
    @Param() { id }: CaseIdDto,
    @Query() query: EvidenceQuery,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<EvidenceListDto> {
    return this.register.page(id, query, commandMeta(request, this.clock, staff));
  }

  /** The file itself. That it is given out, to whom and why is on record before it is. */
  @Get(':id/evidence/:evidenceId')
  @Roles(...mayDo.viewEvidence)
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The file', schema: { type: 'string', format: 'binary' } })
  async view(
    @Param() { id, evidenceId }: EvidenceIdDto,
    @Query() { purpose }: ViewEvidenceQuery,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const meta = commandMeta(request, this.clock, staff);
    const shown = await this.bus.execute(new ViewEvidenceRequest(id, { evidenceId, purpose }, meta));
    reply.headers(downloadHeaders(shown));
    return new StreamableFile(shown.bytes);
  }
}
