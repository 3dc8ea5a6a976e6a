import { Injectable } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addSuccessResponses } from './success-responses';
import { addValidatedShapes } from './validated-shapes';

/** What `infra/openapi/metadata.mjs` writes into an app's `openapi-metadata.ts`. */
export type OpenApiMetadata = () => Promise<Record<string, unknown>>;

/** The service's OpenAPI 3.1 document, built once from its controllers and DTOs. */
@Injectable()
export class OpenApiDocument {
  private document: OpenAPIObject | undefined;

  /** Builds it; to be called before the application listens. */
  async build(app: NestFastifyApplication, name: string, metadata?: OpenApiMetadata): Promise<void> {
    if (metadata) await this.describeTypes(metadata);
    const config = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle(`Redress ${name}`)
      .setVersion('1')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .addCookieAuth('redress_refresh', { type: 'apiKey', in: 'cookie' }, 'refresh')
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'staff')
      .build();
    this.document = SwaggerModule.createDocument(app, config, {
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    });
  }

  private async describeTypes(metadata: OpenApiMetadata): Promise<void> {
    const described = await metadata();
    await addValidatedShapes(described);
    await addSuccessResponses(described);
    await SwaggerModule.loadPluginMetadata(() => Promise.resolve(described));
  }

  /** @throws Error before it is built. */
  current(): OpenAPIObject {
    if (!this.document) throw new Error('the OpenAPI document is not built yet');
    return this.document;
  }
}
