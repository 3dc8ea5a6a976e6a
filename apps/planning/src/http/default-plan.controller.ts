import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import { CLOCK, commandMeta, CONFIG, Internal } from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { PublishPlanRequest } from '../commands/publish-plan.handler';
import type { PlanningConfig } from '../config';
import { defaultPlan } from '../default-plan';
import { PlanRegister } from '../register/plan-register';
import { PlanVersions } from './plan-versions';
import { DefaultPlanDto } from './plans.dto';

/** What was done for a site. */
export interface DefaultPlanAnswer {
  /** Whether the default plan was published now. */
  readonly published: boolean;
  /** The default plan's version; absent when the site has a plan of its own instead. */
  readonly planRef?: string;
}

/** The plan a new deployment starts with. */
@Controller('internal/plans')
export class DefaultPlanController {
  constructor(
    private readonly bus: CommandBus,
    private readonly versions: PlanVersions,
    private readonly register: PlanRegister,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: PlanningConfig,
  ) {}

  /** Publishes the default plan for a site that has no plan; may be repeated. */
  @Internal()
  @Post('default')
  @HttpCode(200)
  async publish(@Body() body: DefaultPlanDto, @Req() request: FastifyRequest): Promise<DefaultPlanAnswer> {
    const siteId = body.siteId ?? this.config.siteId;
    const document = defaultPlan();
    const planId = document.metadata.id;
    const before = (await this.versions.of(siteId, planId)).at(-1);
    if (before) return { published: false, planRef: `${planId}@${before.published.planVersion}` };
    if (await this.register.hasAny(siteId)) return { published: false };
    const meta = { ...commandMeta(request, this.clock), siteId };
    const { changed } = await this.bus.execute(new PublishPlanRequest(document, meta));
    return { published: changed, planRef: `${planId}@1` };
  }
}
