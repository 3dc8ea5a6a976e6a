/** What a server tells its parent once it takes requests. */
export interface Listening {
  readonly url: string;
}

/** Starts a server in a process of its own, tells its parent where it listens, and ends with it. */
export const listen = (start: () => Promise<string>): void => {
  process.once('disconnect', () => process.exit(0));
  start().then(
    (url) => process.send?.({ url } satisfies Listening),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
};
