// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface LaunchArguments {
  /** From `--data DIR`; null means the default folder. */
  readonly dataFolder: string | null;
  readonly headless: boolean;
  /** From `--hidden`, with the session: in the tray only (R03). */
  readonly hidden: boolean;
  /** Absolute paths of files to open, as the desktop's file association passes them. */
  readonly files: readonly string[];
}

/**
 * What a person gave: not Electron itself and, without a package, not the folder of the app, which is its first word that
 * is no flag (as root `--no-sandbox` comes before it).
 */
export function appArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const own = argv.slice(1);
  const app = own.findIndex((argument) => !argument.startsWith('-'));
  return isPackaged || app < 0 ? own : own.toSpliced(app, 1);
}

/**
 * What follows `--cli --`: command and options of the command line. Null: the window is meant. Chromium takes no word after the
 * two dashes for a switch of its own (a file may be called `--gpu-launcher=…`), nor `label:Bank` for an address.
 */
export function commandLineWords(argv: readonly string[]): string[] | null {
  const at = argv.indexOf('--cli');
  if (at < 0) return null;
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
}

/** Flags that are not ours are left to the runtime: Electron passes Chromium's own ones along. */
export function readLaunchArguments(argv: readonly string[], cwd: string): LaunchArguments {
  let dataFolder: string | null = null;
  let headless = false;
  let hidden = false;
  const files: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--data') {
      index += 1;
      const folder = argv[index];
      if (folder) dataFolder = path.resolve(cwd, folder);
    } else if (argument.startsWith('--data=')) {
      dataFolder = path.resolve(cwd, argument.slice('--data='.length));
    } else if (argument === '--headless') {
      headless = true;
    } else if (argument === '--hidden') {
      hidden = true;
    } else if (argument !== '' && !argument.startsWith('-')) {
      files.push(pathOf(argument, cwd));
    }
  }
  return { dataFolder, headless, hidden, files };
}

/** A desktop entry with `%U` hands files over as `file:` addresses. One that names no file here stays a name. */
function pathOf(argument: string, cwd: string): string {
  try {
    // On Windows one of another computer would be a share that is contacted.
    if (/^file:/i.test(argument) && new URL(argument).host === '') return fileURLToPath(argument);
  } catch {
    // No address, or with an escaped slash.
  }
  return path.resolve(cwd, argument);
}
