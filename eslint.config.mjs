import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import ts from 'typescript-eslint';

const runtime = ['type:kernel', 'type:contracts', 'type:runtime'];
const domainOf = (scope) => ({
  sourceTag: `scope:${scope}`,
  onlyDependOnLibsWithTags: ['type:kernel', 'type:contracts', 'type:runtime', 'type:platform', 'type:composition', 'type:testing', `scope:${scope}`, 'scope:shared'],
});
const drivers = ['mongoose', 'mongodb', 'kafkajs', 'bullmq', 'ioredis'];
const driver = (name, own) => ({
  sourceTag: `uses:${name}`,
  bannedExternalImports: drivers.filter((d) => !own.includes(d)),
});

/** Who may import whom (ARCHITECTURE.md, "Boundaries"); each rule has a planted violation in infra/boundaries. */
const depConstraints = [
  { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: ['type:testing'], allowedExternalImports: [] },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: ['@nestjs/*', ...drivers],
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:kernel', 'type:domain', 'type:testing'],
    allowedExternalImports: ['fast-check', 'chinese-days', '@jest/globals'],
  },
  { allSourceTags: ['type:domain', 'scope:shared'], onlyDependOnLibsWithTags: ['type:kernel', 'type:testing', 'scope:shared'] },
  ...['complaint', 'case', 'watch', 'delivery', 'plan'].map(domainOf),
  { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: [...runtime, 'type:testing'], bannedExternalImports: ['@nestjs/*'] },
  driver('none', []),
  driver('mongoose', ['mongoose', 'mongodb']),
  driver('kafkajs', ['kafkajs']),
  driver('bullmq', ['bullmq', 'ioredis']),
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: [...runtime, 'type:testing'], bannedExternalImports: drivers },
  {
    sourceTag: 'type:composition',
    onlyDependOnLibsWithTags: [...runtime, 'type:platform', 'type:testing'],
    bannedExternalImports: drivers,
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [...runtime, 'type:platform', 'type:composition', 'type:domain', 'type:testing'],
  },
  ...['gateway', 'projection', 'cli'].map((scope) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: ['type:kernel', 'type:contracts', 'type:runtime', 'type:platform', 'type:testing', 'scope:shared'],
  })),
  // What they say and hear goes through libs/writing-service; their own collections are theirs.
  ...['complaint', 'case', 'watch', 'delivery'].map((scope) => ({
    allSourceTags: ['type:app', `scope:${scope}`],
    bannedExternalImports: ['kafkajs', 'bullmq'],
  })),
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: runtime },
];

const pureDomain = {
  'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'performance'],
  'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'The domain is pure: no I/O.' }] }],
  'no-restricted-syntax': [
    'error',
    { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time arrives in the command.' },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time arrives in the command.' },
    { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Ids and chance arrive in the command.' },
  ],
};

const cqrsInMemory = {
  name: '@nestjs/cqrs',
  importNames: ['EventBus', 'Saga', 'EventsHandler', 'EventPublisher', 'UnhandledExceptionBus'],
  message: 'The event bus lives in memory and a saga dies with one throw (pitfalls N1): react to Kafka in src/consumers.',
};

export default ts.config(
  { ignores: ['**/dist/**', '**/*.cjs', '**/node_modules/**', '**/openapi-metadata.ts'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      complexity: ['error', 10],
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'max-depth': ['error', 3],
      'no-restricted-imports': ['error', { paths: [cqrsInMemory] }],
      'no-console': 'error',
    },
  },
  { files: ['libs/kernel/**/*.ts', 'libs/domain/**/*.ts'], ignores: ['**/*.spec.ts'], rules: pureDomain },
  { files: ['libs/kernel/src/clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['apps/cli/**/*.ts', 'libs/contracts/src/generate.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.suite.ts', 'libs/testing/**/*.ts', '**/*.contract.ts'],
    rules: { 'max-lines': ['error', 400], 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.contract.ts', 'libs/testing/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: '@redress/testing', message: 'Test code is imported from specs only.' }] },
      ],
    },
  },
);
