/** A dependency fails for now: the same work will succeed later. Consumers pause, HTTP answers 503. */
export class TransientFault extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TransientFault';
  }
}

/** A message that no retry will make right: consumers park its key. */
export class PoisonMessage extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'PoisonMessage';
  }
}
