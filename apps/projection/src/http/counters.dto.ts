import { ApiProperty } from '@nestjs/swagger';

const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** Complaints with a deadline that passed unmet. */
export class OverdueDto {
  @ApiProperty({ type: 'integer' }) complaints: number;
  /** @example { "acceptance": 2 } */
  @ApiProperty(counts) byDeadline: Record<string, number>;
}

/** Escalations of the site. */
export class EscalationCountsDto {
  /** Waiting for somebody now. */
  @ApiProperty({ type: 'integer' }) open: number;
  @ApiProperty({ type: 'integer' }) raised: number;
  @ApiProperty({ type: 'integer' }) acknowledged: number;
}

/** How many complaints there are, by what. They change in one step with the complaints themselves. */
export class CountersDto {
  siteId: string;
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: 'integer' }) open: number;
  /** Accepted and without a handler. */
  @ApiProperty({ type: 'integer' }) unassigned: number;
  /** Open, with words that look grave. */
  @ApiProperty({ type: 'integer' }) suspectedSevere: number;
  /** Open, and staff have not reached the complainant yet. */
  @ApiProperty({ type: 'integer' }) withoutContact: number;
  /** @example { "registered": 4, "accepted": 7 } */
  @ApiProperty(counts) byStatus: Record<string, number>;
  @ApiProperty(counts) byChannel: Record<string, number>;
  @ApiProperty(counts) openByStage: Record<string, number>;
  @ApiProperty(counts) openByLevel: Record<string, number>;
  @ApiProperty(counts) openByPriority: Record<string, number>;
  @ApiProperty(counts) openByCategory: Record<string, number>;
  overdue: OverdueDto;
  escalations: EscalationCountsDto;
}
