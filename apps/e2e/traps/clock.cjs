// Preloaded into the services under test: shifts the wall clock of one process, as a machine with a wrong clock would
// have it. The trap `<service>.clock` in the folder TRAPS holds the shift in milliseconds; it can change at any time.
// The monotonic clock (performance.now) and the timers go on as they are.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const service = /apps[\\/](\w+)[\\/]dist[\\/]main\.js$/.exec(process.argv[1] ?? '')?.[1];

if (service && process.env.TRAPS) {
  const trap = join(process.env.TRAPS, `${service}.clock`);
  const RealDate = Date;
  const realNow = RealDate.now;
  let shift = 0;
  const look = () => {
    try {
      shift = Number(readFileSync(trap, 'utf8')) || 0;
    } catch {
      shift = 0; // no trap is set
    }
  };
  look();
  setInterval(look, 200).unref();
  globalThis.Date = class Date extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(realNow() + shift);
      else super(...args);
    }
    static now() {
      return realNow() + shift;
    }
  };
}
