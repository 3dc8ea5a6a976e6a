import { Body, Controller, HttpCode, Inject, Param, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { versionToken, type Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  CurrentStaff,
  IdempotencyKey,
  Public,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { MakeSuggestionRequest } from '../commands/make-suggestion.handler';
import { ReviewSuggestionRequest } from '../commands/review-suggestion.handler';
import { mayDo } from './may-do';
import { RegistrationLimit } from './registration-limit.guard';
import { MakeSuggestionDto, ReviewSuggestionDto, SuggestionAnswerDto, SuggestionIdDto } from './suggestions.dto';

const next = {
  zh: '感谢您的意见建议，我们会认真研究。',
  en: 'Thank you for your suggestion; we shall consider it with care.',
};

/** Suggestions and opinions, apart from complaints. */
@Controller('api/v1/suggestions')
@ApiProblems(400, 413, 415, 422, 429, 503)
@IdempotencyKey()
export class SuggestionsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes a suggestion of anybody, without an account. */
  @Post()
  @Public()
  @UseGuards(RegistrationLimit)
  async make(@Body() body: MakeSuggestionDto, @Req() request: FastifyRequest): Promise<SuggestionAnswerDto> {
    const meta = commandMeta(request, this.clock);
    const { suggestionId, streamId, version } = await this.bus.execute(new MakeSuggestionRequest(body, meta));
    return { suggestionId, next, version: versionToken(streamId, version) };
  }

  /** Says whether it is taken up. */
  @Post(':id/review')
  @HttpCode(200)
  @Roles(...mayDo.reviewSuggestion)
  @ApiProblems(404, 409, 410)
  async review(
    @Param() { id }: SuggestionIdDto,
    @Body() said: ReviewSuggestionDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ReviewSuggestionRequest(id, said, meta)));
  }
}
