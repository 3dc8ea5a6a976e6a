import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

/** The complaint that concerns the same matter. */
export class LinkComplaintDto {
  /**
   * Id of the complaint that leads.
   * @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11"
   */
  @IsUUID() leadingId: string;
  /**
   * What shows that it is the same matter.
   * @example "两件投诉反映同一班游船超载。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) note?: string;
}

/** Which link is taken back, and why. */
export class UnlinkComplaintDto {
  /**
   * Id of the complaint at the other end of the link.
   * @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11"
   */
  @IsUUID() otherId: string;
  /**
   * Why it is another matter.
   * @example "核对时间后确认不是同一班船。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}

/** The complaint that answers this one as well, and why. */
export class MergeComplaintDto {
  /**
   * Id of the complaint that is handled for both.
   * @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11"
   */
  @IsUUID() leadingId: string;
  /**
   * What shows that this one repeats it.
   * @example "同一游客就同一事件重复投诉。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}

/** Why the complaint is handled on its own again. */
export class UnmergeComplaintDto {
  /** @example "核实后发现诉求不同，须单独处理。" */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}
