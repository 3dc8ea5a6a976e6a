import { parseArgs } from 'node:util';
import { scenes } from './scenes/all';
import { describeFailure, explore, shorten } from './search/explore';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const usage = `npm run simulate -- [--seed N] [--seconds S] [--schedules N] [--trace] [--scene ${Object.keys(scenes).join('|')}]

Runs the product's own logic over simulated services that lose, delay and repeat what they are asked, on machines that
crash. Without --seed it begins anywhere; with it, the same schedules run again. --schedules 1 runs only that seed.
What fails is made shorter and shown with its faults; --trace shows everything that was asked.`;

const optionsOf = () => {
  const [text, flag] = [{ type: 'string' } as const, { type: 'boolean' } as const];
  const options = { seed: text, seconds: text, schedules: text, scene: text, trace: flag, help: flag };
  const { values } = parseArgs({ options });
  const names = values.scene === undefined ? Object.keys(scenes) : [values.scene];
  const schedules = Number(values.schedules ?? Infinity);
  return {
    ...values,
    names,
    schedules,
    from: values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed),
    seconds: Number(values.seconds ?? (schedules === Infinity ? 60 : 3_600)) / names.length,
  };
};

type Options = ReturnType<typeof optionsOf>;

/** Explores one scene; says whether all was well. */
const simulate = async (name: string, { from, schedules, seconds, trace }: Options): Promise<boolean> => {
  const scene = scenes[name];
  if (!scene) throw new Error(`there is no scene ${name}`);
  const { failure, ...done } = await explore(scene, { from, schedules, seconds });
  const rate = Math.round((done.schedules / done.seconds) * 60);
  say(`${name}: ${done.schedules} schedules from seed ${from} in ${done.seconds.toFixed(1)} s, ${rate} a minute`);
  if (failure) say(describeFailure(name, await shorten(scene, failure, trace ? 'everything' : 'faults')));
  return failure === undefined;
};

const main = async (): Promise<number> => {
  const options = optionsOf();
  if (options.help || options.names.some((name) => !scenes[name])) {
    say(usage);
    return options.help ? 0 : 2;
  }
  let failures = 0;
  for (const name of options.names) failures += (await simulate(name, options)) ? 0 : 1;
  return failures === 0 ? 0 : 1;
};

void main().then((code) => (process.exitCode = code));
