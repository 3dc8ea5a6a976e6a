import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultArtifactsDir, schemathesis, type Schemathesis } from '@redress/backing-services';
import type { World } from './world';

/** How much Schemathesis tries. */
export interface SchemathesisPlan {
  readonly seed: number;
  /** Examples of each operation in each phase at most. */
  readonly examples: number;
}

/** What every answer must keep to; what is refused and to whom is the matter of the other suites. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
];

const argumentsFor = (gateway: string, config: string, { seed, examples }: SchemathesisPlan): string[] => [
  ...['--config-file', config],
  ...['run', `${gateway}/api/openapi.json`, '--seed', String(seed), '--max-examples', String(examples), '--no-color'],
  ...['--checks', checks.join(), '--phases', 'examples,coverage,fuzzing', '--generation-database', 'none'],
  // One worker: Python 3.11 loses count of its parser's depth in two threads (SystemError, cpython 106905).
  ...['--continue-on-failure', '--no-shrink', '--request-timeout', '20', '--workers', '1', '--warnings', 'off'],
  // It never ends, and so has no answer to look at; the fuzz suite reads its beginning.
  ...['--exclude-path', '/api/v1/events/stream'],
];

/** Names what exists, so that requests get further than "unknown", and nothing that reads would wait for. */
const configOf = ({ things: { complaint } }: World, token?: string): string =>
  [
    ...(token === undefined ? [] : ['[headers]', `Authorization = ${JSON.stringify(`Bearer ${token}`)}`]),
    '[parameters]',
    `"query.atLeast" = [${JSON.stringify(complaint.version)}]`,
    '[[operations]]',
    'include-path-regex = "^/api/v1/complaints/[{]id[}]"',
    `parameters = { "path.id" = ${JSON.stringify(complaint.complaintId)} }`,
    '',
  ].join('\n');

/** The whole OpenAPI document, tried by Schemathesis: no failure inside, no answer the document does not describe. */
export const schemathesisSuite = (world: () => World, plan: SchemathesisPlan): void => {
  const longest = 180_000 + plan.examples * 30_000;
  let run: Schemathesis;
  beforeAll(async () => {
    run = await schemathesis(defaultArtifactsDir);
  }, 600_000);

  // That the rest asks for a token is the matter of the access suite.
  const open = ['--include-path-regex', '^/api/v1/(auth/.*|complaints|tracking/.*)$'];

  it.each([
    ['a visitor', () => Promise.resolve(undefined), open],
    ['staff with every role', () => world().tokens.ofAll(), []],
  ])(
    'finds no answer to %s outside the document',
    async (_who, token, only) => {
      const config = join(world().stack.home, 'schemathesis.toml');
      writeFileSync(config, configOf(world(), await token()));
      const { ok, output } = await run([...argumentsFor(world().stack.gateway, config, plan), ...only], longest);
      if (!ok) throw new Error(output.slice(-20_000));
      const paths = new RegExp(only[1] ?? '^(?!/api/v1/events/stream)');
      const tried = world().api.operations.filter(({ path }) => paths.test(path)).length;
      expect(output).toContain(`Tested: ${tried}`);
    },
    longest + 10_000,
  );
};
