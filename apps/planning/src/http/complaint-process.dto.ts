import { ApiProperty } from '@nestjs/swagger';
import { deadlineKinds, type DeadlineKind } from '@redress/contracts';

/** A text in the languages of the product. */
export class PlanTextDto {
  zh: string;
  en?: string;
}

/** The unit that answers for complaints, and how to reach it. */
export class UnitDto {
  name: PlanTextDto;
  /** @example "游客服务中心值班室（24 小时）" */
  contact: string;
}

/** A chapter of the plan, Markdown. */
export class ChapterDto {
  /** @example "acceptanceProcess" */
  heading: string;
  text: PlanTextDto;
}

/** How long a step takes at most. */
export class StepLimitDto {
  @ApiProperty({ enum: deadlineKinds }) deadline: DeadlineKind;
  /** The step it counts from. */
  from: string;
  /**
   * As the plan writes it.
   * @example "3 workingDays"
   */
  within: string;
}

/** What a complaint can be about. */
export class CategoryDto {
  /** @example "food" */
  id: string;
  name: PlanTextDto;
  @ApiProperty({ type: () => [CategoryDto], required: false }) children?: CategoryDto[];
}

/** What holds after the result was told. */
export class AftercareDto {
  /**
   * How long an answer to the result counts.
   * @example "15 days"
   */
  answerWithin: string;
  /** How often a complainant who is not satisfied has the case reopened. */
  @ApiProperty({ type: 'integer' }) reopenings: number;
}

/** How complaints are handled, for everybody. */
export class ComplaintProcessDto {
  /** @example "complaint-emergency@1" */
  planRef: string;
  title: PlanTextDto;
  /** ISO 8601, UTC. */
  effectiveFrom: string;
  unit: UnitDto;
  chapters: ChapterDto[];
  /** Some complaints have shorter ones. */
  deadlines: StepLimitDto[];
  categories: CategoryDto[];
  aftercare: AftercareDto;
}
