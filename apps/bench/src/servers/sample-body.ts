import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** A body of ten fields, as a form has them. */
export class SampleDto {
  @IsString() @Matches(/\S/) @MaxLength(5_000) text: string;
  @IsOptional() @Matches(/^[\w-]{1,60}$/) category?: string;
  @IsOptional() @Matches(/^[\w-]{1,60}$/) place?: string;
  @IsString() @MaxLength(80) name: string;
  @Matches(/^[+(\d][\d\s()-]{4,29}$/) phone: string;
  @IsEmail() @MaxLength(254) email: string;
  @IsIn(['web', 'phone', 'letter']) channel: string;
  @IsISO8601() receivedAt: string;
  @IsInt() @Min(0) @Max(10_000) people: number;
  @IsBoolean() hurt: boolean;
}

/** A body that is taken. */
export const sampleBody: SampleDto = {
  text: '餐厅的饭菜不新鲜，吃完以后肚子疼。',
  category: 'food',
  place: 'north-gate',
  name: '王女士',
  phone: '13800000000',
  email: 'visitor@example.org',
  channel: 'web',
  receivedAt: '2026-03-02T09:00:00+08:00',
  people: 3,
  hurt: true,
};
