// SPDX-License-Identifier: Apache-2.0
import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const onWindows = process.platform === 'win32';

/** Windows has access lists instead of modes, and Node reports 0666 for anything writable. */
export const privateFileMode = onWindows ? 0o666 : 0o600;
export const privateFolderMode = onWindows ? 0o666 : 0o700;

export const slashes = (path: string): string => path.replaceAll('\\', '/');

/** On Windows not every account may create links, and Wine only pretends to. */
export function canLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-link-'));
  try {
    symlinkSync(folder, join(folder, 'link'));
    return lstatSync(join(folder, 'link')).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
