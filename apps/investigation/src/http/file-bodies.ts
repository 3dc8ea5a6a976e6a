import type { FastifyInstance } from 'fastify';

/** Longest body with a file in it, bytes: 10 MiB in base64, and the words about them. */
export const largestFileBody = 15_000_000;

const withFiles = new Set(['/api/v1/complaints/:id/evidence', '/api/v1/complaints/:id/materials']);

/** Lets the routes that take files have the bodies for it; all others stay as short as they are everywhere. */
export const acceptFiles = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && withFiles.has(route.url)) route.bodyLimit = largestFileBody;
  });
};
