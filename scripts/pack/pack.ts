// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run pack [-- WORDS]` builds the Electron packages. WORDS, such as `--win --x64`, are passed to electron-builder
 * (docs/releasing.md).
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { missingFor, systemsOf } from './needs.ts';

const root = resolve(import.meta.dirname, '../..');
const words = process.argv.slice(2);
const computer = { platform: process.platform, arch: process.arch, root };
for (const system of systemsOf(words, process.platform)) {
  const missing = missingFor(system, computer);
  if (missing.length === 0) continue;
  console.error(`A package for ${system} needs here: ${missing.join('; ')}.`);
  process.exit(1);
}

const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
for (const program of [
  [join(root, 'scripts/build.ts')],
  [join(root, 'scripts/sbom.ts')],
  [builder, '--publish=never', ...words],
]) {
  const { status } = spawnSync(process.execPath, program, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
