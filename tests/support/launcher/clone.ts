// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hasTool } from '../openssl/openssl.ts';

export const root = resolve(import.meta.dirname, '../../..');
const sources = ['main', 'preload', 'renderer', 'shared', 'resources', 'scripts', 'dist'];
const files = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** Returns why the launcher can't run, or null. */
export function launcherIsMissing(): string | null {
  if (process.platform !== 'linux') return 'Linux only';
  const missing = ['Xvfb', 'xdotool', 'chromium', 'gcc', 'zip'].filter((tool) => !hasTool(tool));
  if (missing.length > 0) return `${missing.join(', ')} missing`;
  return existsSync(join(root, 'dist/.build-stamp')) ? null : 'dist/ is not built: npm run build';
}

/** A built and installed repository without Electron's binary, reused by successive tests. */
export interface Clone {
  readonly folder: string;
  readonly electron: string;
  /** Replaces Electron's executable with a shell script, or with what the function `stand` writes. */
  putElectron(stand: string | ((file: string) => void)): void;
  start(words: readonly string[], env: NodeJS.ProcessEnv): Start;
  /** Restores the state before the first start: no binary, no remembered failure. */
  reset(): void;
  remove(): void;
}

export interface Start {
  readonly process: ChildProcess;
  text(): string;
  /** Resolves once the output contains these words. Rejects if the process ends first. */
  says(words: string): Promise<void>;
  readonly exit: Promise<number | null>;
}

export function makeClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-clone-'));
  for (const name of [...sources, ...files]) cpSync(join(root, name), join(folder, name), { recursive: true });
  const modules = join(root, 'node_modules');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(modules))
    if (name !== 'electron' && !name.startsWith('.certsteward'))
      symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json')));
  writeFileSync(join(folder, 'node_modules/.certsteward-lock-hash'), lock.digest('hex'));
  const electron = join(folder, 'node_modules/electron');
  const clone: Clone = {
    folder,
    electron,
    putElectron(stand) {
      const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')) as { version: string };
      const file = join(electron, 'dist/electron');
      mkdirSync(join(electron, 'dist'), { recursive: true });
      if (typeof stand === 'string') writeFileSync(file, `#!/bin/sh\n${stand}\n`);
      else stand(file);
      if (existsSync(file) && typeof stand === 'string') chmodSync(file, 0o755);
      writeFileSync(join(electron, 'dist/version'), version);
      writeFileSync(join(electron, 'path.txt'), 'electron');
    },
    start: (words, env) => startLauncher(folder, words, env),
    reset() {
      rmSync(electron, { recursive: true, force: true });
      mkdirSync(electron);
      for (const name of ['package.json', 'checksums.json', 'install.js'])
        cpSync(join(modules, 'electron', name), join(electron, name));
      rmSync(join(folder, 'node_modules/.certsteward-electron.json'), { force: true });
      rmSync(join(folder, 'out'), { recursive: true, force: true });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  clone.reset();
  return clone;
}

function startLauncher(folder: string, words: readonly string[], env: NodeJS.ProcessEnv): Start {
  const child = spawn(process.execPath, [join(folder, 'scripts/start.mjs'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      child.emit('said');
    });
  const exit = new Promise<number | null>((done) => void child.once('close', (code) => done(code)));
  return {
    process: child,
    text: () => text,
    exit,
    says: (words) =>
      new Promise((done, fail) => {
        const look = () => text.includes(words) && done();
        look();
        child.on('said', look);
        void exit.then(() => fail(new Error(`it ended without "${words}":\n${text}`)));
      }),
  };
}
