import { Inject, Injectable } from '@nestjs/common';
import { parseVersionToken } from '@redress/kernel';
import type { ProjectionEngine, WantedVersion } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { ENGINE } from '../injection-tokens';

/** Names the versions that an answer does not include yet (decisions.md 19). */
export const lagHeader = 'Redress-Lag';

const waitMs = 2000;

/** Lets a read wait for what its caller has written. */
@Injectable()
export class ReadYourWrites {
  constructor(@Inject(ENGINE) private readonly engine: ProjectionEngine) {}

  /** Waits up to 2 s for the versions; what is still missing goes into the answer's header. */
  async wait(atLeast: readonly string[] | undefined, reply: FastifyReply): Promise<void> {
    if (!atLeast || atLeast.length === 0) return;
    const wanted = atLeast.map(parseVersionToken).filter((token): token is WantedVersion => token !== undefined);
    const missing = await this.engine.waitFor(wanted, waitMs);
    if (missing.length > 0) reply.header(lagHeader, missing.join(', '));
  }
}
