import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One part of a request that is wrong. */
export class ProblemErrorDto {
  @ApiProperty({ enum: ['body', 'query', 'path', 'header'], description: 'The part of the request' })
  in: 'body' | 'query' | 'path' | 'header';

  @ApiProperty({ description: 'JSON pointer (RFC 6901) to the member', example: '/facts/illPeople' })
  pointer: string;

  @ApiProperty({ description: 'What is wrong with it, in the language asked for' })
  detail: string;
}

/** An error answer: `application/problem+json` (RFC 9457). */
export class ProblemDto {
  @ApiProperty({ description: 'Identifies the kind of problem', example: 'urn:redress:problem:validation-failed' })
  type: string;

  @ApiProperty({ description: 'The kind of problem in the language asked for' })
  title: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599 })
  status: number;

  @ApiPropertyOptional({ description: 'What went wrong this time' })
  detail?: string;

  @ApiProperty({ description: 'Finds the request in the logs' })
  correlationId: string;

  @ApiPropertyOptional({ type: [ProblemErrorDto], description: 'The parts of the request that are wrong' })
  errors?: ProblemErrorDto[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'What the refused rule adds' })
  details?: Record<string, unknown>;
}
