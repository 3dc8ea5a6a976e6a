import { csvRows, type CsvRow } from './csv-rows';
import { SpecFolder } from './spec-kit';

describe('rows of a CSV file', () => {
  let folder: SpecFolder;
  beforeEach(async () => (folder = await SpecFolder.open()));
  afterEach(() => folder.remove());

  const rowsOf = async (content: string | Buffer): Promise<CsvRow[]> => {
    const rows: CsvRow[] = [];
    for await (const row of csvRows(await folder.file('complaints.csv', content))) rows.push(row);
    return rows;
  };
  const brief = (rows: readonly CsvRow[]) => rows.map(({ no, line, values }) => [no, line, values['text']]);

  it('know the line they begin on, whatever is quoted', async () => {
    const rows = await rowsOf('\ufeffSite, Text\r\nA01,"第一行\r\n第二行"\r\nA02,"他说""好"""\r\n\r\nA03,最后');
    expect(brief(rows)).toEqual([
      [1, 2, '第一行\r\n第二行'],
      [2, 4, '他说"好"'],
      [3, 6, '最后'],
    ]);
  });

  it('may hold quotes in the middle of a cell', async () => {
    expect(brief(await rowsOf('text\n他说"好"，就走了\n'))).toEqual([[1, 2, '他说"好"，就走了']]);
  });

  it('say when they have more or fewer cells than the header', async () => {
    const rows = await rowsOf('text,site\na,b\nc\nd,e,f\ng,h\n');
    expect(rows.map(({ uneven }) => uneven)).toEqual([false, true, true, false]);
  });

  it('end with a reason and a line where the file breaks', async () => {
    await expect(rowsOf('text\na\n"open\nb\n')).rejects.toMatchObject({ reason: 'quote-not-closed' });
    await expect(rowsOf(`text\n"${'长'.repeat(200_000)}"\n`)).rejects.toMatchObject({ reason: 'row-too-long' });
    await expect(rowsOf('site,date\nA01,2026-01-01\n')).rejects.toMatchObject({ reason: 'no-text-column' });
    await expect(rowsOf('')).rejects.toMatchObject({ reason: 'no-header' });
    await expect(csvRows('/nowhere/at-all.csv').next()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('are read no faster than they are used', async () => {
    const file = await folder.file('large.csv', `text\n${`${'字'.repeat(100)}\n`.repeat(50_000)}`);
    const rows = csvRows(file);
    const first = await rows.next();
    expect(first.value).toMatchObject({ no: 1 });
    expect((first.value as CsvRow).bytes).toBeLessThan(2_000_000);
    await rows.return(undefined);
  });
});
