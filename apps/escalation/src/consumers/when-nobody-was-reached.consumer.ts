import type { DeliveryGivenUp, NobodyOnDuty } from '@redress/contracts';
import { ClimbEscalationRequest } from '../commands/climb-escalation.handler';
import type { Heard, Reaction } from './reaction';

/** Nobody holds the roles an escalation names: it climbs (decisions.md 12). */
export const whenNobodyOnDuty: Reaction<NobodyOnDuty> = ({ data, meta }) =>
  new ClimbEscalationRequest(data.complaintId, data.escalationId, 'nobodyOnDuty', meta);

/** A message about an escalation did not arrive: it climbs. Other messages climb nothing. */
export const whenDeliveryGivenUp = ({ data, meta }: Heard<DeliveryGivenUp>): ClimbEscalationRequest | undefined =>
  data.complaintId && data.escalationId
    ? new ClimbEscalationRequest(data.complaintId, data.escalationId, 'deliveryGivenUp', meta)
    : undefined;
