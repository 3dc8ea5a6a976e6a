import type { EmbeddedService } from '@redress/backing-services';

/** A backing service that tests stop, freeze, kill and start again, on the same port and data. */
export class Backing<T extends EmbeddedService> {
  private constructor(
    private readonly launch: (port?: number) => Promise<T>,
    /** The service as it runs now, or ran last. */
    public now: T,
  ) {}

  static async start<T extends EmbeddedService>(launch: (port?: number) => Promise<T>): Promise<Backing<T>> {
    return new Backing(launch, await launch());
  }

  /** kill -9. */
  kill(): Promise<void> {
    return this.now.kill();
  }

  /** Starts it again after it was killed or ended. */
  async restart(): Promise<void> {
    this.now = await this.launch(this.now.port);
  }

  /** SIGSTOP: connections stay open and nothing answers. */
  freeze(): void {
    this.now.signal('SIGSTOP');
  }

  /** SIGCONT. */
  thaw(): void {
    this.now.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.now.stop();
  }
}
