import { setTimeout as sleep } from 'node:timers/promises';
import { ApiUnreachable, callApi, problemIn, type ApiAnswer, type Problem } from '../public-api/http-call';
import type { StaffSession } from '../public-api/staff-session';
import type { Submission } from './submission';

/** What became of a row that was sent. */
export type SentRow =
  | { readonly ok: true; readonly complaintNo: string; readonly complaintId: string }
  | { readonly ok: false; readonly column: string; readonly reason: string };

/** The server does not take anything any more: the import stops here and can be resumed. */
export class ImportStopped extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'ImportStopped';
  }
}

export interface RowSenderOptions {
  /** Where the gateway listens. */
  readonly gateway: string;
  /** Registers on behalf of visitors as this person, with channel and date; without, as visitors do. */
  readonly staff?: StaffSession;
  /** Takes the `date` of a row as the day of receipt; staff only. */
  readonly withDates?: boolean;
  /** Told about each wait that the server asked for, milliseconds. */
  readonly onWait?: (ms: number) => void;
}

/** Tries of a row that the server cannot take for now. */
const tries = 8;
/** Tries of a row that makes the server fail. */
const faultTries = 3;
const firstPauseMs = 250;
const longestPauseMs = 15_000;
/** Where the server names no time to wait, milliseconds. */
const usualWaitMs = 5_000;
/** The server refuses everything for so long: something else is wrong. Milliseconds. */
const longestRefusalMs = 15 * 60_000;

const columns: Readonly<Record<string, string>> = {
  text: 'text',
  category: 'category',
  place: 'site',
  channel: 'channel',
  receivedAt: 'date',
};

const columnOf = ({ code, errors }: Problem): string => {
  if (code === 'unknown-category') return 'category';
  if (code === 'received-in-the-future') return 'date';
  return columns[errors[0]?.pointer.split('/')[1] ?? ''] ?? '';
};

const reasonOf = ({ title, detail, errors }: Problem): string =>
  errors[0]?.detail || [title, detail].filter(Boolean).join(': ');

const isForNow = (status: number): boolean => status === 408 || status >= 500;

/** The day as its first instant in China, where the sites are. */
const receivedAt = (date: string): string => (date.length === 10 ? `${date}T00:00:00+08:00` : date);

/** Sends rows to the gateway and minds what it answers: waits where asked to, tries again what failed for now. */
export class RowSender {
  /** Categories the plan does not have; its own words decide for these rows. */
  readonly unknownCategories = new Map<string, number>();
  private waitUntil = 0;
  private lastTaken = performance.now();

  constructor(private readonly options: RowSenderOptions) {}

  /** @throws ImportStopped */
  async send(submission: Submission, key: string): Promise<SentRow> {
    const { category, ...rest } = submission;
    if (category === undefined || this.unknownCategories.has(category)) return this.sendWithout(submission, key);
    const first = await this.sendBody(submission, key);
    if (first.status < 400) return outcomeOf(first);
    // The key of a row that went in without its category earlier is used: by the same row.
    const { code } = problemIn(first);
    if (code !== 'unknown-category' && code !== 'idempotency-key-reused') return outcomeOf(first);
    const second = outcomeOf(await this.sendBody(rest, key));
    if (second.ok) this.count(category);
    return second;
  }

  private async sendWithout({ category, ...rest }: Submission, key: string): Promise<SentRow> {
    if (category !== undefined) this.count(category);
    return outcomeOf(await this.sendBody(rest, key));
  }

  private count(category: string): void {
    this.unknownCategories.set(category, (this.unknownCategories.get(category) ?? 0) + 1);
  }

  /** An answer that says yes or no for good. */
  private async sendBody(submission: Submission, key: string): Promise<ApiAnswer> {
    let failures = 0;
    for (;;) {
      await this.wait();
      const answer = await this.post(submission, key);
      if (answer instanceof ApiUnreachable || isForNow(answer.status)) {
        failures += 1;
        const last = this.enough(answer, failures);
        if (last) return last;
        await sleep(pauseAfter(failures, answer instanceof ApiUnreachable ? undefined : answer.retryAfterMs));
      } else if (answer.status === 429) this.refused(answer);
      else if (answer.status === 401 && this.options.staff && failures < tries) {
        failures += 1;
        this.options.staff.forget();
      } else {
        this.lastTaken = performance.now();
        return answer;
      }
    }
  }

  private async post(submission: Submission, key: string): Promise<ApiAnswer | ApiUnreachable> {
    const { gateway, staff, withDates } = this.options;
    const { channel, date, ...common } = submission;
    const headers = { 'idempotency-key': key };
    const url = `${gateway}/api/v1/complaints`;
    try {
      if (!staff) return await callApi(url, { headers, body: common });
      const dated = withDates && date !== undefined && { receivedAt: receivedAt(date) };
      const body = { ...common, channel: channel ?? 'import', ...dated };
      return await callApi(`${url}/on-behalf`, { headers, body, token: await staff.token() });
    } catch (error) {
      if (error instanceof ApiUnreachable) return error;
      throw error;
    }
  }

  /** The answer to settle for after so many failures; undefined while it is worth trying. @throws ImportStopped */
  private enough(answer: ApiAnswer | ApiUnreachable, failures: number): ApiAnswer | undefined {
    if (answer instanceof ApiUnreachable) {
      if (failures < tries) return undefined;
      throw new ImportStopped(answer.message, { cause: answer });
    }
    if (answer.status === 500) return failures < faultTries ? undefined : answer;
    if (failures < tries) return undefined;
    throw new ImportStopped(`${problemIn(answer).title} (${answer.status})`);
  }

  /** Too many at once: all rows wait as long as the server asks for. @throws ImportStopped */
  private refused({ retryAfterMs = usualWaitMs }: ApiAnswer): void {
    const now = performance.now();
    if (now - this.lastTaken > longestRefusalMs) throw new ImportStopped('the gateway takes no complaints from here');
    const until = now + Math.max(retryAfterMs, firstPauseMs);
    if (until <= this.waitUntil) return;
    this.waitUntil = until;
    this.options.onWait?.(retryAfterMs);
  }

  private async wait(): Promise<void> {
    for (;;) {
      const ms = this.waitUntil - performance.now();
      if (ms <= 0) return;
      await sleep(ms + Math.random() * 100);
    }
  }
}

const pauseAfter = (failures: number, asked: number | undefined): number =>
  Math.min(longestPauseMs, asked ?? firstPauseMs * 2 ** (failures - 1)) * (1 + Math.random() * 0.25);

const outcomeOf = (answer: ApiAnswer): SentRow => {
  if (answer.status < 400) {
    const { complaintNo, complaintId } = answer.body as { complaintNo: string; complaintId: string };
    return { ok: true, complaintNo, complaintId };
  }
  const problem = problemIn(answer);
  return { ok: false, column: columnOf(problem), reason: reasonOf(problem) };
};
