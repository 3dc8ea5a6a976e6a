import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const filler = (dir: string): string => join(dir, 'filler');

/** Whether so much of the block found room. */
const wrote = (file: number, block: Buffer, size: number): boolean => {
  try {
    return writeSync(file, block, 0, size) === size;
  } catch {
    return false;
  }
};

/** A small file system of its own in memory, so that it can be full while the machine's disk is not. Linux, root. */
export class SmallDisk {
  private constructor(private readonly dir: string) {}

  /** @throws where the system does not let us mount */
  static mount(dir: string, sizeMb: number): SmallDisk {
    mkdirSync(dir, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', dir]);
    return new SmallDisk(dir);
  }

  /** Takes what is left; what grows from now on gets ENOSPC. */
  fill(): void {
    const file = openSync(filler(this.dir), 'a');
    const block = Buffer.alloc(1 << 20);
    let size = block.length;
    while (size > 0) if (!wrote(file, block, size)) size >>= 1;
    closeSync(file);
  }

  /** Gives the space back. */
  free(): void {
    if (existsSync(filler(this.dir))) rmSync(filler(this.dir));
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.dir]);
  }
}
