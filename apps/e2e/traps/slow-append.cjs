// Preloaded into the services under test: one append of a service waits, as a handler that hangs would, for the
// milliseconds that the trap `<service>.slow-append` in the folder TRAPS holds. It springs once.
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const service = /apps[\\/](\w+)[\\/]dist[\\/]main\.js$/.exec(process.argv[1] ?? '')?.[1];
const writers = ['intake', 'investigation', 'escalation', 'notification', 'planning'];

if (process.env.TRAPS && writers.includes(service)) {
  const trap = join(process.env.TRAPS, `${service}.slow-append`);
  const { prototype } = require('@redress/event-store').MongoEventStore;
  const original = prototype.append;
  prototype.append = async function (...args) {
    if (existsSync(trap)) {
      const wait = Number(readFileSync(trap, 'utf8'));
      rmSync(trap, { force: true });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return original.apply(this, args);
  };
}
