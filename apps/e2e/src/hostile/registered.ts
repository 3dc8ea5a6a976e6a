import { ask } from './ask';
import type { World } from './world';

/** Registers a complaint as a visitor does. */
export const registered = async ({
  stack,
}: World): Promise<{ complaintId: string; complaintNo: string; trackingToken: string }> => {
  const request = {
    method: 'POST',
    path: '/api/v1/complaints',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"栈道结冰湿滑。"}',
  };
  const answer = await ask(stack.gateway, request);
  return JSON.parse(answer.text) as { complaintId: string; complaintNo: string; trackingToken: string };
};
