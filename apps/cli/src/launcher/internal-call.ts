import { createRequire } from 'node:module';

/** Loads what is needed for one call only: Nest takes its time, and other commands do without. */
const load = createRequire(__filename);

/** Who calls and with which secret. */
export interface Caller {
  readonly internalSecret: string;
}

const detailOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : '';

/**
 * Calls an internal endpoint of a service as the launcher.
 * @throws with the status and the problem's title when it does not answer 2xx within 30 s.
 */
export const internalCall = async (url: string, body: object, { internalSecret }: Caller): Promise<unknown> => {
  const { internalToken } = load('@redress/platform') as typeof import('@redress/platform');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await internalToken(internalSecret, 'launcher')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw new Error(`${new URL(url).pathname} answered ${response.status} ${detailOf(answer)}`.trim());
};
