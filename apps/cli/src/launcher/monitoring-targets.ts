import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Home } from './home';
import type { ServiceUrls } from './services';

/** Tells Prometheus where the services listen, as a file of its file-based discovery; written in one step. */
export const writeMonitoringTargets = async (home: Home, urls: ServiceUrls): Promise<void> => {
  const targets = Object.entries(urls).map(([service, url]) => ({
    targets: [new URL(url).host],
    labels: { service },
  }));
  await mkdir(dirname(home.targetsFile), { recursive: true });
  const draft = `${home.targetsFile}.new`;
  await writeFile(draft, `${JSON.stringify(targets, undefined, 2)}\n`);
  await rename(draft, home.targetsFile);
};
