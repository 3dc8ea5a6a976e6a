// One run over the whole workspace: `*.spec.ts` beside the code. Backing services are started once, see infra/jest.
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const projects = ['libs', 'libs/domain', 'apps']
  .flatMap((folder) => readdirSync(join(__dirname, folder)).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(join(__dirname, folder, 'package.json')));

const swc = [
  require.resolve('@swc/jest'),
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs', ignoreDynamic: true },
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

module.exports = {
  maxWorkers: 2,
  testTimeout: 60_000,
  globalSetup: join(__dirname, 'infra/jest/global-setup.cjs'),
  globalTeardown: join(__dirname, 'infra/jest/global-teardown.cjs'),
  projects: projects.map((folder) => ({
    displayName: folder,
    rootDir: join(__dirname, folder),
    testEnvironment: 'node',
    testMatch: ['<rootDir>/src/**/*.spec.ts'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
    transform: { '^.+\\.ts$': swc },
    testEnvironmentOptions: { customExportConditions: ['@redress/source', 'node', 'node-addons'] },
  })),
};
