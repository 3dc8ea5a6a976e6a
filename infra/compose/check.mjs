// `docker compose config` over docker-compose.yml. Needs the compose plugin, not an engine; says so when it is absent.
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const docker = (...args) => spawnSync('docker', ['compose', ...args], { cwd: root, encoding: 'utf8' });

if (docker('version').status !== 0) {
  console.log('docker-compose.yml: not checked, the Docker client here has no compose plugin');
} else {
  const { status, stderr } = docker('--file', 'docker-compose.yml', '--profile', 'monitoring', 'config', '--quiet');
  if (status === 0) console.log('docker-compose.yml: accepted by `docker compose config`');
  else console.error(`docker-compose.yml is refused by \`docker compose config\`:\n${stderr}`);
  process.exitCode = status ?? 1;
}
