import {
  keyEncryptionFrom,
  keyReleasePath,
  MongoVault,
  PersonErased,
  PersonUnknown,
  type KeyRequest,
} from '@redress/personal-data';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from 'mongoose';

/** The key release of intake over a real vault, that can be taken away and given back. */
export interface VaultService {
  readonly url: string;
  readonly vault: MongoVault;
  /** Answers 503 from now on, or again as usual. */
  away(isAway: boolean): void;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<KeyRequest> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as KeyRequest;
};

/** Starts it on a free port. */
export const openVault = async (connection: Connection): Promise<VaultService> => {
  const vault = new MongoVault(connection, keyEncryptionFrom(randomBytes(32).toString('base64')));
  let isAway = false;
  const release = async (request: IncomingMessage): Promise<[number, object]> => {
    if (isAway) return [503, {}];
    if (request.url !== keyReleasePath || !request.headers.authorization?.startsWith('Bearer ')) return [401, {}];
    const { personId, createFor } = await bodyOf(request);
    try {
      const { key } = await vault.keyOf(personId, { ...(createFor !== undefined && { createFor }) });
      return [200, { personId, key: Buffer.from(key).toString('base64') }];
    } catch (error) {
      if (error instanceof PersonErased) return [410, {}];
      if (error instanceof PersonUnknown) return [404, {}];
      throw error;
    }
  };
  const server = createServer((request, response) => {
    release(request)
      .catch((): [number, object] => [500, {}])
      .then(([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vault,
    away: (now) => {
      isAway = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
