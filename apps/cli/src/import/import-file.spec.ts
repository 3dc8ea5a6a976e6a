import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFile } from './import-file';
import { ImportProgress } from './import-progress';
import { RejectedRows } from './rejected-rows';
import { RowSender } from './row-sender';
import { refusal, registered, SpecFolder, startAnswering, type Answer, type Asked } from './spec-kit';

describe('an import', () => {
  let folder: SpecFolder;
  let stop: () => Promise<void>;
  beforeEach(async () => (folder = await SpecFolder.open()));
  afterEach(async () => {
    await stop();
    await folder.remove();
  });

  const serve = async (answer: (asked: Asked, earlier: readonly Asked[]) => Answer) => {
    const server = await startAnswering(answer);
    stop = server.stop;
    return server;
  };
  const run = async (file: string, url: string, options: { limit?: number; concurrency?: number } = {}) => {
    const progress = await ImportProgress.open(join(folder.dir, 'imports'), file, url, false);
    const rejected = new RejectedRows(join(folder.dir, 'imports', 'rejected.csv'));
    const sender = new RowSender({ gateway: url });
    const before = progress.done;
    try {
      const state = await importFile({
        file,
        sender,
        progress,
        rejected,
        concurrency: 4,
        describe: (fault) => fault,
        ...options,
      });
      return { ...state, before, rejected, sender };
    } finally {
      await rejected.close();
    }
  };
  const texts = (asked: readonly Asked[]): unknown[] => asked.map(({ body }) => body['text']);

  it('sends each row once, with a key that is the same the next time', async () => {
    const server = await serve((_asked, earlier) => registered(earlier.length));
    const file = await folder.file('c.csv', 'text,site\n甲,A01\n乙,A02\n甲,A01\n');
    expect(await run(file, server.url)).toMatchObject({ registered: 3, skipped: 0 });
    await run(file, server.url);
    const keys = server.asked.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(new Set(keys.slice(3))).toEqual(new Set(keys.slice(0, 3)));
    expect(server.asked[0]).toMatchObject({ path: '/api/v1/complaints', body: { text: '甲', place: 'A01' } });
  });

  it('takes only the first rows when told so', async () => {
    const server = await serve(() => registered());
    const file = await folder.file('c.csv', 'text\n1\n2\n3\n4\n5\n6\n7\n8\n');
    expect(await run(file, server.url, { limit: 5 })).toMatchObject({ registered: 5 });
    expect(texts(server.asked).sort()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('lists what was rejected by line, column and reason, and nothing of what it says', async () => {
    const errors = [{ in: 'body', pointer: '/place', detail: '格式不正确' }];
    const server = await serve(({ body }) =>
      body['text'] === '丙' ? refusal(400, 'validation-failed', { errors }) : registered(),
    );
    const file = await folder.file(
      'c.csv',
      'text,site,date\n甲,A01,2026-01-01\n"",A02,2026-01-01\n"多\n行",A03,never\n丙,A04,2026-01-01\n丁\n',
    );
    const { registered: count, rejected } = await run(file, server.url, { concurrency: 1 });
    expect([count, rejected.count]).toEqual([1, 4]);
    expect(await readFile(rejected.file, 'utf8')).toBe(
      'line,column,reason\n3,text,text-missing\n4,date,date-invalid\n6,site,格式不正确\n7,,uneven-row\n',
    );
  });

  it('leaves a category the plan does not have to the words of the plan, also when it is run again', async () => {
    const stored = new Map<string, string>();
    const server = await serve(({ key, body }) => {
      const known = stored.get(key);
      if (known !== undefined && known !== JSON.stringify(body)) return refusal(422, 'idempotency-key-reused');
      if (known === undefined && body['category'] === 'hygiene') return refusal(422, 'unknown-category');
      stored.set(key, JSON.stringify(body));
      return registered();
    });
    const file = await folder.file('c.csv', 'text,aspect\n甲,hygiene\n乙,service\n丙,hygiene\n');
    for (let round = 0; round < 2; round += 1) {
      const { registered: count, sender } = await run(file, server.url, { concurrency: 1 });
      expect([count, [...sender.unknownCategories]]).toEqual([3, [['hygiene', 2]]]);
    }
    expect(stored.size).toBe(3);
  });

  it('waits as long as the server asks for, with all rows', async () => {
    const server = await serve((_asked, earlier) =>
      earlier.length === 1 ? refusal(429, 'too-many-requests', {}, { 'retry-after': '1' }) : registered(),
    );
    const file = await folder.file('c.csv', 'text\n1\n2\n3\n');
    expect(await run(file, server.url, { concurrency: 1 })).toMatchObject({ registered: 3 });
    expect(texts(server.asked)).toEqual(['1', '2', '2', '3']);
    const [, refused, again] = server.asked;
    expect((again?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('tries again what failed for now, under the same key', async () => {
    const server = await serve((_asked, earlier) =>
      earlier.length === 0 ? 'broken' : earlier.length === 1 ? refusal(503, 'unavailable') : registered(),
    );
    const file = await folder.file('c.csv', 'text\n1\n');
    expect(await run(file, server.url)).toMatchObject({ registered: 1 });
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1);
  });

  it('stops when nobody answers, and goes on from there the next time', async () => {
    const first = await serve(() => registered());
    const file = await folder.file('c.csv', 'text\n1\n2\n"3\n4\n');
    await expect(run(file, first.url, { concurrency: 1 })).rejects.toMatchObject({ name: 'CsvUnreadable' });
    const settled = first.asked.length;
    const { done } = await ImportProgress.open(join(folder.dir, 'imports'), file, first.url, false);
    expect(done).toBe(settled);
    expect((await ImportProgress.open(join(folder.dir, 'imports'), file, first.url, true)).done).toBe(0);
  });

  it('skips what an earlier run settled, and forgets it when the file is another one', async () => {
    let down = true;
    const server = await serve(({ body }) =>
      down && body['text'] === '3' ? refusal(401, 'unauthenticated') : registered(),
    );
    const file = await folder.file('c.csv', 'text\n1\n2\n3\n4\n');
    const progress = await ImportProgress.open(join(folder.dir, 'imports'), file, server.url, false);
    progress.settled(2);
    expect(progress.done).toBe(0);
    progress.settled(1);
    expect(progress.done).toBe(2);
    await progress.keep();
    down = false;
    expect(await run(file, server.url)).toMatchObject({ before: 2, skipped: 2, registered: 2 });
    expect(texts(server.asked).sort()).toEqual(['3', '4']);
    await progress.keep();
    await folder.file('c.csv', 'text\n1\n2\n3\n4\n5\n');
    expect(await run(file, server.url)).toMatchObject({ before: 0, registered: 5 });
  });
});
