import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { Measure, roles, SealedData } from '../shared';

@Contract('investigation')
export class ResolutionPlanProposed {
  @IsUUID() complaintId: string;
  /** Counts the proposals of the case from 1. */
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() proposedAt: string;
  @IsString() @MaxLength(80) proposedBy: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Measure)
  measures: Measure[];
  @ValidateNested() @Type(() => SealedData) description: SealedData;
  /** The role whose approval the plan demands; absent when it demands none. */
  @IsOptional() @IsIn(roles) approverRole?: (typeof roles)[number];
}

@Contract('investigation')
export class ResolutionPlanApproved {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() approvedAt: string;
  @IsString() @MaxLength(80) approvedBy: string;
}

@Contract('investigation')
export class ResolutionPlanRejected {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() rejectedAt: string;
  @IsString() @MaxLength(80) rejectedBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}

/** On approval, or at once where the plan demands none: the feedback clock starts (decisions.md 9). */
@Contract('investigation')
export class ResolutionPlanAdopted {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() adoptedAt: string;
}

/** A measure of the adopted plan is done; measures count from 1 in the order of the plan. */
@Contract('investigation')
export class MeasureCompleted {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) measureNo: number;
  @IsISO8601() completedAt: string;
  @IsString() @MaxLength(80) completedBy: string;
  @ValidateNested() @Type(() => SealedData) note: SealedData;
}
