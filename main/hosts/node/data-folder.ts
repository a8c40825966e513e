// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where vault, settings and browser profile are, the same for both hosts and the command line: XDG base directory on
 * Linux (a relative $XDG_DATA_HOME is to be ignored by that specification), application data elsewhere.
 */
export function defaultDataFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') {
    return path.win32.join(env['APPDATA'] ?? path.win32.join(home, 'AppData', 'Roaming'), 'CertSteward');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'CertSteward');
  const base = env['XDG_DATA_HOME'];
  return path.posix.join(base?.startsWith('/') ? base : path.posix.join(home, '.local', 'share'), 'certsteward');
}

/**
 * This computer's own state, never beside a vault: a folder of a vault may come from elsewhere (DESIGN 18). A relative
 * $XDG_STATE_HOME is to be ignored, as above.
 */
export function defaultStateFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'win32') {
    return path.win32.join(env['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), 'CertSteward');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'CertSteward State');
  const base = env['XDG_STATE_HOME'];
  return path.posix.join(base?.startsWith('/') ? base : path.posix.join(home, '.local', 'state'), 'certsteward');
}

/** Creates the folder for its owner alone (0700), also when it was there with wider rights. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
}
