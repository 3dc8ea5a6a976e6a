import { IsString, Matches, MaxLength } from 'class-validator';

/** What everybody may read of how a complaint was handled. */
export class PublishResultDto {
  /**
   * What it is about.
   * @example "关于餐厅结账投诉的处理情况"
   */
  @IsString() @Matches(/\S/) @MaxLength(120) title: string;
  /**
   * What was found and done; without name, number or address of anybody.
   * @example "经查，收银系统重复计价，已退还多收款项并更换设备。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) text: string;
}

/** Why it is not shown any more. */
export class WithdrawPublicationDto {
  /** @example "内容有误，核实后重新公布。" */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}
