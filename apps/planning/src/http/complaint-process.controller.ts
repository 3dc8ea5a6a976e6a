import { Controller, Get, Header, Inject, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@redress/kernel';
import type { PlanPublished } from '@redress/plan';
import { guidanceFor, hasCategory, type Heading } from '@redress/plan-rules';
import {
  ApiProblems,
  CLOCK,
  CurrentStaff,
  ProblemException,
  Public,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { PlanRegister } from '../register/plan-register';
import { chaptersOf, complaintProcess } from './complaint-process';
import { ComplaintProcessDto } from './complaint-process.dto';
import { GuidanceDto, GuidanceQueryDto } from './guidance.dto';
import { mayDo } from './may-do';
import { PlanVersions } from './plan-versions';

/** What staff are told while they take and handle complaints. */
const chapters = [
  'responsibilities',
  'acceptanceProcess',
  'investigationProcess',
  'handlingProcess',
  'feedbackProcess',
] as const satisfies readonly Heading[];

/** The plan in force, as those read it who complain and those who handle complaints. */
@ApiTags('plans')
@Controller('api/v1')
export class ComplaintProcessController {
  constructor(
    private readonly register: PlanRegister,
    private readonly versions: PlanVersions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How complaints are handled here, by whom, and how long each step takes. */
  @Get('process')
  @Public()
  @ApiProblems(404, 429, 503)
  @Header('cache-control', 'public, max-age=60')
  async process(@Req() request: FastifyRequest): Promise<ComplaintProcessDto> {
    const { planId, planVersion, effectiveFrom, document } = await this.inForce(request.server.commandDefaults.siteId);
    return complaintProcess(`${planId}@${planVersion}`, effectiveFrom, document);
  }

  /** How a complaint of a kind is handled, for whoever takes or handles it. */
  @Get('guidance')
  @Roles(...mayDo.read)
  @ApiProblems(400, 404, 503)
  async guidance(@Query() kind: GuidanceQueryDto, @CurrentStaff() { siteId }: StaffIdentity): Promise<GuidanceDto> {
    const { planId, planVersion, document } = await this.inForce(siteId);
    if (kind.category !== undefined && !hasCategory(document, kind.category))
      throw new ProblemException('category-unknown', 404);
    const { limits, ladder, ...guides } = guidanceFor(document, kind);
    return {
      planRef: `${planId}@${planVersion}`,
      ...guides,
      limits: [...limits],
      ladder: ladder.map(({ at, tell }) => ({ at, tell: [...tell] })),
      chapters: chaptersOf(document, chapters),
    };
  }

  private async inForce(siteId: string): Promise<PlanPublished['data']> {
    const entry = await this.register.inForce(siteId, this.clock.now());
    const all = entry ? await this.versions.of(siteId, entry.planId) : [];
    const found = all.find(({ published }) => published.planVersion === entry?.planVersion);
    if (!found) throw new ProblemException('plan-version-unknown', 404);
    return found.published;
  }
}
