// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lockTimeoutMs, VaultConnection, type ConnectionOptions } from './vault-connection.ts';

type ReadOptions = Pick<ConnectionOptions, 'steps' | 'rowsOnly'>;

type ReadMode = 'immutable' | 'readonly_shm' | 'copy';

/** Writes nothing to the file or folder. */
export function openReadOnly(path: string, options: ReadOptions = {}): VaultConnection {
  const mode = readModeOf(path);
  try {
    return openAs(path, mode, options);
  } catch (error) {
    const now = readModeOf(path);
    if (now !== mode) return openAs(path, now, options);
    if (mode !== 'readonly_shm' || !needsRecovery(error)) throw error;
    return openAs(path, 'copy', options);
  }
}

/** `readonly_shm` reads the WAL and its index. If the index is missing, SQLite must create one, so use a copy. */
function readModeOf(path: string): ReadMode {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size;
  if (existsSync(`${path}-shm`)) return wal === undefined ? 'immutable' : 'readonly_shm';
  return wal === undefined || wal === 0 ? 'immutable' : 'copy';
}

/** SQLITE_PROTOCOL or SQLITE_READONLY_RECOVERY (sqlite.org/rescode.html): a killed process left a partial WAL index. */
function needsRecovery(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return code === 15 || code === 264;
}

function openAs(path: string, mode: ReadMode, options: ReadOptions): VaultConnection {
  if (mode === 'copy') return openCopy(path, options);
  const location = pathToFileURL(path);
  location.searchParams.set(mode, '1');
  return new VaultConnection(location, { ...options, readOnly: true, timeout: lockTimeoutMs });
}

function openCopy(path: string, options: ReadOptions): VaultConnection {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-vault-'));
  const closed = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
    return new VaultConnection(copy, { ...options, readOnly: true, closed });
  } catch (error) {
    closed();
    throw error;
  }
}
