import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ownTemplate, templateKey, wordsRefusal, type TemplateKey } from '@redress/delivery';
import { CommandRefused, type Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  CONFIG,
  CurrentStaff,
  IdempotencyKey,
  ProblemException,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { ChangeTemplateRequest } from '../commands/change-template.handler';
import { RevertTemplateRequest } from '../commands/revert-template.handler';
import type { NotificationConfig } from '../config';
import { builtIn, preview, rulesOf } from '../templates/catalogue';
import { SiteTemplates } from '../templates/site-templates';
import { templateList } from '../templates/template-list';
import { mayDo } from './may-do';
import {
  ChangeTemplateDto,
  PreviewTemplateDto,
  TemplateNameDto,
  TemplatePreviewDto,
  TemplatesPageDto,
  TemplatesQueryDto,
  TemplateVariantDto,
} from './templates.dto';

/** The words of a site's messages to staff and letters to complainants. */
@Controller('api/v1/templates')
@ApiProblems(400, 503)
export class TemplatesController {
  constructor(
    private readonly bus: CommandBus,
    private readonly templates: SiteTemplates,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: NotificationConfig,
  ) {}

  /** All templates as they count now, with what they may and must hold and who changed them, page by page. */
  @Get()
  @Roles(...mayDo.readTemplates)
  async list(
    @Query() { locale, limit, after }: TemplatesQueryDto,
    @CurrentStaff() { siteId }: StaffIdentity,
  ): Promise<TemplatesPageDto> {
    const all = templateList(await this.templates.of(siteId), locale);
    const rest = all.slice(after === undefined ? 0 : placeIn(after, all) + 1);
    const items = rest.slice(0, limit);
    const last = rest.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { next: cursorOf(last) }) };
  }

  /** Puts words of the site in the place of the built-in ones. */
  @Post(':name')
  @HttpCode(200)
  @IdempotencyKey()
  @ApiProblems(409, 413, 422)
  @Roles(...mayDo.changeTemplates)
  async change(
    @Param() { name }: TemplateNameDto,
    @Body() { locale, channels, subject, text }: ChangeTemplateDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    const change = new ChangeTemplateRequest({ name, locale, channels }, { subject, text }, meta);
    return commandAnswer(await this.bus.execute(change));
  }

  /** Goes back to the built-in words. */
  @Post(':name/revert')
  @HttpCode(200)
  @IdempotencyKey()
  @ApiProblems(409, 413, 422)
  @Roles(...mayDo.changeTemplates)
  async revert(
    @Param() { name }: TemplateNameDto,
    @Body() { locale, channels }: TemplateVariantDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new RevertTemplateRequest({ name, locale, channels }, meta)));
  }

  /** Shows words filled with facts that are made up, or why they cannot be a template; stores nothing. */
  @Post(':name/preview')
  @HttpCode(200)
  @ApiProblems(413, 422)
  @Roles(...mayDo.changeTemplates)
  async preview(
    @Param() { name }: TemplateNameDto,
    @Body() { locale, channels, subject, text }: PreviewTemplateDto,
    @CurrentStaff() { siteId }: StaffIdentity,
  ): Promise<TemplatePreviewDto> {
    const now = await this.wordsNow(siteId, { name, locale, channels });
    const words = { subject: subject ?? now.subject, text: text ?? now.text };
    const refused = wordsRefusal(words, rulesOf(name));
    if (refused) throw new CommandRefused(refused.refusal, refused.details);
    const { publicUrl, gatewayUrl } = this.config;
    return preview(name, locale, words, publicUrl ?? gatewayUrl);
  }

  private async wordsNow(siteId: string, key: TemplateKey) {
    return ownTemplate(await this.templates.of(siteId), key)?.words ?? builtIn(key.name, key.locale);
  }
}

const cursorOf = (key: TemplateKey): string => Buffer.from(templateKey(key)).toString('base64url');

const placeIn = (cursor: string, all: readonly TemplateKey[]): number => {
  const place = all.findIndex((key) => cursorOf(key) === cursor);
  if (place >= 0) return place;
  const detail = { zh: 'after 不是上一页的 next', en: 'after is no `next` of a page' };
  throw new ProblemException('bad-request', 400, { detail });
};
