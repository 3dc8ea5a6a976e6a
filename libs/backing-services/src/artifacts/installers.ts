import { readFileSync } from 'node:fs';

/** Things a machine may lack. */
export type Prerequisite = 'java' | 'maven' | 'python' | 'pip' | 'mongod-libraries' | 'openssl' | 'rosetta';

/** One thing that is missing, and the command that installs it where we know one. */
export interface Missing {
  readonly what: string;
  readonly install?: string;
}

/** The package managers whose commands we know. */
export type PackageManager = 'apt' | 'dnf' | 'brew';

/** What tells the distribution: the content of /etc/os-release, empty elsewhere. */
export const osRelease = (): string => {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
};

/** The package manager of a system, as far as we know one. */
export const packageManagerOf = (platform: NodeJS.Platform, release: string): PackageManager | undefined => {
  if (platform === 'darwin') return 'brew';
  if (/^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(release)) return 'apt';
  if (/^(ID|ID_LIKE)=.*\b(fedora|rhel|centos)\b/m.test(release)) return 'dnf';
  return undefined;
};

/** Debian 12 has Java 17 and no 21; Debian 13 and today's Ubuntus the other way round. */
const aptJava = (release: string): string =>
  /^ID=debian$/m.test(release) && Number(/^VERSION_ID="?(\d+)/m.exec(release)?.[1] ?? 99) <= 12
    ? 'openjdk-17-jre-headless'
    : 'openjdk-21-jre-headless';

const packages = (release: string): Record<PackageManager, Record<Prerequisite, string>> => ({
  apt: {
    java: aptJava(release),
    maven: 'maven',
    python: 'python3 python3-pip',
    pip: 'python3-pip',
    'mongod-libraries': 'libcurl4 libssl3 liblzma5',
    openssl: 'libssl3',
    rosetta: '',
  },
  dnf: {
    java: 'java-21-openjdk-headless',
    maven: 'maven',
    python: 'python3 python3-pip',
    pip: 'python3-pip',
    'mongod-libraries': 'libcurl openssl-libs xz-libs',
    openssl: 'openssl-libs',
    rosetta: '',
  },
  brew: {
    java: 'openjdk',
    maven: 'maven',
    python: 'python',
    pip: 'python',
    'mongod-libraries': '',
    openssl: 'openssl@3',
    rosetta: '',
  },
});

const commands: Record<PackageManager, string> = {
  apt: 'sudo apt-get install -y',
  dnf: 'sudo dnf install -y',
  brew: 'brew install',
};

/** The command that installs something on this system; undefined where we know no package manager. */
export const installCommand = (
  what: Prerequisite,
  platform: NodeJS.Platform = process.platform,
  release: string = osRelease(),
): string | undefined => {
  if (what === 'rosetta') return 'softwareupdate --install-rosetta --agree-to-license';
  const manager = packageManagerOf(platform, release);
  return manager && `${commands[manager]} ${packages(release)[manager][what]}`;
};
