import './index';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from './asyncapi';
import { faultsOf, publishAll, type Publication } from './publication';

const root = join(__dirname, '..');
const folder = join(root, 'published');

/** What is published so far, by file name. */
export const readPublished = (): ReadonlyMap<string, Publication> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder) : []).map((file) => [
      file,
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Publication,
    ]),
  );

/** The committed AsyncAPI document, as text; empty when there is none. */
export const readAsyncApi = (): string => {
  const file = join(root, 'asyncapi.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Text form of a generated file. */
export const textOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** `npm run contracts`: writes schemas and AsyncAPI document; refuses what an old reader could not read. */
const main = (): void => {
  const published = publishAll(readPublished());
  const faults = [...published.values()].flatMap(faultsOf);
  if (faults.length > 0) {
    console.error('An old reader could not read these messages. Publish a new version and write an upcaster:');
    faults.forEach((fault) => console.error(`  ${fault}`));
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  published.forEach((publication, file) => writeFileSync(join(folder, file), textOf(publication)));
  writeFileSync(join(root, 'asyncapi.json'), textOf(asyncApiDocument()));
};

if (require.main === module) main();
