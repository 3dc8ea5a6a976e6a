import type { Role } from '@redress/contracts';

/** Who is signed in, as the gateway's token says. */
export interface StaffIdentity {
  readonly staffId: string;
  readonly siteId: string;
  readonly roles: readonly Role[];
  readonly name: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard on a route with @Roles. */
    staff?: StaffIdentity;
    /** Set by the access guard on a route with @Internal: the calling service. */
    callingService?: string;
  }
}
