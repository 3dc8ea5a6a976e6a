import { callApi, problemIn } from './http-call';

/** A token lives ten minutes; a new one is asked for at half of it. Milliseconds. */
const renewAfterMs = 300_000;

/** Who signs in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface SignedIn {
  readonly accessToken: string;
  readonly staff: { readonly staffId: string };
}

/** The name or the password is wrong, or the gateway cannot sign anybody in now. */
export class SignInFailed extends Error {
  constructor(username: string, reason: string) {
    super(`${username} cannot sign in: ${reason}`);
    this.name = 'SignInFailed';
  }
}

/** A member of staff who is signed in through the gateway, and stays so. */
export class StaffSession {
  private signedIn?: { readonly at: number; readonly answer: Promise<SignedIn> };

  constructor(
    private readonly gateway: string,
    private readonly credentials: Credentials,
  ) {}

  /** A token that is good for minutes. @throws SignInFailed · ApiUnreachable */
  async token(): Promise<string> {
    return (await this.current()).accessToken;
  }

  /** @throws SignInFailed · ApiUnreachable */
  async staffId(): Promise<string> {
    return (await this.current()).staff.staffId;
  }

  /** Signs in anew at the next call: the token was refused. */
  forget(): void {
    delete this.signedIn;
  }

  private current(): Promise<SignedIn> {
    if (this.signedIn && performance.now() - this.signedIn.at < renewAfterMs) return this.signedIn.answer;
    const answer = this.signIn();
    this.signedIn = { at: performance.now(), answer };
    answer.catch(() => this.forget());
    return answer;
  }

  private async signIn(): Promise<SignedIn> {
    const answer = await callApi(`${this.gateway}/api/v1/auth/sign-in`, { body: this.credentials });
    if (answer.status !== 200) throw new SignInFailed(this.credentials.username, problemIn(answer).title);
    return answer.body as SignedIn;
  }
}
