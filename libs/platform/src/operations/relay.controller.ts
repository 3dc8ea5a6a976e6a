import { Body, Controller, Get, HttpCode, Inject, Post, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { isRelayed, type RelayFindings, type RelayOperations, type RepublishState } from '@redress/relay';
import type { FastifyReply } from 'fastify';
import { Internal } from '../access/access.decorators';
import { LongRuns } from './long-runs';
import { RepublishDto } from './operations.dto';

/** Injects the service's RelayOperations. */
export const RELAY_OPERATIONS = Symbol('RELAY_OPERATIONS');

/** How far a republication is. */
export type RepublishAnswer = { readonly running: false } | ({ readonly running: true } & RepublishState);

/** What a comparison of store and topic found, or that it goes on: ask again. */
export type RelayVerification =
  { readonly running: true } | ({ readonly running: false; readonly relayed: boolean } & RelayFindings);

/** What operators do to the relay: refill a lost topic, compare it with the store (decisions.md 6). */
@Controller('internal/relay')
export class RelayController implements BeforeApplicationShutdown {
  private readonly verifications = new LongRuns<RelayFindings>();

  constructor(@Inject(RELAY_OPERATIONS) private readonly relay: RelayOperations) {}

  /** Orders the store to be published again; whatever process leads the relay does it, then goes on as before. */
  @Internal()
  @Post('republish')
  @HttpCode(202)
  async republish(@Body() { from }: RepublishDto): Promise<RepublishAnswer> {
    await this.relay.republish(from === undefined ? undefined : new Date(from).toISOString());
    return this.progress();
  }

  @Internal()
  @Get('republish')
  async progress(): Promise<RepublishAnswer> {
    const progress = await this.relay.progress();
    return progress ? { running: true, ...progress } : { running: false };
  }

  @Internal()
  @Get('verify')
  async verify(@Res({ passthrough: true }) reply: FastifyReply): Promise<RelayVerification> {
    const findings = await this.verifications.join('verify', (signal) => this.relay.verify(signal));
    if (findings) return { running: false, relayed: isRelayed(findings), ...findings };
    reply.status(202);
    return { running: true };
  }

  beforeApplicationShutdown(): void {
    this.verifications.stop();
  }
}
