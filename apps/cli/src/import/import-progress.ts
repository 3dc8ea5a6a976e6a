import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Saved {
  readonly size: number;
  readonly modified: number;
  readonly done: number;
}

/** A place in a file is written at most this often, milliseconds. */
const everyMs = 1_000;

/**
 * How many rows from the start of a file are settled, kept so that an import that was cut short goes on there. It only
 * saves time: what is sent again is found again by its key.
 */
export class ImportProgress {
  private readonly ahead = new Set<number>();
  private writing: Promise<void> = Promise.resolve();
  private writtenAt = performance.now();

  private constructor(
    private readonly file: string,
    private readonly fingerprint: Omit<Saved, 'done'>,
    private settledRows: number,
  ) {}

  /** @param dir where it is kept. @param anew forgets what an earlier import settled */
  static async open(dir: string, source: string, target: string, anew: boolean): Promise<ImportProgress> {
    const { size, mtimeMs } = await stat(source);
    const name = createHash('sha256')
      .update(JSON.stringify([source, target]))
      .digest('hex')
      .slice(0, 16);
    const file = join(dir, `${name}.json`);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const saved = anew ? undefined : await read(file);
    const same = saved?.size === size && saved.modified === mtimeMs;
    return new ImportProgress(file, { size, modified: mtimeMs }, same ? saved.done : 0);
  }

  /** Rows from the start that need not be sent. */
  get done(): number {
    return this.settledRows;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.fingerprint.size;
  }

  /** Notes that a row has its number or its refusal. Rows may end in any order. */
  settled(no: number): void {
    this.ahead.add(no);
    while (this.ahead.delete(this.settledRows + 1)) this.settledRows += 1;
    if (performance.now() - this.writtenAt < everyMs) return;
    this.writtenAt = performance.now();
    this.writing = this.writing.then(() => this.write()).catch(() => undefined);
  }

  /** Keeps the place: the import was cut short. */
  async keep(): Promise<void> {
    await this.writing;
    await this.write();
  }

  /** Forgets the place: the import is complete. */
  async remove(): Promise<void> {
    await this.writing;
    await rm(this.file, { force: true });
  }

  private async write(): Promise<void> {
    const saved: Saved = { ...this.fingerprint, done: this.settledRows };
    await writeFile(`${this.file}.new`, JSON.stringify(saved), { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
  }
}

const read = async (file: string): Promise<Saved | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Saved;
  } catch {
    return undefined;
  }
};
