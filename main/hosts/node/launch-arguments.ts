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
      const file = filePath(argument, cwd);
      if (file !== null) files.push(file);
    }
  }
  return { dataFolder, headless, hidden, files };
}

/** A desktop entry with %U passes `file://` addresses. Null: an address of no file. */
function filePath(argument: string, cwd: string): string | null {
  if (!/^file:/i.test(argument)) return path.resolve(cwd, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    return null;
  }
}
