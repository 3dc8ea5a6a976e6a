import { Listr, type ListrTask } from 'listr2';

import type { Step } from '../launcher/deployment';

/** Without a terminal each report is a line: one a second is enough. */
const throttled = (show: (text: string) => void): ((text: string) => void) => {
  if (process.stdout.isTTY) return show;
  let last = -Infinity;
  return (text) => {
    if (performance.now() - last < 1_000) return;
    last = performance.now();
    show(text);
  };
};

/** What a step threw; the list itself only marks it, so that the reason is told once, at the end. */
class StepFailed extends Error {
  constructor(readonly reason: unknown) {
    super('see below');
  }
}

const taskOf = (step: Step): ListrTask => ({
  title: step.title,
  task: async (_, task) => {
    const report = throttled((text) => {
      task.output = text;
    });
    await step.run(report).catch((reason: unknown) => {
      throw new StepFailed(reason);
    });
  },
});

/**
 * Runs the steps of a deployment one after the other and shows how far it is.
 * @throws what the step throws that fails.
 */
export const showSteps = async (steps: readonly Step[]): Promise<void> => {
  const list = new Listr(steps.map(taskOf), {
    registerSignalListeners: false, // Ctrl-C stops the deployment in order
    fallbackRenderer: 'simple',
    rendererOptions: { collapseErrors: false, showErrorMessage: false },
  });
  await list.run().catch((error: unknown) => {
    throw error instanceof StepFailed ? error.reason : error;
  });
};
