// `npm run requirements`: which requirements of docs/requirements.md no test cites. A test cites `R-018` in its title.
// Fails when a test cites a number that does not exist. `npm run requirements R-001 R-070` looks at a range only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const number = /\bR-\d{3}\b/g;

const rows = readFileSync(join(root, 'docs/requirements.md'), 'utf8').matchAll(/^\| (R-\d{3}) \| (.*?) \| [^|]* \|$/gm);
const requirements = new Map([...rows].map(([, id, text]) => [id, text]));

const tests = spawnSync('git', ['ls-files', '-z', '*.spec.ts', '*.suite.ts'], { cwd: root, encoding: 'utf8' })
  .stdout.split('\0')
  .filter((file) => file !== '');
const cited = new Map();
for (const file of tests) {
  for (const [id] of readFileSync(join(root, file), 'utf8').matchAll(number)) {
    cited.set(id, [...(cited.get(id) ?? []), file]);
  }
}

const [from = 'R-000', to = 'R-999'] = process.argv.slice(2);
const asked = [...requirements].filter(([id]) => id >= from && id <= to);
const open = asked.filter(([id]) => !cited.has(id));
for (const [id, text] of open) console.log(`${id}  ${text}`);
console.log(
  `\n${asked.length - open.length} of ${asked.length} requirements are cited by a test, ${open.length} by none`,
);

const unknown = [...cited].filter(([id]) => !requirements.has(id));
for (const [id, files] of unknown) console.error(`${id} is cited in ${files[0]} and is no requirement`);
process.exitCode = unknown.length > 0 ? 1 : 0;
