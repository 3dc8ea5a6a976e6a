import type { KeyObject } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem.exception';
import { accessKey, type Access } from './access.decorators';
import { verifyInternalToken } from './internal-token';
import { TokenRefused, verifyStaffToken } from './staff-token';

/** Injects the keys that tokens are checked with. */
export const ACCESS_KEYS = Symbol('ACCESS_KEYS');

export interface AccessKeys {
  readonly staffPublicKey: KeyObject;
  readonly internalSecret: string;
}

const bearerOf = (request: FastifyRequest): string => {
  const match = /^Bearer ([A-Za-z0-9_.-]{1,4096})$/i.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw new TokenRefused('no bearer token');
  return match[1];
};

const unauthenticated = (): ProblemException =>
  new ProblemException('unauthenticated', 401, { headers: { 'www-authenticate': 'Bearer' } });

/** Lets in who the route's access rule names, and notes on the request who it is. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(ACCESS_KEYS) private readonly keys: AccessKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new ProblemException('forbidden', 403);
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      await this.identify(rule, request);
    } catch (error) {
      throw error instanceof TokenRefused ? unauthenticated() : error;
    }
    return true;
  }

  private async identify(rule: Exclude<Access, { kind: 'public' }>, request: FastifyRequest): Promise<void> {
    if (rule.kind === 'internal') {
      request.callingService = await verifyInternalToken(bearerOf(request), this.keys.internalSecret);
      return;
    }
    const staff = await verifyStaffToken(bearerOf(request), this.keys.staffPublicKey);
    const allowed = rule.roles.length === 0 || rule.roles.some((role) => staff.roles.includes(role));
    if (!allowed) throw new ProblemException('forbidden', 403);
    request.staff = staff;
  }
}
