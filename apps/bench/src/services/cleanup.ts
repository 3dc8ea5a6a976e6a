/** What has to be stopped and removed, however the run ends: the last one first. */
export class Cleanup {
  private readonly steps = new Set<() => Promise<void>>();

  /** Remembers a step; the answer does it now, once. */
  add(step: () => Promise<unknown>): () => Promise<void> {
    let done: Promise<unknown> | undefined;
    const once = async (): Promise<void> => {
      this.steps.delete(once);
      done ??= step();
      await done;
    };
    this.steps.add(once);
    return once;
  }

  /** Does everything that is left. A step that fails does not keep the others from being done. */
  async run(): Promise<void> {
    for (const step of [...this.steps].reverse()) await step().catch(() => undefined);
  }
}
