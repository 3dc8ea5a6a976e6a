/** A message with its place, which is settled once it was handled or parked. */
interface Ticket {
  readonly offset: number;
  settled: boolean;
}

/**
 * The messages of one partition that were taken in, in order of offset, and how many of them from the front are
 * settled. Only the lowest unsettled offset may be committed: a later one that is done earlier must not hide it (K7).
 */
export class OffsetWindow {
  private tickets: Ticket[] = [];
  private front = 0;
  private end: number | undefined;

  add(ticket: Ticket): void {
    this.tickets.push(ticket);
    this.end = ticket.offset + 1;
  }

  /** The offset to go on from after a crash; undefined before the first message. */
  committable(): number | undefined {
    this.advance();
    return this.tickets[this.front]?.offset ?? this.end;
  }

  /** The offset after the last message taken in; undefined before the first. */
  next(): number | undefined {
    return this.end;
  }

  /** Messages from the lowest unsettled one to the last. */
  size(): number {
    this.advance();
    return this.tickets.length - this.front;
  }

  private advance(): void {
    while (this.tickets[this.front]?.settled) this.front += 1;
    if (this.front > 1_000 || this.front === this.tickets.length) {
      this.tickets = this.tickets.slice(this.front);
      this.front = 0;
    }
  }
}
