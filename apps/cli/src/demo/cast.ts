import { setTimeout as sleep } from 'node:timers/promises';
import type { FirstAccount } from '../launcher/first-run';
import { ApiUnreachable, callApi, problemIn, type ApiAnswer } from '../public-api/http-call';
import { StaffSession } from '../public-api/staff-session';
import type { Act } from './acts';
import type { Player } from './deeds';

/** Tries of an act that cannot be done for now. */
const tries = 5;
const pauseMs = 200;

/** A token that was refused is one that has expired. */
const isForNow = (status: number): boolean => status === 401 || status === 408 || status === 429 || status >= 500;

const isForGood = (answer: ApiAnswer | undefined): boolean => answer !== undefined && !isForNow(answer.status);

const pauseAfter = (attempt: number): number => pauseMs * 2 ** attempt * (0.75 + Math.random() / 2);

const codeOf = (answer: ApiAnswer | undefined): string => (answer ? problemIn(answer).code : 'unreachable');

/** The demo's staff, signed in through the gateway. They can do what their accounts let them do, and nothing else. */
export class Cast {
  private readonly sessions = new Map<string, StaffSession>();

  constructor(
    private readonly gateway: string,
    accounts: readonly FirstAccount[],
  ) {
    for (const { username, password } of accounts) {
      this.sessions.set(username, new StaffSession(gateway, { username, password }));
    }
  }

  /** The session of a player. @throws Error when the deployment made no such account */
  session(player: Player): StaffSession {
    const session = this.sessions.get(player);
    if (!session) throw new Error(`the deployment has no account ${player}`);
    return session;
  }

  /** Does it, with patience. @returns undefined when it is done, else the code of the problem */
  async perform(complaintId: string, act: Act): Promise<string | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.post(complaintId, act);
      if (answer && answer.status < 400) return undefined;
      if (answer?.status === 401) this.session(act.by).forget();
      if (attempt === tries || isForGood(answer)) return codeOf(answer);
      await sleep(answer?.retryAfterMs ?? pauseAfter(attempt));
    }
  }

  /** Reads as a player. @throws ApiUnreachable · Error for any answer but 200 */
  async read<T>(by: Player, path: string): Promise<T> {
    const token = await this.session(by).token();
    const answer = await callApi(`${this.gateway}/api/v1/${path}`, { method: 'GET', token });
    if (answer.status !== 200) throw new Error(`${path.split('?')[0]} answered ${answer.status}`);
    return answer.body as T;
  }

  private async post(complaintId: string, { by, path, body, name }: Act): Promise<ApiAnswer | undefined> {
    const headers = { 'idempotency-key': `demo-${complaintId}-${name}`.slice(0, 120) };
    try {
      const token = await this.session(by).token();
      return await callApi(`${this.gateway}/api/v1/${path}`, { headers, body, token });
    } catch (error) {
      if (error instanceof ApiUnreachable) return undefined;
      throw error;
    }
  }
}
