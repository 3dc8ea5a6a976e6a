// Writes libs/domain/calendar/src/years from the chinese-days package: one file per year, and the year after the
// last as not published. Run it when the State Council's notice for a new year is in the package, then review the
// diff and raise the edition in libs/domain/calendar/src/china.ts:  node infra/calendar/generate-years.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const source = join(dirname(createRequire(import.meta.url).resolve('chinese-days/package.json')), 'dist', 'years');
const target = fileURLToPath(new URL('../../libs/domain/calendar/src/years', import.meta.url));

const notices = readdirSync(source)
  .filter((name) => /^\d{4}\.json$/.test(name))
  .sort()
  .map((name) => ({ year: Number(name.slice(0, 4)), ...JSON.parse(readFileSync(join(source, name), 'utf8')) }));
if (notices.length === 0) throw new Error(`no year in ${source}`);

// A notice may move a day of the December before: a day belongs to the year of its date, not of its notice.
const daysOff = notices.flatMap(({ holidays }) => Object.keys(holidays));
const makeUpDays = notices.flatMap(({ workdays }) => Object.keys(workdays));
const within = (days, year) => [...new Set(days)].filter((day) => day.startsWith(`${year}-`)).sort();

const published = notices.map(({ year }) => year);
const years = [...published, Math.max(...published) + 1].map((year) => ({
  year,
  published: published.includes(year),
  daysOff: within(daysOff, year),
  makeUpDays: within(makeUpDays, year),
}));

const write = async (name, text) => {
  const path = join(target, name);
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
};
for (const data of years) await write(`${data.year}.json`, JSON.stringify(data, null, 2));
const lines = [
  '// Written by infra/calendar/generate-years.mjs.',
  "import type { HolidayYear } from '../holiday-calendar';",
  ...years.map(({ year }) => `import y${year} from './${year}.json';`),
  '',
  '/** Every year there is data for, in order; the last is not published yet. */',
  'export const years: readonly HolidayYear[] = [',
  ...years.map(({ year }) => `  y${year},`),
  '];',
];
await write('years.ts', lines.join('\n'));
process.stdout.write(`${years.length} years, ${published[0]} to ${published.at(-1)} published\n`);
