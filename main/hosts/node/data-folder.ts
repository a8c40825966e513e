// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function defaultDataFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') {
    return path.win32.join(env['APPDATA'] ?? path.win32.join(home, 'AppData', 'Roaming'), 'CertSteward');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'CertSteward');
  const base = env['XDG_DATA_HOME'];
  return path.posix.join(base?.startsWith('/') ? base : path.posix.join(home, '.local', 'share'), 'certsteward');
}

/** Separate from the vault, which may be copied to other computers. */
export function defaultStateFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') {
    return path.win32.join(env['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), 'CertSteward');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'CertSteward State');
  const base = env['XDG_STATE_HOME'];
  return path.posix.join(base?.startsWith('/') ? base : path.posix.join(home, '.local', 'state'), 'certsteward');
}

export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
}
