import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { correlationHeader, currentTraceparent } from '@redress/platform';
import type { FastifyRequest } from 'fastify';

/** What a client may not tell a service: where it comes from is ours to say, its cookies are ours alone. */
const withheld =
  /^(x-forwarded-.*|forwarded|x-real-ip|cookie|proxy-.*|via|upgrade|te|trailer|keep-alive|expect|x-redress-.*)$/;

/** What a service may not tell a browser. */
const withheldFromBrowser = new Set([
  'set-cookie',
  'server',
  'x-powered-by',
  'connection',
  'keep-alive',
  'proxy-authenticate',
]);

const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

const without = (headers: IncomingHttpHeaders, isWithheld: (name: string) => boolean): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isWithheld(name)));

/** The headers a service gets: the client's without the hop's, and where the request came from. */
export const towardsService = (request: FastifyRequest, headers: IncomingHttpHeaders): IncomingHttpHeaders => ({
  ...without(headers, (name) => withheld.test(name)),
  [correlationHeader]: request.id,
  traceparent: currentTraceparent(headers['traceparent']) ?? newTraceparent(),
  'x-forwarded-for': request.ip,
  'x-forwarded-proto': request.protocol,
  'x-forwarded-host': request.host,
});

/** The headers a browser gets from a service. */
export const towardsBrowser = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  without(headers, (name) => withheldFromBrowser.has(name));
