import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ProblemException, Public } from '@redress/platform';
import type { FastifyReply } from 'fastify';
import type { OpenApi } from './openapi-merge';
import { PublicDocument } from './public-document';

const assets = dirname(require.resolve('swagger-ui-dist/package.json'));

/** What the page loads, all from here. */
const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The page runs its own scripts only and asks this origin only. Swagger UI's icons are data: images. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Redress API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `window.addEventListener('load', () => {
  SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null, persistAuthorization: false });
});
`;

/** The interface's description, for programs and for people. */
@Public()
@ApiExcludeController()
@Controller('api')
export class DocsController {
  constructor(private readonly document: PublicDocument) {}

  @Get('openapi.json')
  @Header('cache-control', 'public, max-age=60')
  openApi(): Promise<OpenApi> {
    return this.document.current();
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pagePolicy)
  docs(): string {
    return page;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return start;
  }

  @Get('docs/:file')
  @Header('cache-control', 'public, max-age=86400')
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(files, file) ? files[file] : undefined;
    if (type === undefined) throw new ProblemException('not-found', 404);
    await reply.type(type).send(createReadStream(join(assets, file)));
  }
}
