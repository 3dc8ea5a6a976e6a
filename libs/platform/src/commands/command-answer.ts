import { ApiProperty } from '@nestjs/swagger';
import type { Committed } from '@redress/command-handling';
import { versionToken } from '@redress/kernel';

/** What a command did. */
export class CommandAnswerDto {
  @ApiProperty({
    description: 'Read your writes: pass it as `atLeast` to a query',
    example: 'complaint-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@2',
  })
  version: string;

  @ApiProperty({ description: 'False where it was so already' })
  changed: boolean;
}

/** What a command did, with the token that lets the caller read it (decisions.md 19). */
export const commandAnswer = ({ streamId, version, changed }: Committed): CommandAnswerDto => ({
  version: versionToken(streamId, version),
  changed,
});
