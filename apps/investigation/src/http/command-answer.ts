import type { Committed } from '@redress/command-handling';
import { versionToken } from '@redress/kernel';
import type { CommandAnswerDto } from './case-commands.dto';

/** What a command did, with the token that lets the caller read it (decisions.md 19). */
export const commandAnswer = ({ streamId, version, changed }: Committed): CommandAnswerDto => ({
  version: versionToken(streamId, version),
  changed,
});
