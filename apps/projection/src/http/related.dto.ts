import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsEmail,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { statuses, type Status } from '../projections/stage';
import { offerReasons, type OfferReason } from '../queries/likeness';
import { OtherComplaintDto } from './complaint-item.dto';
import { ReadQueryDto } from './read-query.dto';

/** How far is looked, and how much is wanted. */
export class RelatedQueryDto extends ReadQueryDto {
  /** How many days before and after the receipt a likely duplicate, or a complaint of the same place, was received. */
  @ApiProperty({ type: 'integer', required: false, default: 30, minimum: 1, maximum: 366 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days: number = 30;
  /** Most complaints of each group. */
  @ApiProperty({ type: 'integer', required: false, default: 10, minimum: 1, maximum: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 10;
}

/** How the person at the desk can be reached. */
export class KnownContactDto {
  /** @example "13800000000" */
  @IsOptional() @IsString() @MaxLength(40) phone?: string;
  @IsOptional() @IsEmail() @MaxLength(254) email?: string;
}

/** A complaint that is being entered. Nothing of it is stored. */
export class SimilarComplaintDto {
  /** @example "游船超载，没有救生衣。" */
  @IsString() @Matches(/\S/) @MaxLength(5_000) text: string;
  /**
   * Code of the place.
   * @example "pier-2"
   */
  @IsOptional() @IsString() @MaxLength(60) place?: string;
  /** @example "food" */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) category?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => KnownContactDto) contact?: KnownContactDto;
  /** When it was received; now, when it is not said. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(40) receivedAt?: string;
}

/** A complaint that may have to do with it. */
export class OfferedComplaintDto extends OtherComplaintDto {
  @ApiProperty({ enum: statuses }) status: Status;
  open: boolean;
  receivedAt: string;
  place?: string;
  category?: string;
  /** The complaint that answers it, where it was merged: the one to merge into. */
  mergedInto?: OtherComplaintDto;
  /** How alike the texts are, 1 for the same; of likely duplicates only. */
  similarity?: number;
  /** Why it is offered. */
  @ApiProperty({ enum: offerReasons, isArray: true }) because: OfferReason[];
}

/** Some of what was found. */
export class OfferGroupDto {
  items: OfferedComplaintDto[];
  /** Whether there is more than is shown. */
  more: boolean;
}

/** What may have to do with a complaint. */
export class OffersDto {
  /** Likely the same matter, the most alike first. */
  duplicates: OfferGroupDto;
  /** Of whoever has the same phone or e-mail, latest first; absent where the reader may not know who complains. */
  samePerson?: OfferGroupDto;
  /** About the same place, latest first. */
  samePlace: OfferGroupDto;
}
