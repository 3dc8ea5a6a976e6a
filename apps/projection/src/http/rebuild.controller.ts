import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Internal } from '@redress/platform';
import type { CollectionDigest, Pointer, ProjectionEngine } from '@redress/projections';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ENGINE } from '../injection-tokens';
import { Rebuilding, sources, type Source } from '../rebuild/rebuilding';
import { answering } from './problems';

/** Where the rebuild reads. */
export class RebuildQuery {
  @IsOptional() @IsIn(sources) from: Source = 'topics';
}

/** Which generation; the live one when it is not said. */
export class DigestQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000_000) generation?: number;
}

/** A rebuild has begun. */
export interface RebuildBegun {
  readonly generation: number;
}

/** What a generation holds, per collection. */
export interface GenerationDigest {
  readonly generation: number;
  readonly collections: readonly CollectionDigest[];
}

/** For operators, over the command line: `redress projection rebuild` (invariant 10). */
@Controller('internal/projection')
export class RebuildController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    private readonly rebuilding: Rebuilding,
  ) {}

  @Internal()
  @Post('rebuild')
  @HttpCode(202)
  async begin(@Query() { from }: RebuildQuery): Promise<RebuildBegun> {
    return { generation: await answering(() => this.rebuilding.begin(from)) };
  }

  @Internal()
  @Get('rebuild')
  async progress(): Promise<Omit<Pointer, '_id'>> {
    const { _id, ...pointer } = await this.engine.pointer();
    return pointer;
  }

  @Internal()
  @Get('digest')
  async digest(@Query() { generation }: DigestQuery): Promise<GenerationDigest> {
    const asked = generation ?? (await this.engine.pointer()).live;
    return { generation: asked, collections: await this.engine.digest(asked) };
  }
}
