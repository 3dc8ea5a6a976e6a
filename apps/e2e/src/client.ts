import type { Account } from './stack';

/** An answer as the tests look at it. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Talks to the gateway as a visitor, or as staff after `signIn`. */
export class Client {
  private token?: string;

  constructor(
    private readonly gateway: () => string,
    private readonly account?: Account,
  ) {}

  async signIn(): Promise<this> {
    const { body } = await this.post<{ accessToken: string }>('/api/v1/auth/sign-in', { ...this.account });
    this.token = body.accessToken;
    return this;
  }

  get authorization(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  private async send<T>(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.gateway()}${path}`, {
      method,
      headers: {
        ...this.authorization,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T, headers: response.headers };
  }
}
