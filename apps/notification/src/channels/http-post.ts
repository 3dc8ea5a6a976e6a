import { SendFailed } from './channel';

/** The longest a POST and the reading of its answer may take, milliseconds. */
const usualTimeoutMs = 10_000;
/** An answer is read as far as this, bytes; what stands behind it is not looked at. */
const mostAnswerBytes = 16_384;

/** What the other side answered. */
export interface HttpAnswer {
  readonly status: number;
  /** As far as it was read. */
  readonly text: string;
}

const readUpTo = async (response: Response, mostBytes: number): Promise<string> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  const body = response.body as AsyncIterable<Uint8Array> | null;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.byteLength;
    if (length >= mostBytes) break; // leaving the loop cancels the rest
  }
  return Buffer.concat(parts).subarray(0, mostBytes).toString();
};

/**
 * POSTs once, bounded in time. Redirects are not followed, so that a receiver cannot send a signed message elsewhere.
 * @throws SendFailed `http-scheme` · `http-timeout` · `http-unreachable`; any status is an answer
 */
export const httpPost = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs = usualTimeoutMs,
): Promise<HttpAnswer> => {
  if (!/^https?:\/\//i.test(url)) throw new SendFailed('http-scheme');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    return { status: response.status, text: await readUpTo(response, mostAnswerBytes) };
  } catch (error) {
    throw new SendFailed(signal.aborted ? 'http-timeout' : 'http-unreachable', { cause: error });
  }
};

/** @throws SendFailed for a status that is not a success; 429 is `rate-limited` like every other limit of a vendor */
export const assertTaken = ({ status }: HttpAnswer): void => {
  if (status === 429) throw new SendFailed('rate-limited');
  if (status < 200 || status > 299) throw new SendFailed(`http-${status}`);
};
