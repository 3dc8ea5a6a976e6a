import { Type } from 'class-transformer';
import { IsEmail, IsObject, IsOptional, IsUrl, Matches, MaxLength, ValidateNested } from 'class-validator';

const address = { protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true };

/** Where messages are posted to, signed as Standard Webhooks. */
export class WebhookDto {
  /** @example "https://im.site.example/hooks/duty" */
  @IsUrl(address) @MaxLength(500) url: string;
  /**
   * What signs them: `whsec_` and 24 to 64 bytes in base64.
   * @example "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
   */
  @Matches(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/) secret: string;
}

/** A robot of a WeCom group chat. */
export class WecomRobotDto {
  /**
   * Its address with its key.
   * @example "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
   */
  @IsUrl(address) @MaxLength(500) url: string;
}

/** A robot of a DingTalk group chat whose security setting is the signature (加签). */
export class DingtalkRobotDto {
  /**
   * Its address with its access token.
   * @example "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef"
   */
  @IsUrl(address) @MaxLength(500) url: string;
  /**
   * What signs the messages.
   * @example "SEC0123456789abcdef0123456789abcdef"
   */
  @Matches(/^SEC[A-Za-z0-9]{16,120}$/) secret: string;
}

/** A robot of a Feishu group chat whose security setting is the signature (签名校验). */
export class FeishuRobotDto {
  /** @example "https://open.feishu.cn/open-apis/bot/v2/hook/01234567-89ab-cdef-0123-456789abcdef" */
  @IsUrl(address) @MaxLength(500) url: string;
  /**
   * What signs the messages.
   * @example "0123456789abcdefABCDEF"
   */
  @Matches(/^[\w-]{8,120}$/) secret: string;
}

/** A mobile phone that takes texts. */
export class SmsDto {
  /**
   * With its country (E.164), or a number of the Chinese mainland without.
   * @example "13800000000"
   */
  @Matches(/^(\+[1-9]\d{6,14}|1[3-9]\d{9})$/) mobile: string;
}

/** How a staff member is reached besides the inbox. It is stored encrypted and told to nobody. */
export class DutyContactDto {
  /** @example "li.wei@site.example" */
  @IsOptional() @IsEmail() @MaxLength(254) email?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => WebhookDto) webhook?: WebhookDto;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => WecomRobotDto) wecom?: WecomRobotDto;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => DingtalkRobotDto) dingtalk?: DingtalkRobotDto;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => FeishuRobotDto) feishu?: FeishuRobotDto;
  /** Used where the deployment has a gateway for texts. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => SmsDto) sms?: SmsDto;
}
