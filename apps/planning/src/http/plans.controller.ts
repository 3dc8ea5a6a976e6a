import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Committed } from '@redress/command-handling';
import { versionToken, type Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandMeta,
  CurrentStaff,
  languageOf,
  ProblemException,
  Roles,
  type Language,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { PublishPlanRequest } from '../commands/publish-plan.handler';
import type { PlacedProblem } from '../plan-file/plan-file';
import { readPlanFile } from '../plan-file/read-plan-file';
import { PlanRegister, type RegisteredVersion, type RegisterPlace } from '../register/plan-register';
import { mayDo } from './may-do';
import { PlanVersions, type PlanVersion } from './plan-versions';
import {
  PlanCheckDto,
  PlanListQuery,
  PlanPageDto,
  PlanSummaryDto,
  PlanVersionDto,
  PlanVersionParams,
  PublishedPlanDto,
  type PlanProblemDto,
} from './plans.dto';

const refOf = (planId: string, planVersion: number): string => `${planId}@${planVersion}`;

const placeOf = (planRef: string): RegisterPlace => {
  const [planId = '', version] = planRef.split('@');
  return { planId, planVersion: Number(version) };
};

const toSummary = ({ siteId: _site, ...entry }: RegisteredVersion): PlanSummaryDto => ({
  ...entry,
  planRef: refOf(entry.planId, entry.planVersion),
});

const toVersion = ({ published, retiredAt }: PlanVersion): PlanVersionDto => {
  const { document, ...rest } = published;
  const { zh, en } = document.metadata.title;
  return {
    ...rest,
    planRef: refOf(rest.planId, rest.planVersion),
    titleZh: zh,
    ...(en === undefined ? {} : { titleEn: en }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
    document,
  };
};

const told = (problems: readonly PlacedProblem[], language: Language): PlanProblemDto[] =>
  problems.map(({ path, line, column, message }) => ({ path, line, column, message: message[language] }));

/** A body of another type than YAML is no plan file. */
const fileOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  throw new ProblemException('unsupported-media-type', 415);
};

const PlanFileBody = (): MethodDecorator => (target, key, descriptor) => {
  ApiConsumes('application/yaml')(target, key, descriptor);
  ApiBody({ description: 'The plan as one YAML file, 512 KiB at most', schema: { type: 'string' } })(
    target,
    key,
    descriptor,
  );
};

/** Plans: checked, published, read. */
@ApiTags('plans')
@ApiProblems(400, 503)
@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly bus: CommandBus,
    private readonly versions: PlanVersions,
    private readonly register: PlanRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Checks a plan file and tells every mistake with its line and column; changes nothing. */
  @Post('validate')
  @HttpCode(200)
  @Roles(...mayDo.validate)
  @PlanFileBody()
  @ApiProblems(413, 415)
  validate(@Body() body: unknown, @Req() request: FastifyRequest): PlanCheckDto {
    const file = readPlanFile(fileOf(body));
    const problems = file.ok ? [] : told(file.problems, languageOf(request.headers['accept-language']));
    return { valid: file.ok, problems };
  }

  /** Publishes a plan file as the next version of its plan; the same file again changes nothing. */
  @Post()
  @Roles(...mayDo.publish)
  @PlanFileBody()
  @ApiProblems(409, 413, 415, 422)
  async publish(
    @Body() body: unknown,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<PublishedPlanDto> {
    const file = readPlanFile(fileOf(body));
    if (!file.ok) {
      const problems = told(file.problems, languageOf(request.headers['accept-language']));
      throw new ProblemException('plan-invalid', 422, { extensions: { details: { problems } } });
    }
    const meta = commandMeta(request, this.clock, staff);
    const committed = await this.bus.execute(new PublishPlanRequest(file.document, meta));
    return this.answer(staff.siteId, file.document.metadata.id, committed);
  }

  /** Lists the published versions of the site, by plan, the newest first. */
  @Get()
  @Roles(...mayDo.read)
  async list(
    @Query() { limit, after }: PlanListQuery,
    @CurrentStaff() { siteId }: StaffIdentity,
  ): Promise<PlanPageDto> {
    const found = await this.register.page(siteId, limit + 1, after === undefined ? undefined : placeOf(after));
    const items = found.slice(0, limit).map(toSummary);
    const last = items.at(-1);
    return found.length > limit && last ? { items, next: last.planRef } : { items };
  }

  /** A published version with its whole document. */
  @Get(':planId/versions/:version')
  @Roles(...mayDo.read)
  @ApiProblems(404)
  async version(
    @Param() { planId, version }: PlanVersionParams,
    @CurrentStaff() { siteId }: StaffIdentity,
  ): Promise<PlanVersionDto> {
    const found = (await this.versions.of(siteId, planId)).find(({ published }) => published.planVersion === version);
    if (!found) throw new ProblemException('plan-version-unknown', 404);
    return toVersion(found);
  }

  /** The version a commit published: the newest one that its stream had then. */
  private async answer(
    siteId: string,
    planId: string,
    { streamId, version, changed }: Committed,
  ): Promise<PublishedPlanDto> {
    const newest = (await this.versions.of(siteId, planId)).at(-1);
    if (!newest) throw new Error('a published plan is not in its stream');
    const { planVersion, effectiveFrom } = newest.published;
    return {
      planId,
      planVersion,
      planRef: refOf(planId, planVersion),
      effectiveFrom,
      version: versionToken(streamId, version),
      changed,
    };
  }
}
