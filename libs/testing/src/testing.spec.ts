import { eventually, openTestDatabase, realServices, uniqueName } from '.';

describe('realServices', () => {
  const saved = process.env['REDIS_URL'];
  afterEach(() => {
    process.env['REDIS_URL'] = saved;
  });

  it('fails with the name of the missing address instead of skipping', () => {
    delete process.env['REDIS_URL'];
    expect(() => realServices()).toThrow(/REDIS_URL is not set/);
  });

  it('gives the brokers one by one', () => {
    expect(realServices().kafkaBrokers[0]).toMatch(/:\d+$/);
  });
});

describe('eventually', () => {
  it('gives back what the check returned once it stopped throwing', async () => {
    let tries = 0;
    const third = (): string => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
      return 'there';
    };
    await expect(eventually(third, { intervalMs: 1 })).resolves.toBe('there');
  });

  it('throws the last error of the check when the time is up', async () => {
    const never = (): never => {
      throw new Error('still 3 of 4');
    };
    await expect(eventually(never, { timeoutMs: 20, intervalMs: 1 })).rejects.toThrow('still 3 of 4');
  });
});

describe('openTestDatabase', () => {
  it('opens a database nobody else uses and drops it again', async () => {
    const database = await openTestDatabase();
    await database.connection.collection('things').insertOne({ a: 1 });
    expect(await database.connection.collection('things').countDocuments()).toBe(1);
    await database.drop();
    const again = await openTestDatabase();
    const names = (await again.connection.listDatabases()).databases.map((each) => each.name);
    expect(names).not.toContain(database.name);
    await again.drop();
  });

  it('makes unique names out of one prefix', () => {
    expect(uniqueName('topic')).not.toBe(uniqueName('topic'));
  });
});
