import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { csvRows, type CsvRow } from './csv-rows';
import { CsvUnreadable } from './csv-unreadable';
import { SpecFolder } from './spec-kit';
import { readRow } from './submission';

/** Files that no complaints are in, or not as they should be: each is told by line, and nothing is read past it. */
describe('a rubbish file', () => {
  let folder: SpecFolder;
  beforeEach(async () => (folder = await SpecFolder.open()));
  afterEach(() => folder.remove());

  const rowsOf = async (content: string | Buffer): Promise<CsvRow[]> => {
    const rows: CsvRow[] = [];
    for await (const row of csvRows(await folder.file('rubbish.csv', content))) rows.push(row);
    return rows;
  };
  /** GBK of `text,site` and a row of Chinese. */
  const gbk = Buffer.from([...Buffer.from('text,site\n'), 0xcd, 0xb6, 0xcb, 0xdf, ...Buffer.from(',A01\n')]);
  const binary = Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 151 + 7) % 256));

  it.each<[string, string | Buffer, CsvUnreadable['reason'], number]>([
    ['empty', '', 'no-header', 1],
    ['a byte-order mark alone', '\ufeff', 'no-header', 1],
    ['blank lines', '\n\n\n', 'no-header', 1],
    ['binary', binary, 'not-utf8', 1],
    ['UTF-16', Buffer.from('\ufefftext\n投诉\n', 'utf16le'), 'not-utf8', 1],
    ['GBK', gbk, 'not-utf8', 2],
    ['GBK far behind', Buffer.concat([Buffer.from(`text\n${'好\n'.repeat(50_000)}`), gbk]), 'not-utf8', 50_003],
    ['NUL bytes', 'text\na\0b\n', 'nul', 2],
    ['a header twice', 'text,site,TEXT\n一,A01,二\n', 'column-twice', 1],
    ['an open quote', 'text\n"一\n二\n', 'quote-not-closed', 3],
    ['a line of ten megabytes', `text\n${'x'.repeat(10_000_000)}\n`, 'row-too-long', 2],
    ['a header of a megabyte', `${'x'.repeat(1_000_000)}\n`, 'row-too-long', 1],
  ])('that is %s is refused where it breaks', async (_what, content, reason, line) => {
    const error = await rowsOf(content).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CsvUnreadable);
    expect(error).toMatchObject({ reason, line });
  });

  it('gives the rows before the place where it breaks, and none behind it', async () => {
    const rows: string[] = [];
    const file = await folder.file('half.csv', Buffer.concat([Buffer.from('text\n一\n二\n'), Buffer.from([0xff, 0x0a]), Buffer.from('三\n')]));
    const read = async (): Promise<void> => {
      for await (const { values } of csvRows(file)) rows.push(values['text'] ?? '');
    };
    await expect(read()).rejects.toMatchObject({ reason: 'not-utf8', line: 4 });
    expect(rows).not.toContain('三');
  });

  it.each(['=cmd|\'/c calc\'!A1', '@SUM(1)', '+1', '-1', '\t=1', '__proto__', '{"$ne":1}', '<script>', '../../x'])(
    'takes %j for the words of a complaint',
    async (text) => {
      const [row] = await rowsOf(`text\n"${text.replaceAll('"', '""')}"\n`);
      expect(row && readRow(row)).toMatchObject({ ok: true, submission: { text } });
    },
  );

  it('takes no column for the prototype of a row', async () => {
    const [row] = await rowsOf('text,__proto__,constructor\n一,x,y\n');
    expect(row && readRow(row)).toMatchObject({ ok: true, submission: { text: '一' } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each(['a folder', 'no file', 'an unreadable file'])('that is %s is an error of the file system', async (what) => {
    const path = join(folder.dir, 'thing');
    if (what === 'a folder') await mkdir(path);
    const read = async (): Promise<void> => {
      for await (const row of csvRows(what === 'an unreadable file' ? '/proc/self/mem' : path)) void row;
    };
    await expect(read()).rejects.toMatchObject({ code: expect.stringMatching(/^E(ISDIR|NOENT|IO|ACCES)$/) as string });
    expect(await readdir(folder.dir)).toEqual(what === 'a folder' ? ['thing'] : []);
  });
});
