import type { Role } from '@redress/contracts';
import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExcludeEndpoint, ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../problems/api-problems';
import type { StaffIdentity } from './staff';

/** Who may call a route. A route that says nothing is refused at start-up (default deny). */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'internal' }
  | { readonly kind: 'staff'; readonly roles: readonly Role[] };

export const accessKey = 'redress:access';

const access = (rule: Access) => SetMetadata(accessKey, rule);

/** Staff who hold one of the roles; with none named, anybody signed in. On a method or a controller. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  applyDecorators(access({ kind: 'staff', roles }), ApiBearerAuth('staff'), ApiProblems(401, 403));

/** Anybody, signed in or not. */
export const Public = (): MethodDecorator & ClassDecorator => applyDecorators(access({ kind: 'public' }));

/** The route reads the token that shows who complains; a header of its own, so that it lies in no address. */
export const TrackingTokenHeader = (): MethodDecorator =>
  ApiHeader({ name: 'Tracking-Token', required: true, description: 'As it was told at registration, and only there' });

/** Other services only, with a token of `internalToken`; under `/internal/`, which the gateway never forwards. */
export const Internal = (): MethodDecorator => applyDecorators(access({ kind: 'internal' }), ApiExcludeEndpoint());

const present = <T>(value: T | undefined, route: string): T => {
  if (value === undefined) throw new Error(`${route} asks for a caller, but its access rule does not identify one`);
  return value;
};

/** The signed-in person, on a route with @Roles. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext): StaffIdentity => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return present(request.staff, context.getHandler().name);
});

/** The name of the calling service, on a route with @Internal. */
export const CallingService = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return present(request.callingService, context.getHandler().name);
});
