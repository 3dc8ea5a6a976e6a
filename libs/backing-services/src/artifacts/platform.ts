import { runCommand } from '../processes/run-command';
import type { ServiceName } from '../progress';

import { exists } from './artifact-cache';
import { installCommand, type Missing } from './installers';
import { machine } from './places';

/** Where the embedded parts exist as binaries. */
const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** mongod's build needs this glibc. */
const leastGlibc = [2, 34] as const;

/** The shared libraries the Linux binaries load, and which service needs them. */
const libraries: readonly { readonly file: string; readonly services: readonly ServiceName[] }[] = [
  { file: 'libcurl.so.4', services: ['mongod'] },
  { file: 'liblzma.so.5', services: ['mongod'] },
  { file: 'libssl.so.3', services: ['mongod', 'redis'] },
];

const reportHeader = (): { glibcVersionRuntime?: string } => {
  Object.assign(process.report, { excludeNetwork: true }); // else it looks every interface up, which may take seconds
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header ?? {};
};

const glibcGap = (): Missing | undefined => {
  const version = reportHeader().glibcVersionRuntime;
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (major > leastGlibc[0] || (major === leastGlibc[0] && minor >= leastGlibc[1])) return undefined;
  return {
    what: `a Linux with glibc ${leastGlibc.join('.')} or newer (Debian 12, Ubuntu 22.04, RHEL 9 or later); this one has ${version ?? 'another C library'}`,
  };
};

const libraryGap = async (services: readonly ServiceName[]): Promise<Missing | undefined> => {
  const { ok, output } = await runCommand('/sbin/ldconfig', ['-p']);
  if (!ok) return undefined; // cannot be told here; the binary itself is tried once it is there
  const absent = libraries
    .filter((library) => library.services.some((service) => services.includes(service)))
    .filter((library) => !output.includes(`${library.file} `))
    .map((library) => library.file);
  if (absent.length === 0) return undefined;
  return {
    what: `shared libraries of mongod and Redis: ${absent.join(', ')}`,
    install: installCommand('mongod-libraries'),
  };
};

const macGaps = async (services: readonly ServiceName[]): Promise<Missing[]> => {
  if (process.arch !== 'arm64') return [];
  const gaps: Missing[] = [];
  if (services.includes('mongod') && !(await runCommand('arch', ['-x86_64', '/usr/bin/true'])).ok) {
    gaps.push({ what: 'Rosetta 2 (mongod is Intel code)', install: installCommand('rosetta') });
  }
  if (services.includes('redis') && !(await exists('/opt/homebrew/opt/openssl@3/lib/libssl.3.dylib'))) {
    gaps.push({ what: 'OpenSSL 3 of Homebrew, which Redis loads', install: installCommand('openssl') });
  }
  return gaps;
};

/** What this machine's platform lacks for the embedded binaries; a platform without any is one gap. */
export const platformGaps = async (services: readonly ServiceName[]): Promise<Missing[]> => {
  if (!supported.includes(machine)) {
    return [{ what: `a platform the embedded services exist for (${supported.join(', ')}); this is ${machine}` }];
  }
  if (process.platform === 'darwin') return macGaps(services);
  const gaps = [services.includes('mongod') ? glibcGap() : undefined, await libraryGap(services)];
  return gaps.filter((gap) => gap !== undefined);
};
