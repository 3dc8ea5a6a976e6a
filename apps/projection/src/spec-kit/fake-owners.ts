import type { PublishedCommit } from '@redress/kernel';
import { keysReleasePath, type PersonKey, type ReleasedKeys } from '@redress/personal-data';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Plays the services that own streams and keys: stream pages and key release, as their HTTP answers look. */
export class FakeOwners {
  private readonly keys = new Map<string, PersonKey | 'erased'>();
  private commits: PublishedCommit[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));
  /** How many keys each request for many asked for. */
  readonly batches: number[] = [];
  /** While false, no key can be had. */
  releasesKeys = true;

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo | null)?.port ?? 0}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  know(...keys: PersonKey[]): void {
    for (const key of keys) this.keys.set(key.personId, key);
  }

  erase({ personId }: PersonKey): void {
    this.keys.set(personId, 'erased');
  }

  keep(commits: readonly PublishedCommit[]): void {
    this.commits.push(...commits);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [status, body] = pathname.startsWith('/internal/streams')
      ? [200, this.pageOf(decodeURIComponent(pathname.slice('/internal/streams'.length + 1)), searchParams)]
      : await this.release(request, pathname === keysReleasePath);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private pageOf(streamId: string, query: URLSearchParams): { commits: PublishedCommit[] } {
    const from = Number(query.get('from') ?? 1);
    const of = this.commits.filter(({ envelope }) => streamId === '' || envelope.streamId === streamId);
    return { commits: of.filter(({ envelope }) => envelope.version >= from) };
  }

  private async release(request: IncomingMessage, many: boolean): Promise<[number, object]> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as { personId: string; personIds: string[] };
    if (!this.releasesKeys) return [503, {}];
    return many ? [200, this.releasedKeys(asked.personIds)] : this.releasedKey(asked.personId);
  }

  private releasedKey(personId: string): [number, object] {
    const key = this.keys.get(personId);
    if (key === 'erased') return [410, {}];
    return key ? [200, released(key)] : [404, {}];
  }

  private releasedKeys(personIds: readonly string[]): ReleasedKeys {
    this.batches.push(personIds.length);
    const known = personIds.map((personId) => this.keys.get(personId));
    return {
      keys: known.flatMap((key) => (key === undefined || key === 'erased' ? [] : [released(key)])),
      erased: personIds.filter((personId) => this.keys.get(personId) === 'erased'),
    };
  }
}

const released = ({ personId, key }: PersonKey) => ({ personId, key: Buffer.from(key).toString('base64') });
