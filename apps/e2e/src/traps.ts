import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const programs = resolve(__dirname, '../traps');
const preloaded = ['kill-after', 'slow-append', 'clock', 'history'];

/** Places where a service can be hurt on purpose, set as files; see the programs in traps/, which the services preload. */
export class Traps {
  /** @param historyDir where relays and consumers log what they send and poll (traps/history.cjs); without it, nowhere */
  constructor(
    private readonly dir: string,
    readonly historyDir?: string,
  ) {
    mkdirSync(dir, { recursive: true });
    if (historyDir !== undefined) mkdirSync(historyDir, { recursive: true });
  }

  /** What makes the services look for traps. */
  get env(): NodeJS.ProcessEnv {
    const requires = preloaded.map((name) => `--require ${join(programs, name)}.cjs`);
    return {
      NODE_OPTIONS: requires.join(' '),
      TRAPS: this.dir,
      ...(this.historyDir !== undefined && { HISTORY: this.historyDir }),
    };
  }

  /** Sets a trap for a service, which springs at the next occasion. */
  set(service: string, name: string, content = ''): void {
    writeFileSync(this.file(service, name), content);
  }

  /** Whether a trap was set and has not sprung. */
  isSet(service: string, name: string): boolean {
    return existsSync(this.file(service, name));
  }

  remove(service: string, name: string): void {
    rmSync(this.file(service, name), { force: true });
  }

  private file(service: string, name: string): string {
    return join(this.dir, `${service}.${name}`);
  }
}
