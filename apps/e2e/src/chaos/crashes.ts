import { serviceNames } from '../services';
import type { Stack } from '../stack';

const unhandled = /unhandled ?rejection|uncaught ?exception|^\s*throw |Error: .*\n\s+at /i;

/** Lines of the services' logs that tell of an error nobody handled (I8). */
export const crashFaults = (stack: Stack): string[] =>
  serviceNames.flatMap((service) =>
    stack
      .logOf(service)
      .split('\n')
      .filter((line) => !line.startsWith('{') && unhandled.test(line))
      .map((line) => `${service}: ${line.slice(0, 300)}`),
  );
