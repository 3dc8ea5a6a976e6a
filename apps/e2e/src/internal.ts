import { internalToken } from '@redress/platform';

/** A question, or an order with a body, from one of the deployment's own. @throws when the answer is no success */
export const askInternally = async <T>(url: string, secret: string, body?: object): Promise<T> => {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${await internalToken(secret, 'tester')}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};
