import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@redress/kernel';
import { ApiProblems, CLOCK, ProblemException, Public } from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { PlanRegister } from '../register/plan-register';
import { complaintProcess } from './complaint-process';
import { ComplaintProcessDto } from './complaint-process.dto';
import { PlanVersions } from './plan-versions';

/** What everybody may know of the plan in force. */
@ApiTags('plans')
@ApiProblems(404, 429, 503)
@Controller('api/v1/process')
export class ComplaintProcessController {
  constructor(
    private readonly register: PlanRegister,
    private readonly versions: PlanVersions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How complaints are handled here, by whom, and how long each step takes. */
  @Get()
  @Public()
  @Header('cache-control', 'public, max-age=60')
  async read(@Req() request: FastifyRequest): Promise<ComplaintProcessDto> {
    const { siteId } = request.server.commandDefaults;
    const entry = await this.register.inForce(siteId, this.clock.now());
    const all = entry ? await this.versions.of(siteId, entry.planId) : [];
    const found = all.find(({ published }) => published.planVersion === entry?.planVersion);
    if (!found) throw new ProblemException('plan-version-unknown', 404);
    const { planId, planVersion, effectiveFrom, document } = found.published;
    return complaintProcess(`${planId}@${planVersion}`, effectiveFrom, document);
  }
}
