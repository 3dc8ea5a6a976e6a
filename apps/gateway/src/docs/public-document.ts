import { safeError, type OpenApiDocument } from '@redress/platform';
import { Logger } from '@nestjs/common';
import { services, urlOf, type GatewayConfig, type Service } from '../config';
import { routes } from '../proxy/routes';
import { mergeDocuments, type NamedDocument, type OpenApi } from './openapi-merge';

/** How long a merged document is good, in milliseconds; shorter while a service is missing from it. */
const freshMs = 60_000;
const incompleteMs = 2_000;
const fetchMs = 2_000;
const mostBytes = 4 * 1024 * 1024;

/** Fastify writes `:id` and `*`, OpenAPI `{id}`. */
const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '\\{[^/]+\\}' : part === '*' ? '.+' : part))
      .join('/')}$`,
  );

const forwarded = routes.map(({ method, url }) => ({ method: method.toLowerCase(), pattern: patternOf(url) }));

const isForwarded = (method: string, path: string): boolean =>
  forwarded.some((route) => route.method === method && route.pattern.test(path));

const isOpenApi = (value: unknown): value is OpenApi =>
  typeof value === 'object' && value !== null && String((value as OpenApi)['openapi']).startsWith('3.1');

/** The document of the whole public interface, merged out of those of the services and kept for a minute. */
export class PublicDocument {
  private readonly log = new Logger('openapi');
  private readonly known = new Map<Service, OpenApi>();
  private merged: { document: OpenApi; until: number } | undefined;
  private running: Promise<OpenApi> | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly own: OpenApiDocument,
  ) {}

  /** The document; a service that cannot be asked is in it as it was last, or not at all. */
  async current(): Promise<OpenApi> {
    if (this.merged && this.merged.until > Date.now()) return this.merged.document;
    this.running ??= this.refresh().finally(() => (this.running = undefined));
    return this.running;
  }

  private async refresh(): Promise<OpenApi> {
    await Promise.all(services.map((service) => this.fetch(service)));
    const own = JSON.parse(JSON.stringify(this.own.current())) as OpenApi;
    const documents: NamedDocument[] = [
      { name: 'gateway', document: own },
      ...services.flatMap((name) => {
        const document = this.known.get(name);
        return document ? [{ name, document }] : [];
      }),
    ];
    const document = mergeDocuments(
      this.head(own),
      documents,
      (method, path) => isForwarded(method, path) || own.paths?.[path] !== undefined,
    );
    const complete = services.every((service) => this.known.has(service));
    this.merged = { document, until: Date.now() + (complete ? freshMs : incompleteMs) };
    return document;
  }

  private head(own: OpenApi): Record<string, unknown> {
    return {
      openapi: own['openapi'],
      info: {
        title: 'Redress',
        version: '1',
        description: 'Complaints of visitors and their emergency plan. Errors are application/problem+json (RFC 9457).',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/' }],
    };
  }

  private async fetch(service: Service): Promise<void> {
    try {
      const answer = await fetch(`${urlOf(this.config, service)}/openapi.json`, {
        signal: AbortSignal.timeout(fetchMs),
        redirect: 'error',
      });
      const text = await answer.text();
      const document: unknown = answer.ok && text.length <= mostBytes ? JSON.parse(text) : undefined;
      if (isOpenApi(document)) this.known.set(service, document);
    } catch (error) {
      this.log.debug({ service, error: safeError(error).name });
    }
  }
}
