// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { lint } from './lint-fixture.ts';

const lines = (count: number): string => `export const x = 1;\n${'// line\n'.repeat(count - 1)}`;

/** Rule, file, and text that breaks the rule. */
const violations: readonly (readonly [string, string, string])[] = [
  ['typescript(no-require-imports)', 'main/vault/a1.ts', `export const x: unknown = require('node:path');\n`],
  ['typescript(no-floating-promises)', 'main/vault/a2.ts', `export function f(p: Promise<number>) {\n  p;\n}\n`],
  [
    'typescript(no-misused-promises)',
    'main/vault/a3.ts',
    `export const f = (e: { on(l: () => void): void }) => e.on(async () => { await Promise.resolve(1); });\n`,
  ],
  [
    'typescript(consistent-type-imports)',
    'main/vault/a4.ts',
    `import { Hash } from 'node:crypto';\nexport type X = Hash;\n`,
  ],
  ['typescript(consistent-type-imports)', 'main/vault/a5.ts', `export type X = import('../children/x.ts').X;\n`],
  ['typescript(no-explicit-any)', 'main/vault/a6.ts', `export const x: any = 1;\n`],
  ['typescript(no-non-null-assertion)', 'main/vault/a7.ts', `export const f = (x?: string) => x!;\n`],
  ['import(no-default-export)', 'main/vault/a8.ts', `export default 1;\n`],
  ['eslint(no-eval)', 'main/vault/a9.ts', `export const x: unknown = eval('1');\n`],
  ['eslint(no-console)', 'main/vault/a10.ts', `console.log(1);\n`],
  ['eslint(no-console)', 'renderer/ui/a11.ts', `console.log(1);\n`],
  ['eslint(no-restricted-properties)', 'tests/unit/a13.test.ts', `export const started = performance.now();\n`],
  ['eslint(no-restricted-properties)', 'tests/renderer/a14.test.tsx', `export const started = performance.now();\n`],
  ['eslint(no-restricted-properties)', 'tests/integration/cli/a15.test.ts', `export const x = process.hrtime();\n`],
  ['eslint(no-restricted-properties)', 'tests/e2e/flows/a16.spec.ts', `export const { now } = performance;\n`],
  ['eslint(no-restricted-imports)', 'main/stores/a17.ts', `export { createServer } from 'node:https';\n`],
  [
    'eslint(no-restricted-imports)',
    'main/hosts/node/a18.ts',
    `import * as net from 'node:net';\nexport const x = net;\n`,
  ],
  ['eslint(no-restricted-imports)', 'main/ipc/a19.ts', `import http from 'node:http';\nexport const x = http;\n`],
  ['eslint(no-restricted-imports)', 'main/hosts/electron/a20.ts', `export { shell } from 'electron';\n`],
  ['eslint(no-restricted-imports)', 'main/hosts/electron/a21.ts', `export { ipcMain } from 'electron';\n`],
  ['eslint(no-restricted-imports)', 'preload/a22.ts', `export { ipcRenderer } from 'electron';\n`],
  ['eslint(no-restricted-globals)', 'main/net/a23.ts', `export const x = async () => fetch('https://ca.example/');\n`],
  ['eslint(max-lines)', 'main/vault/a12.ts', lines(302)],
];

const clean: readonly (readonly [string, string])[] = [
  ['main/cli/print.ts', `console.log(1);\n`],
  ['tests/bench/figure.ts', `export const started = performance.now();\n`],
  ['tests/integration/tokens/modules/piv-module.test.ts', `export const started = performance.now();\n`],
  ['scripts/print.ts', `console.log(1);\n`],
  ['tool.config.ts', `export default 1;\n`],
  ['main/demo-ca/est-server.ts', `export { createServer } from 'node:https';\n`],
  ['main/hosts/node/single-instance.ts', `export { createServer } from 'node:net';\n`],
  ['main/hosts/electron/desktop/open-external.ts', `export { shell } from 'electron';\n`],
  ['main/stores/client.ts', `export { request } from 'node:https';\n`],
  ['main/vault/long.ts', lines(301)],
  [
    'main/vault/plain.ts',
    `import { join } from 'node:path';\n\nexport const file = (folder: string) => join(folder, 'a');\n`,
  ],
];

describe('lint', () => {
  const found = lint(Object.fromEntries([...violations.map(([, file, text]) => [file, text] as const), ...clean]));

  it.each(violations)('%s is enforced in %s', (rule, file) => {
    expect(found.get(file)?.map((one) => one.rule)).toContain(rule);
  });

  it.each(clean)('%s is clean', (file) => {
    expect(found.get(file)).toEqual([]);
  });
});
