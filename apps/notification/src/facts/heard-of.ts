import { TransientFault } from '@redress/kernel';
import type { MessageFacts } from './message-facts';

/**
 * Topics of two services come in any order: what is said of a complaint waits until the complaint itself was heard of.
 * @throws TransientFault while it was not
 */
export const assertHeardOf = async (facts: MessageFacts, complaintId: string): Promise<void> => {
  if ((await facts.numberOf(complaintId)) === undefined) throw new TransientFault('the complaint was not heard of yet');
};
