// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Program } from './wine-node.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface WindowsAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder on Wine's drive C: and the CLI in Node for Windows. */
export interface WindowsCli {
  /** Linux path of `C:\t`. */
  readonly folder: string;
  run(words: readonly string[], input?: string): WindowsAnswer;
  /** Starts the CLI and resolves with its first output. */
  start(words: readonly string[]): Promise<{ readonly stdout: string; stop(): void }>;
  /** Runs TypeScript source that can import koffi. */
  node(program: string): WindowsAnswer;
  /** Runs a line of cmd.exe, in which `certsteward` is the CLI. */
  cmd(line: string): WindowsAnswer;
  /** While `work` runs, a different program has `path` open and shares it only as `share` allows (CreateFileW). */
  whileHeld<T>(path: string, share: number, work: () => T): Promise<T>;
}

export function windowsCli({ node, folder, environment, pump }: Program): WindowsCli {
  const before = pump === undefined ? [] : [pump];
  const files = join(folder, 'prefix/drive_c/t');
  mkdirSync(files, { recursive: true });
  // Imports resolve only next to the Windows packages.
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const cli = onWindows(join(folder, 'dist/main/cli.mjs'));
  writeFileSync(join(files, 'certsteward.cmd'), `@"${onWindows(node)}" "${cli}" %*\r\n`);

  // Node crashes on Unix pipes under Wine, so use files for its streams.
  function call(program: readonly string[], input = ''): WindowsAnswer {
    const names = { input: join(folder, 'in'), out: join(folder, 'out'), error: join(folder, 'error') };
    writeFileSync(names.input, input);
    const stdio = [openSync(names.input, 'r'), openSync(names.out, 'w'), openSync(names.error, 'w')];
    let ended: SpawnSyncReturns<Buffer>;
    try {
      ended = spawnSync('wine', [...before, ...program], { env: environment, cwd: files, stdio, timeout: 90_000 });
    } finally {
      stdio.forEach(closeSync);
    }
    const [stdout, stderr] = [readFileSync(names.out, 'utf8'), readFileSync(names.error, 'utf8')];
    return { code: ended.status, stdout, stderr };
  }

  return {
    folder: files,
    run: (words, input) => call([node, cli, ...words], input),
    async start(words) {
      const out = join(folder, 'started');
      const stdio = ['ignore', openSync(out, 'w'), 'ignore'] as const;
      const child = spawn('wine', [...before, node, cli, ...words], {
        env: environment,
        cwd: files,
        stdio: [...stdio],
      });
      closeSync(stdio[1]);
      const text = (): string => readFileSync(out, 'utf8');
      while (!text().includes('\n') && child.exitCode === null) await setTimeout(50);
      return { stdout: text(), stop: () => void child.kill('SIGKILL') };
    },
    node(program) {
      const file = join(folder, 'program.ts');
      writeFileSync(file, program);
      return call([node, onWindows(file)]);
    },
    cmd: (line) => call(['cmd', '/d', '/c', line]),
    async whileHeld(path, share, work) {
      const [held, release] = [join(folder, 'held'), join(folder, 'release')];
      for (const name of [held, release]) rmSync(name, { force: true });
      const holder = join(root, 'tests/support/wine/hold-file.ts');
      const child = spawn('wine', [node, holder, folder, path, String(share), held, release], {
        env: environment,
        stdio: 'ignore',
      });
      try {
        while (!existsSync(held) && child.exitCode === null) await setTimeout(50);
        if (!existsSync(held)) throw new Error('the file could not be held');
        return work();
      } finally {
        writeFileSync(release, '');
        while (child.exitCode === null) await setTimeout(50);
      }
    },
  };
}

/** Wine maps all of Linux to drive Z:. */
function onWindows(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}
