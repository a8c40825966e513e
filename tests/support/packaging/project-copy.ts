// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyProductionModules } from './production-modules.ts';

const root = resolve(import.meta.dirname, '../../..');
const files = ['package.json', 'package-lock.json', 'electron-builder.yml', 'electron-builder.e2e.yml', 'LICENSE'];
const folders = ['dist', 'resources', 'main', 'shared', 'tests', 'scripts'];

/** Copies to `folder` the project files that electron-builder reads. */
export function copyProject(folder: string): void {
  for (const name of [...files, ...folders])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  copyProductionModules(root, folder);
}

export function electronVersion(): string {
  const text = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Runs electron-builder in a copy of the project, with the runtime in its folder `stub`. The output is in `packed`. */
export function runBuilder(folder: string, words: readonly string[], env = process.env): void {
  const given = ['--publish=never', '-c.electronDist=stub', '-c.directories.output=packed'];
  const run = spawnSync('electron-builder', [...words, ...given], { cwd: folder, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(`electron-builder: ${run.error ?? ''}${run.stdout}\n${run.stderr}`);
}
