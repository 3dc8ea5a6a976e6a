/** What this library needs of a logger: fields first, as pino has it. Fields never hold personal data or payloads. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const nothing = (): void => undefined;

/** A log that keeps nothing. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** An error in one line for logs and parked messages: its name and message, at most 300 characters. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return 'something that is no Error was thrown';
  // The message of a SyntaxError quotes the text it could not parse, which may be personal.
  const text = error instanceof SyntaxError ? error.name : `${error.name}: ${error.message}`;
  return text.slice(0, 300);
};
