import path from 'node:path';

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
      files.push(path.resolve(cwd, argument));
    }
  }
  return { dataFolder, headless, hidden, files };
}
