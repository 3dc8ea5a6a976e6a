import { Checkpoints, Fenced } from './checkpoints';
import { StoreBench } from './store-fixture.contract';

describe('the checkpoint of a tail', () => {
  let bench: StoreBench;
  let checkpoints: Checkpoints;

  beforeAll(async () => {
    bench = await StoreBench.open();
    checkpoints = new Checkpoints(bench.connection, 'relay');
  });
  afterAll(() => bench.close());

  it('is nothing to claim before there is one', async () => {
    expect(await checkpoints.claim(1)).toBeUndefined();
    expect(await checkpoints.load()).toBeUndefined();
  });

  it('can be written no more by an older leader once a newer one has claimed it', async () => {
    await checkpoints.save({ token: { _data: 'a' } }, 2);
    expect(await checkpoints.claim(3)).toMatchObject({ token: { _data: 'a' } });
    await expect(checkpoints.save({ token: { _data: 'b' } }, 2)).rejects.toThrow(Fenced);
    await checkpoints.save({ token: { _data: 'c' } }, 3);
    expect(await checkpoints.load()).toMatchObject({ token: { _data: 'c' }, fence: 3 });
  });

  it('cannot be claimed by an older leader', async () => {
    await expect(checkpoints.claim(2)).rejects.toThrow(Fenced);
  });
});
