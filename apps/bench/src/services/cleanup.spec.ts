import { Cleanup } from './cleanup';

describe('the cleanup', () => {
  it('does each step once, the last one first, whatever fails', async () => {
    const cleanup = new Cleanup();
    const done: string[] = [];
    const step = (name: string) => () => {
      done.push(name);
      return name === 'broken' ? Promise.reject(new Error(name)) : Promise.resolve();
    };
    cleanup.add(step('first'));
    const early = cleanup.add(step('early'));
    cleanup.add(step('broken'));
    cleanup.add(step('last'));
    await early();
    await early();
    await cleanup.run();
    await cleanup.run();
    expect(done).toEqual(['early', 'last', 'broken', 'first']);
  });

  it('tells who asks for a step that it failed', async () => {
    const stop = new Cleanup().add(() => Promise.reject(new Error('it does not stop')));
    await expect(stop()).rejects.toThrow('it does not stop');
  });
});
