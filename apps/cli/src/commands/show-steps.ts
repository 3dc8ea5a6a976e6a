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

const taskOf = (step: Step): ListrTask => ({
  title: step.title,
  task: (_, task) =>
    step.run(
      throttled((text) => {
        task.output = text;
      }),
    ),
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
  await list.run();
};
