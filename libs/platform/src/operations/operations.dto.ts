import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const groupName = /^[a-z][a-z0-9-]{0,79}$/;

/** Names a consumer group. */
export class ParkedGroupDto {
  @Matches(groupName) group: string;
}

/**
 * Names a parked key of a group; in the query, as a path cannot hold every key.
 */
export class ParkedKeyDto {
  /** The Kafka key: mostly a complaintId, but what could not be read may have any, the empty one too. */
  @IsString() @MaxLength(4_000) key: string;
}

/** Which parked messages. */
export class ParkedQuery {
  @IsOptional() @Matches(groupName) group?: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 50;
  /** The `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** How many messages of a key are shown; each may be 256 KiB. */
export class ParkedKeyQuery extends ParkedKeyDto {
  @Type(() => Number) @IsInt() @Min(1) @Max(20) limit: number = 5;
}

/** Who skips a message, and why; both are kept. */
export class SkipParkedDto {
  @IsString() @Matches(/\S/) @MaxLength(80) by: string;
  @IsString() @Matches(/\S/) @MaxLength(500) reason: string;
}

/** From when on a store is published again. */
export class RepublishDto {
  /** recordedAt; from the beginning when it is absent. */
  @IsOptional() @IsISO8601({ strict: true }) from?: string;
}
