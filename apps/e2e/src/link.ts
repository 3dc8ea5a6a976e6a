import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A connection through the link: both its ends. */
type Pair = readonly [Socket, Socket];

/**
 * The network between the services and one backing service: a TCP way on the loopback that can be cut and mended. It
 * needs no rights, unlike network namespaces, and cuts nobody else off.
 */
export class Link {
  private readonly pairs = new Set<Pair>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (near) => this.accept(near));
  }

  /** A way to a port of this machine. */
  static async open(target: number): Promise<Link> {
    const server = createServer();
    const link = new Link(server, target);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return link;
  }

  /** Where the way begins. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection and lets no new one through until it is mended. */
  cut(): void {
    this.isCut = true;
    for (const pair of this.pairs) this.end(pair);
  }

  mend(): void {
    this.isCut = false;
  }

  /** Ends every connection and listens no more. */
  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(near: Socket): void {
    if (this.isCut) {
      near.on('error', () => undefined).destroy();
      return;
    }
    const pair: Pair = [near, connect(this.target, '127.0.0.1')];
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => this.end(pair)).on('close', () => this.end(pair));
    }
    near.pipe(pair[1]).pipe(near);
  }

  private end(pair: Pair): void {
    this.pairs.delete(pair);
    for (const socket of pair) socket.destroy();
  }
}
