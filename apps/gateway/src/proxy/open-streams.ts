import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Event streams that are open: they never end by themselves, so a shutdown ends them and the clients reconnect. */
export class OpenStreams {
  private readonly open = new Set<ServerResponse>();

  constructor(fastify: FastifyInstance) {
    fastify.addHook('preClose', (done) => {
      for (const response of this.open) response.destroy();
      done();
    });
  }

  /** Remembers a stream until it ends. */
  watch(response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
  }
}
