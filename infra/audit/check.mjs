// `npm audit` of what is installed in production and for the build. Where the registry answers no audits (a mirror, no
// network) it says so: nothing is known then. Exceptions stand in docs/audit-exceptions.md with their reasons.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', timeout: 120_000 });

const report = (() => {
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
})();

if (!report.vulnerabilities) {
  console.log(`npm audit: not checked, the registry gave no answer (${report.message ?? 'none at all'})`);
} else {
  const excepted = [...readFileSync(join(root, 'docs/audit-exceptions.md'), 'utf8').matchAll(/GHSA(-[a-z0-9]{4}){3}/g)];
  const known = new Set(excepted.map(([id]) => id));
  const advisories = Object.values(report.vulnerabilities).flatMap(({ name, via }) =>
    via.flatMap((cause) => (typeof cause === 'object' ? [{ name, ...cause }] : [])),
  );
  const open = advisories.filter(({ url }) => !known.has(String(url).split('/').at(-1)));
  for (const { name, severity, title, url } of open) console.error(`${name}: ${severity}: ${title} (${url})`);
  if (open.length === 0) console.log(`npm audit: nothing open, ${known.size} explained`);
  process.exitCode = open.length > 0 ? 1 : 0;
}
