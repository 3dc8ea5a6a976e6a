// Gives the specs real services: those of KAFKA_BROKERS, MONGODB_URI and REDIS_URL when all three are set, else embedded
// ones of this run, with data in a temporary folder and downloads in `.redress/embedded`.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const prefix = 'redress-jest-';

const runs = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Removes what runs left behind that were killed; the number in the name is the run's process. */
const sweep = (folder) => {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(prefix))) {
    if (!runs(Number(name.slice(prefix.length).split('-')[0])))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
};

/** Node cannot load the TypeScript sources, and a build of the workspace may be older than they are. */
const buildLauncher = (folder) => {
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const args = [swc, 'src', '-d', folder, '--strip-leading-paths', '--config-file', join(root, '.swcrc'), '-q'];
  execFileSync(process.execPath, args, { cwd: join(root, 'libs/backing-services'), stdio: 'inherit' });
  return require(join(folder, 'embedded/embedded-set.js'));
};

module.exports = async () => {
  const { KAFKA_BROKERS, MONGODB_URI, REDIS_URL } = process.env;
  if (KAFKA_BROKERS && MONGODB_URI && REDIS_URL) return;
  sweep(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Inside the repository, so that packages are found; as deep as a library's dist, so that the root is.
  const build = join(root, '.redress', `${prefix}${process.pid}`);
  const { startEmbedded } = buildLauncher(join(build, 'launcher'));
  const services = await startEmbedded({
    dataDir: folder,
    kafkaHeapMb: 384,
    mongoCacheGb: 0.5,
    onProgress: (service, text) => process.stderr.write(`${service}: ${text}\n`),
  });
  process.env.KAFKA_BROKERS = services.kafkaBrokers;
  process.env.MONGODB_URI = services.mongoUri;
  process.env.REDIS_URL = services.redisUrl;
  globalThis.stopRedressServices = async () => {
    await services.stop();
    for (const each of [folder, build]) rmSync(each, { recursive: true, force: true });
  };
};
