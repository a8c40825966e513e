// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface LaunchArguments {
  /** From `--data DIR`, or null for the default. */
  readonly dataFolder: string | null;
  readonly headless: boolean;
  /** `--hidden`: tray only. */
  readonly hidden: boolean;
  readonly files: readonly string[];
}

/** If unpackaged, the first non-flag argument is the app folder. */
export function appArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const own = argv.slice(1);
  const app = own.findIndex((argument) => !argument.startsWith('-'));
  return isPackaged || app < 0 ? own : own.toSpliced(app, 1);
}

/**
 * Returns the words after `--cli [--]`, or null to open the window. Chromium doesn't parse words after `--` as
 * switches.
 */
export function commandLineWords(argv: readonly string[]): string[] | null {
  const at = argv.indexOf('--cli');
  if (at < 0) return null;
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
}

/** Ignores unknown flags, because Electron adds Chromium's. */
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

function pathOf(argument: string, cwd: string): string {
  try {
    // Windows would contact a host in the URL.
    if (/^file:/i.test(argument) && new URL(argument).host === '') return fileURLToPath(argument);
  } catch {}
  return path.resolve(cwd, argument);
}
