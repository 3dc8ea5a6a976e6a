import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';

/** A stream. */
export class StreamIdDto {
  @Matches(/^[a-z]{1,20}-[A-Za-z0-9-]{1,80}$/) streamId: string;
}

/** A part of a stream. */
export class StreamPageQuery {
  /** First version wanted. */
  @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000_000) from: number = 1;
  /** At most so many commits; a page ends earlier where it grows too large. */
  @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 100;
}

/** A part of the whole store, in relay order. */
export class StorePageQuery {
  /** The `next` of the page before, or a time to begin at. */
  @IsOptional() @IsISO8601({ strict: true }) afterRecordedAt?: string;
  @IsOptional() @Matches(/^[a-z]{1,20}-[A-Za-z0-9-]{1,80}$/) afterStreamId?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) afterVersion?: number;
  @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 100;
}
