import type { FastifyInstance } from 'fastify';
import { largestFileBytes } from '../plan-file/plan-file';

/** How a plan file is sent. */
export const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

/** Takes a plan file as it is: one text, bounded, read by `readPlanFile` and by nothing else before. */
export const acceptYaml = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser(
    yamlTypes,
    { parseAs: 'buffer', bodyLimit: largestFileBytes },
    (_request, body, done) => {
      try {
        done(null, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer));
      } catch {
        done(Object.assign(new Error('the file is not UTF-8'), { statusCode: 400, code: 'FST_ERR_CTP_NOT_UTF8' }));
      }
    },
  );
};
