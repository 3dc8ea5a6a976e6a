import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { channels, ComplaintFacts, locales, SealedData } from '../shared';

/** What kind of party complains. */
export const partyKinds = ['visitor', 'user', 'employee', 'interestedParty'] as const;
export type PartyKind = (typeof partyKinds)[number];

/** How a complainant can be reached. */
export const contactKinds = ['email', 'phone'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** A case that another body handed over: its number and its own due time stay beside ours (domain rule C15). */
export class OutsideCase {
  @IsString() @MaxLength(120) body: string;
  @IsString() @MaxLength(80) number: string;
  @IsOptional() @IsISO8601() replyBy?: string;
}

/** A complaint of four or more with one cause, who speak through representatives (domain rules C09, C13). */
export class JointComplaint {
  @IsInt() @Min(4) @Max(100_000) complainants: number;
  /** Names and contacts of one to five: `[{ name, phone?, email? }]`. */
  @ValidateNested() @Type(() => SealedData) representatives: SealedData;
}

/** A complaint was registered and has its number. */
@Contract('intake')
export class ComplaintRegistered {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(40) complaintNo: string;
  @IsIn(channels) channel: (typeof channels)[number];
  /** The true moment of receipt: every clock starts here. */
  @IsISO8601() receivedAt: string;
  @IsISO8601() registeredAt: string;
  /** The acceptance promise by the pinned plan (decisions.md 9). */
  @IsISO8601() acceptBy: string;
  /** `planId@version`: governs the complaint to its end (decisions.md 8). */
  @Matches(/^[\w-]+@\d+$/) planRef: string;
  @IsString() @MaxLength(60) calendarRef: string;
  /** The complainant, whose key seals the personal fields. */
  @IsUUID() personId: string;
  /** Name and contact: `{ name?, phone?, email?, anonymous? }`. */
  @ValidateNested() @Type(() => SealedData) complainant: SealedData;
  /** The complainant's own words. */
  @ValidateNested() @Type(() => SealedData) narrative: SealedData;
  @IsIn(locales) locale: (typeof locales)[number];
  /** Code of the place on the site, not free text. */
  @IsOptional() @IsString() @MaxLength(60) place?: string;
  /** When it happened, as stated. */
  @IsOptional() @IsISO8601() occurredAt?: string;
  @IsOptional() @IsIn(partyKinds) partyKind?: PartyKind;
  /** What the complainant asks for, in words. */
  @IsOptional() @ValidateNested() @Type(() => SealedData) need?: SealedData;
  /** Code of the receiving point where it was made in person. */
  @IsOptional() @IsString() @MaxLength(60) receivingPoint?: string;
  /** Who took it: `staff:<id>` of the receiver or the operator, where that is not who entered it. */
  @IsOptional() @IsString() @MaxLength(80) receivedBy?: string;
  /** Brought as a petition matter. */
  @IsOptional() @IsBoolean() petition?: boolean;
  @IsOptional() @ValidateNested() @Type(() => OutsideCase) outside?: OutsideCase;
  @IsOptional() @ValidateNested() @Type(() => JointComplaint) joint?: JointComplaint;
  /** Which wording of the confidentiality promise was given. */
  @IsOptional() @IsString() @MaxLength(20) confidentialityPromise?: string;
  @ValidateNested() @Type(() => ComplaintFacts) facts: ComplaintFacts;
  /** 64-bit similarity hash of the text, hex: not personal, used for surge (decisions.md 15). */
  @Matches(/^[0-9a-f]{16}$/) textSignature: string;
  /** SHA-256 of the tracking token, hex. */
  @Matches(/^[0-9a-f]{64}$/) trackingTokenHash: string;
  /** The token itself, for what is written to the complainant. */
  @IsOptional() @ValidateNested() @Type(() => SealedData) trackingToken?: SealedData;
  /** How the complainant can be written to or called, without the address; nothing where it is not known. */
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsIn(contactKinds, { each: true }) reachableBy?: ContactKind[];
  /** `visitor` or `staff:<id>`. */
  @IsString() @MaxLength(80) registeredBy: string;
}
