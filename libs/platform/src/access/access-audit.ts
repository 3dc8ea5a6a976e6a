import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { accessKey, type Access } from './access.decorators';

const pathKey = 'path';
const methodKey = 'method';

/** Refuses to start a service that has a route without an access rule, or an internal one outside `/internal`. */
@Injectable()
export class AccessAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) return [];
      return this.faultsOf(metatype as Type<unknown>, Object.getPrototypeOf(instance) as Record<string, unknown>);
    });
    if (faults.length > 0) throw new Error(`routes without a usable access rule: ${faults.join(', ')}`);
  }

  private faultsOf(controller: Type<unknown>, prototype: Record<string, unknown>): string[] {
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const path = this.reflector.get<string | string[] | undefined>(pathKey, handler);
      if (path === undefined) return [];
      const base = this.reflector.get<string | string[] | undefined>(pathKey, controller) ?? '';
      const route = `${String(base)}/${String(path)}`.replace(/\/+/g, '/').replace(/^\/?/, '/');
      const rule = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [handler, controller]);
      const wrongPlace = rule && (rule.kind === 'internal') !== route.startsWith('/internal/');
      const method = RequestMethod[this.reflector.get<number>(methodKey, handler)] ?? '';
      return rule && !wrongPlace ? [] : [`${method} ${route} (${controller.name}.${name})`];
    });
  }
}
