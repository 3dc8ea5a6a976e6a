import { Controller, Get, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { Internal, LongRuns } from '@redress/platform';
import type { FastifyReply } from 'fastify';
import { EvidenceCheck, type EvidenceFindings } from '../evidence/evidence-check';

/** What a walk through all evidence found, or that it goes on: ask again. */
export type EvidenceVerification = { readonly running: true } | ({ readonly running: false } & EvidenceFindings);

/** What operators ask of the evidence: whether the bytes are still what was put on record (pitfalls F18). */
@Controller('internal/evidence')
export class EvidenceCheckController implements BeforeApplicationShutdown {
  private readonly walks = new LongRuns<EvidenceFindings>();

  constructor(private readonly check: EvidenceCheck) {}

  @Internal()
  @Get('verify')
  async verify(@Res({ passthrough: true }) reply: FastifyReply): Promise<EvidenceVerification> {
    const found = await this.walks.join('verify', (signal) => this.check.run(signal));
    if (found) return { running: false, ...found };
    reply.status(202);
    return { running: true };
  }

  beforeApplicationShutdown(): void {
    this.walks.stop();
  }
}
