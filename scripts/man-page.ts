// SPDX-License-Identifier: Apache-2.0
/** `npm run man` writes resources/man; `--check` compares it instead. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commands } from '../main/cli/commands.ts';
import { manPage } from '../main/cli/help/man-page.ts';

const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

for (const [language, file] of [
  ['en', 'resources/man/certsteward.1'],
  ['zh-CN', 'resources/man/zh_CN/certsteward.1'],
] as const) {
  const path = join(root, file);
  const page = manPage(commands, language, version);
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, page);
  } else if (readFileSync(path, 'utf8') !== page) {
    console.error(`${file} differs from the commands: npm run man`);
    process.exitCode = 1;
  }
}
