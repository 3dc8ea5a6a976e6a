import type { OnApplicationShutdown } from '@nestjs/common';
import { TransientFault } from '@redress/kernel';
import { join } from 'node:path';
import Piscina from 'piscina';
import type { PageDescription } from './page-description';

/** What is printed, with the footer of every page. */
export interface PrintedDocument {
  readonly definition: PageDescription;
  /** `{page}` and `{pages}` stand for the numbers; the margin as in the page description, points. */
  readonly footer: {
    readonly left: string;
    readonly right: string;
    readonly margin: readonly [number, number, number, number];
  };
}

/** Too many documents are being made, or one took too long: ask again. */
export class PrintingBusy extends TransientFault {
  constructor(message: string) {
    super(message);
    this.name = 'PrintingBusy';
  }
}

/** Documents that may wait for the thread; more are told to come back. */
const mostWaiting = 20;
/** Longest time one document may wait and take, milliseconds: the gateway waits for 15 s. */
const defaultLongestMs = 12_000;
/** An idle thread with its fonts is kept this long, milliseconds. */
const idleMs = 60_000;

/**
 * Prints documents as PDF in a thread of its own: laying out a page of Chinese takes a good 100 ms of pure computing,
 * during which no other request would be answered. Fonts are embedded with the letters used only.
 */
export class PdfRenderer implements OnApplicationShutdown {
  private readonly pool = new Piscina<PrintedDocument, Uint8Array>({
    filename: join(__dirname, 'render-worker.cjs'),
    minThreads: 0,
    maxThreads: 1,
    maxQueue: mostWaiting,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });

  /** @param longestMs longest time one document may wait and take, milliseconds */
  constructor(private readonly longestMs = defaultLongestMs) {}

  /** @throws PrintingBusy (a TransientFault) when too many wait, or it took too long */
  async render(document: PrintedDocument): Promise<Uint8Array> {
    const signal = AbortSignal.timeout(this.longestMs);
    try {
      return await this.pool.run(document, { signal });
    } catch (error) {
      if (signal.aborted) throw new PrintingBusy('a document took too long');
      if (error instanceof Error && /queue/i.test(error.message)) throw new PrintingBusy('too many documents wait');
      throw error;
    }
  }

  /** Ends the thread; what is still printed is given up. */
  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }
}
