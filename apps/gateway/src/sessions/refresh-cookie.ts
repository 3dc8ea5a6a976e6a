import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefreshToken } from './sessions';

const name = 'redress_refresh';
const path = '/api/v1/auth';

/** A browser talks to the machine it runs on: no TLS to ask for. */
const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(hostname);

/** Gives the browser its refresh token; scripts cannot read it, other sites cannot send it. */
export const setRefreshCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  { token, expiresAt }: RefreshToken,
): void => {
  reply.setCookie(name, token, {
    httpOnly: true,
    sameSite: 'strict',
    path,
    secure: !isLoopback(request.hostname),
    expires: expiresAt,
  });
};

/** Makes the browser forget its refresh token. */
export const clearRefreshCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(name, { httpOnly: true, sameSite: 'strict', path, secure: !isLoopback(request.hostname) });
};

/** The refresh token a request brings, when it has the form of one. */
export const refreshTokenOf = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[name];
  return token !== undefined && /^[0-9a-f-]{36}\.[\w-]{43}$/.test(token) ? token : undefined;
};
