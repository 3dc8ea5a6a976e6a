import type { SevereSuspected } from '@redress/contracts';
import { OpenSevereLadderRequest } from '../commands/open-severe-ladder.handler';
import type { Reaction } from './reaction';

/** Words in a text call the duty manager at once (decisions.md 11). */
export const whenSevereSuspected: Reaction<SevereSuspected> = ({ data, meta }) =>
  new OpenSevereLadderRequest(data.complaintId, data.suspectedAt, meta);
