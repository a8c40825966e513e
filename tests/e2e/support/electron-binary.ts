import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's executable when it is there in the version of its package. Never by `require('electron')`: that downloads. */
export function electronBinary(root: string): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist');
  try {
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    if (readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return null;
  } catch {
    return null;
  }
  const file = path.join(dist, executables[process.platform] ?? 'electron');
  return existsSync(file) ? file : null;
}
