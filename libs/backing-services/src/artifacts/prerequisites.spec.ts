import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installCommand } from './installers';
import { jarsDir, mongodDir } from './places';
import { missingPrerequisites, requirePrerequisites } from './prerequisites';

const everything = ['kafka', 'mongod', 'redis'] as const;

describe('the prerequisites of the embedded services', () => {
  let artifactsDir: string;
  let bin: string;
  beforeEach(async () => {
    artifactsDir = await mkdtemp(join(tmpdir(), 'redress-prerequisites-'));
    bin = join(artifactsDir, 'bin');
    await mkdir(bin);
  });
  afterEach(() => rm(artifactsDir, { recursive: true, force: true }));

  const tool = async (name: string, script: string): Promise<void> => {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  };
  const missingWith = async (): Promise<string[]> =>
    (await missingPrerequisites({ services: everything, artifactsDir, env: { PATH: bin } })).map(({ what }) => what);

  it('names everything that is missing at once, each with the command that installs it, and the other ways', async () => {
    const wanted = requirePrerequisites({ services: everything, artifactsDir, env: { PATH: bin } });
    await expect(wanted).rejects.toThrow(/Java 17[^]*Maven[^]*Python 3[^]*docker-compose.yml[^]*KAFKA_BROKERS/);
  });

  it('asks for neither Maven nor Python again once their downloads are there', async () => {
    await mkdir(join(await jarsDir(artifactsDir), 'kafka'), { recursive: true });
    await mkdir(await mongodDir(artifactsDir), { recursive: true });
    expect(await missingWith()).toEqual([expect.stringContaining('Java 17')]);
  });

  it('says which Java it found when that one is too old', async () => {
    await tool('java', 'echo \'openjdk version "11.0.2"\' >&2');
    expect((await missingWith())[0]).toContain('found openjdk version "11.0.2"');
  });

  it('tells a Python without pip from no Python', async () => {
    await tool('java', 'echo \'openjdk version "21.0.2"\' >&2');
    await tool('mvn', 'exit 0');
    await tool('python3', '[ "$1" = --version ]');
    expect(await missingWith()).toEqual([expect.stringContaining('pip for Python 3')]);
  });

  it.each([
    ['ID=debian\nVERSION_ID="12"', 'sudo apt-get install -y openjdk-17-jre-headless'],
    ['ID=debian\nVERSION_ID="13"', 'sudo apt-get install -y openjdk-21-jre-headless'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', 'sudo apt-get install -y openjdk-21-jre-headless'],
    ['ID=rocky\nID_LIKE="rhel centos fedora"', 'sudo dnf install -y java-21-openjdk-headless'],
    ['ID=arch', undefined],
  ])('knows how to install Java on %j', (release, command) => {
    expect(installCommand('java', 'linux', release)).toBe(command);
  });

  it('knows Homebrew', () => {
    expect(installCommand('maven', 'darwin', '')).toBe('brew install maven');
  });
});
