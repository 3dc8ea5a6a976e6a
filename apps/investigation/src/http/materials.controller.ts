import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  commandMeta,
  IdempotencyKey,
  Public,
  TrackingTokenHeader,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { SendMaterialsRequest } from '../commands/send-materials.handler';
import { CaseIdDto } from './case-commands.dto';
import { EvidenceAnswerDto } from './evidence-answers.dto';
import { SendMaterialsDto } from './evidence.dto';

/** What whoever complained can add to the own complaint. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 429, 503)
@IdempotencyKey()
export class MaterialsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds a photograph, a receipt or the like to one's own complaint, at first or later: 20 files and 60 MiB at
   * most. The place where a picture was taken is removed from it.
   */
  @Post(':id/materials')
  @HttpCode(200)
  @Public()
  @TrackingTokenHeader()
  async send(
    @Param() { id }: CaseIdDto,
    @Body() brought: SendMaterialsDto,
    @Headers('tracking-token') token: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<EvidenceAnswerDto> {
    const meta = commandMeta(request, this.clock);
    const done = await this.bus.execute(new SendMaterialsRequest(id, brought, meta, token));
    const { evidenceId, evidenceNo, sha256 } = done;
    return { ...commandAnswer(done), evidenceId, evidenceNo, sha256 };
  }
}
