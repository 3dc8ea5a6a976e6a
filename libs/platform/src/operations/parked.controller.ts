import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Res,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { CommitConsumer, RetriedKey } from '@redress/messaging';
import type { ParkedMessage, ParkingLot } from '@redress/parking';
import type { FastifyReply } from 'fastify';
import { Internal } from '../access/access.decorators';
import { PARKING_LOT } from '../injection-tokens';
import { ProblemException } from '../problems/problem.exception';
import { LongRuns } from './long-runs';
import { ParkedGroupDto, ParkedKeyDto, ParkedKeyQuery, ParkedQuery, SkipParkedDto } from './operations.dto';

/** Injects the CommitConsumers that run in this process, as a list. */
export const CONSUMERS = Symbol('CONSUMERS');

/** A parked message in a list: where it is and why, without what it holds. */
export type ParkedSummary = Omit<ParkedMessage, 'headers' | 'value'>;

/** A page of parked messages; `next` is absent on the last. */
export interface ParkedSummaryPage {
  readonly items: readonly ParkedSummary[];
  readonly next?: string;
}

/** The first messages of a parked key, whole; `more` where there are others behind. */
export interface ParkedKeyPage {
  readonly items: readonly ParkedMessage[];
  readonly more: boolean;
}

/** What a retry did, or that it goes on: ask again. */
export type RetryAnswer = { readonly running: true } | ({ readonly running: false } & RetriedKey);

const summaryOf = ({ headers: _headers, value: _value, ...summary }: ParkedMessage): ParkedSummary => summary;

/** What operators do about messages that could not be handled (pitfalls X1). Personal data stays sealed. */
@Controller('internal/parked')
export class ParkedController implements BeforeApplicationShutdown {
  private readonly retries = new LongRuns<RetriedKey>();

  constructor(
    @Inject(PARKING_LOT) private readonly lot: ParkingLot,
    @Inject(CONSUMERS) private readonly consumers: readonly CommitConsumer[],
  ) {}

  @Internal()
  @Get()
  async list(@Query() { group, limit, after }: ParkedQuery): Promise<ParkedSummaryPage> {
    const { items, next } = await this.lot.list(group, limit, after);
    return { items: items.map(summaryOf), ...(next !== undefined && { next }) };
  }

  @Internal()
  @Get(':group')
  async show(@Param() { group }: ParkedGroupDto, @Query() { key, limit }: ParkedKeyQuery): Promise<ParkedKeyPage> {
    const found = await this.lot.ofKey(group, key, limit + 1);
    if (found.length === 0) throw new ProblemException('not-found', 404);
    return { items: found.slice(0, limit), more: found.length > limit };
  }

  /** Handles the messages of a key again, in order, until one fails again. */
  @Internal()
  @Post(':group/retry')
  @HttpCode(200)
  async retry(
    @Param() { group }: ParkedGroupDto,
    @Query() { key }: ParkedKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RetryAnswer> {
    const consumer = this.consumerOf(group);
    const done = await this.retries.join(`${group}/${key}`, () => consumer.retryParked(key));
    if (done) return { running: false, ...done };
    reply.status(202);
    return { running: true };
  }

  /** Takes the first message of a key out, unhandled; those behind it stay until a retry. */
  @Internal()
  @Post(':group/skip')
  @HttpCode(200)
  async skip(@Param() { group }: ParkedGroupDto, @Query() { key }: ParkedKeyDto, @Body() { by, reason }: SkipParkedDto): Promise<ParkedSummary> {
    const skipped = await this.lot.skip(group, key, by, reason);
    if (!skipped) throw new ProblemException('not-found', 404);
    return summaryOf(skipped);
  }

  beforeApplicationShutdown(): void {
    this.retries.stop();
  }

  private consumerOf(group: string): CommitConsumer {
    const found = this.consumers.find((consumer) => consumer.health().groupId === group);
    if (found) return found;
    const detail = { zh: '本服务没有该消费组', en: 'This service runs no such consumer group' };
    throw new ProblemException('not-found', 404, { detail });
  }
}
