import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** One value of a query or many of the same name: always a list. */
export const ListOf = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]));

/** `true` or `false` of a query as a yes or no; anything else is left as it is, and refused. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' || value === 'false' ? value === 'true' : value));

/** What every read can ask for. */
export class ReadQueryDto {
  /**
   * Versions that the answer must include, as commands answered them. It waits up to 2 s for them; what is still
   * missing then is named in the header `Redress-Lag`.
   * @example ["complaint-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@2"]
   */
  @ApiProperty({ type: [String], required: false, maxItems: 20 })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Za-z0-9-]{1,100}@[1-9]\d{0,9}$/, { each: true })
  atLeast?: string[];
}

/** Most items of a page: 50 when it is not said, 200 at most. */
export const PageLimit = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', required: false, default: 50, minimum: 1, maximum: 200 }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(200),
  );

/** Which part of a list is asked for. */
export class PageQueryDto extends ReadQueryDto {
  /** Most items of the page. */
  @PageLimit() limit: number = 50;
  /** `next` of the page before, unchanged. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}
