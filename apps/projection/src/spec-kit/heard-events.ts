import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** Collects the server-sent events of an answer as they come. */
export class HeardEvents {
  readonly all: EventSourceMessage[] = [];
  private readonly stop = new AbortController();
  ended = false;

  constructor(answer: Response) {
    void this.read(answer);
  }

  /** Names with the complaint numbers they are about. */
  get names(): string[] {
    return this.all
      .filter(({ event }) => event === 'complaint' || event === 'reset')
      .map(({ event, data }) => {
        const { complaintNo } = JSON.parse(data) as { complaintNo?: string };
        return complaintNo === undefined ? String(event) : `${event}: ${complaintNo}`;
      });
  }

  /** The id of the last event. */
  get lastId(): string {
    return this.all.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  close(): void {
    this.stop.abort();
  }

  private async read(answer: Response): Promise<void> {
    const parser = createParser({ onEvent: (event) => this.all.push(event) });
    const decoder = new TextDecoder();
    const reader = answer.body?.getReader();
    this.stop.signal.addEventListener('abort', () => void reader?.cancel());
    try {
      for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
        parser.feed(decoder.decode(part.value as Uint8Array, { stream: true }));
      }
    } catch {
      // the service went away
    }
    this.ended = true;
  }
}
