import { createHmac, type KeyObject } from 'node:crypto';
import type { CommandMeta } from '@redress/command-handling';
import type { Clock } from '@redress/kernel';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { v5, v7 } from 'uuid';
import type { StaffIdentity } from '../access/staff';
import { ProblemException } from '../problems/problem.exception';
import { currentTraceparent } from '../tracing/start-tracing';

declare module 'fastify' {
  interface FastifyInstance {
    /** What `commandMeta` needs of the service's configuration. */
    commandDefaults: { readonly siteId: string; readonly digestKey: KeyObject };
  }
}

/** The namespace of command ids made from idempotency keys; never to be changed. */
const commandNamespace = '5d1c3f62-6a0e-4b7f-9a51-0e6f5d2b7c11';

const idempotencyKeyOf = (request: FastifyRequest): string | undefined => {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,120}$/.test(given)) return given;
  const detail = {
    zh: 'Idempotency-Key 须为 1 至 120 个可见 ASCII 字符',
    en: 'Idempotency-Key must have 1 to 120 visible ASCII characters',
  };
  throw new ProblemException('bad-request', 400, { detail });
};

/** HMAC of what was asked, so that one key cannot stand for two requests (decisions.md 18). */
const digestOf = (request: FastifyRequest, actor: string): string => {
  const path = request.url.split('?', 1)[0];
  const asked = canonicalize([actor, request.method, path, request.body ?? null]) ?? '';
  return createHmac('sha256', request.server.commandDefaults.digestKey).update(asked).digest('base64url');
};

const actorOf = (request: FastifyRequest, staff?: StaffIdentity): string => {
  if (staff) return `staff:${staff.staffId}`;
  return request.callingService ? `system:${request.callingService}` : 'visitor';
};

/**
 * Where the command of a request comes from. With an Idempotency-Key the command id is made from the key, the site
 * and the actor, so that a repeat is the same command and nobody meets the key of another; without, it is fresh.
 * The site is the staff member's, else the service's default one.
 * @throws ProblemException 400 for a malformed Idempotency-Key.
 */
export const commandMeta = (request: FastifyRequest, clock: Clock, staff?: StaffIdentity): CommandMeta => {
  const key = idempotencyKeyOf(request);
  const actor = actorOf(request, staff);
  const siteId = staff?.siteId ?? request.server.commandDefaults.siteId;
  const commandId = key === undefined ? v7() : v5(JSON.stringify([siteId, actor, key]), commandNamespace);
  const traceparent = currentTraceparent(request.headers['traceparent']);
  return {
    commandId,
    siteId,
    actor,
    correlationId: request.id,
    causationId: commandId,
    occurredAt: clock.now(),
    ...(clock.ref ? { clockRef: clock.ref } : {}),
    ...(traceparent ? { traceparent } : {}),
    ...(key === undefined ? {} : { requestDigest: digestOf(request, actor) }),
  };
};
