// Plants one violation per boundary rule and expects the linter to catch it, so that no rule goes silently vacuous;
// and a legal import per kind of project, so that no rule is a wall. Nothing is written to disk.
import { execFileSync } from 'node:child_process';
import { ESLint } from 'eslint';

const boundary = '@nx/enforce-module-boundaries';
const kernel = 'libs/kernel/src/index.ts';
const contracts = 'libs/contracts/src/index.ts';
const complaint = 'libs/domain/complaint/src/index.ts';
const calendar = 'libs/domain/calendar/src/index.ts';
const eventStore = 'libs/event-store/src/index.ts';
const messaging = 'libs/messaging/src/index.ts';
const timers = 'libs/timers/src/index.ts';
const commandHandling = 'libs/command-handling/src/index.ts';
const platform = 'libs/platform/src/index.ts';
const writingService = 'libs/writing-service/src/index.ts';
const testing = 'libs/testing/src/index.ts';
const intake = 'apps/intake/src/main.ts';
const gateway = 'apps/gateway/src/main.ts';
const projection = 'apps/projection/src/main.ts';

const imports = (name) => `import * as planted from '${name}';\nexport const probe = planted;\n`;

const violations = [
  [kernel, imports('@redress/contracts'), boundary],
  [kernel, imports('uuid'), boundary],
  [contracts, imports('@redress/event-store'), boundary],
  [contracts, imports('kafkajs'), boundary],
  [contracts, imports('@nestjs/common'), boundary],
  [complaint, imports('@redress/contracts'), boundary],
  [complaint, imports('@redress/event-store'), boundary],
  [complaint, imports('@redress/watch'), boundary],
  [complaint, imports('uuid'), boundary],
  [complaint, imports('@nestjs/common'), boundary],
  [calendar, imports('@redress/complaint'), boundary],
  [complaint, imports('node:crypto'), 'no-restricted-imports'],
  [complaint, 'export const at = Date.now();\n', 'no-restricted-syntax'],
  [complaint, 'export const at = new Date();\n', 'no-restricted-syntax'],
  [complaint, 'export const id = Math.random();\n', 'no-restricted-syntax'],
  [complaint, 'export const env = process.env;\n', 'no-restricted-globals'],
  [eventStore, imports('@redress/complaint'), boundary],
  [eventStore, imports('@redress/platform'), boundary],
  [eventStore, imports('kafkajs'), boundary],
  [eventStore, imports('bullmq'), boundary],
  [messaging, imports('mongoose'), boundary],
  [timers, imports('kafkajs'), boundary],
  [commandHandling, imports('mongoose'), boundary],
  [commandHandling, imports('@nestjs/common'), boundary],
  [platform, imports('mongoose'), boundary],
  [platform, imports('@redress/complaint'), boundary],
  [writingService, imports('@redress/complaint'), boundary],
  [writingService, imports('mongoose'), boundary],
  [platform, imports('@redress/writing-service'), boundary],
  [testing, imports('@redress/complaint'), boundary],
  [intake, imports('@redress/case'), boundary],
  [intake, imports('../../gateway/src/main'), boundary],
  [gateway, imports('@redress/complaint'), boundary],
  [projection, imports('@redress/complaint'), boundary],
  [intake, imports('kafkajs'), boundary],
  [intake, imports('bullmq'), boundary],
  [intake, imports('@redress/testing'), '@typescript-eslint/no-restricted-imports'],
  [intake, "import { EventBus } from '@nestjs/cqrs';\nexport const probe = EventBus;\n", 'no-restricted-imports'],
  [intake, "import { Saga } from '@nestjs/cqrs';\nexport const probe = Saga;\n", 'no-restricted-imports'],
  [intake, 'export const probe: any = 1;\n', '@typescript-eslint/no-explicit-any'],
  [intake, 'export const probe = (x?: string): number => x!.length;\n', '@typescript-eslint/no-non-null-assertion'],
  [intake, 'const work = async (): Promise<void> => {};\nwork();\n', '@typescript-eslint/no-floating-promises'],
];

const legal = [
  [contracts, imports('@redress/kernel')],
  [complaint, imports('@redress/kernel')],
  [complaint, imports('@redress/plan-rules')],
  [eventStore, imports('mongoose')],
  [messaging, imports('kafkajs')],
  [timers, imports('bullmq')],
  [platform, imports('@nestjs/common')],
  [intake, imports('@redress/complaint')],
  [intake, "import { CommandBus } from '@nestjs/cqrs';\nexport const probe = CommandBus;\n"],
];

// Without a cached project graph the boundary rule only warns and lets everything pass.
execFileSync('nx', ['show', 'projects'], { stdio: 'ignore' });

const eslint = new ESLint();
const rulesHit = async (file, code) => {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result.messages.filter((m) => m.severity === 2).map((m) => m.ruleId ?? m.message);
};

let failed = 0;
const report = (ok, text) => {
  if (!ok) failed += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${text}`);
};
for (const [file, code, rule] of violations) {
  const hit = await rulesHit(file, code);
  report(hit.includes(rule), `${rule} catches in ${file}: ${code.split('\n')[0]}`);
}
for (const [file, code] of legal) {
  const hit = await rulesHit(file, code);
  report(hit.length === 0, `allowed in ${file}: ${code.split('\n')[0]} ${hit.join(', ')}`);
}
console.log(`${violations.length + legal.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
