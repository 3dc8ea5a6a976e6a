// No secret is in the repository: secretlint over every file git knows, and first over a planted one, so that it bites.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const rules = join(root, 'infra/secrets/secretlintrc.json');

const secretlint = (files) =>
  spawnSync('secretlint', ['--secretlintrc', rules, '--no-gitignore', '--maskSecrets', '--', ...files], {
    cwd: root,
    encoding: 'utf8',
  });

const planted = () => {
  const scratch = mkdtempSync(join(tmpdir(), 'redress-secrets-'));
  const file = join(scratch, 'planted.txt');
  // Put together here, so that this file holds none.
  writeFileSync(file, `-----BEGIN ${'RSA PRIVATE'} KEY-----\n${'MIIEpAIBAAKCAQEA'.repeat(20)}\n-----END ${'RSA PRIVATE'} KEY-----\n`);
  const { status } = secretlint([file]);
  rmSync(scratch, { recursive: true });
  return status === 1;
};

const tracked = () => {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return stdout.split('\0').filter((file) => file !== '' && file !== 'package-lock.json');
};

if (!planted()) {
  console.error('secretlint did not find the planted key: it does not work here');
  process.exit(1);
}
const files = tracked();
const { status, stdout, stderr } = secretlint(files);
if (status === 0) console.log(`secrets: none in ${files.length} files`);
else console.error(stdout, stderr);
process.exitCode = status ?? 1;
