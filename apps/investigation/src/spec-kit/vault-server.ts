import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStoreConnection } from '@redress/event-store';
import { keyEncryptionFrom, keyReleasePath, MongoVault, PersonErased, type KeyRequest } from '@redress/personal-data';
import { verifyInternalToken } from '@redress/platform';

/** Intake's vault over HTTP, on a database of its own: what investigation asks for keys. */
export interface VaultServer {
  readonly url: string;
  readonly vault: MongoVault;
  /** While true, every request gets 503. */
  away: boolean;
  stop(): Promise<void>;
}

/** Starts the vault of a spec. */
export const startVault = async (mongoUri: string, dbName: string, secret: string): Promise<VaultServer> => {
  const connection = await openStoreConnection(mongoUri, dbName);
  const vault = new MongoVault(connection, keyEncryptionFrom(Buffer.alloc(32, 7).toString('base64')));
  const release = async (body: string, authorization = ''): Promise<{ status: number; body?: object }> => {
    await verifyInternalToken(authorization.replace('Bearer ', ''), secret);
    if (state.away) return { status: 503 };
    const { personId, createFor } = JSON.parse(body) as KeyRequest;
    try {
      const { key } = await vault.keyOf(personId, createFor === undefined ? {} : { createFor });
      return { status: 200, body: { personId, key: Buffer.from(key).toString('base64') } };
    } catch (error) {
      return { status: error instanceof PersonErased ? 410 : 404 };
    }
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void release(Buffer.concat(parts).toString(), request.headers.authorization)
        .catch(() => ({ status: 401, body: undefined }))
        .then(({ status, body }) => {
          response.writeHead(request.url === keyReleasePath ? status : 404, { 'content-type': 'application/json' });
          response.end(JSON.stringify(body ?? {}));
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await connection.dropDatabase();
    await connection.close();
  };
  const state: VaultServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vault,
    away: false,
    stop,
  };
  return state;
};
