// SPDX-License-Identifier: Apache-2.0
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isOpenOnWindows, restrictOnWindows } from './windows-access.ts';

export const vaultFileName = 'vault.sqlite';
const unfinishedPrefix = 'vault.sqlite.new-';
const unfinishedMaxAgeMs = 60 * 60 * 1000;

export function vaultPath(folder: string): string {
  return join(folder, vaultFileName);
}

export function vaultExists(folder: string): boolean {
  return existsSync(vaultPath(folder));
}

/** A folder with other contents keeps its mode: it may be /tmp. */
export function prepareFolder(folder: string): void {
  makeFolders(folder);
  if (!holdsOnlyOwn(folder)) return;
  // chmod can't restrict access on Windows.
  if (process.platform === 'win32') restrictOnWindows(folder, homedir());
  else chmodSync(folder, 0o700);
}

/** Replaces Node's recursive mkdir, which hangs on `/proc/x`. */
function makeFolders(folder: string): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolders(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (existsSync(folder)) return;
    const nothingBelow = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw nothingBelow ? new AppError('destination-unwritable', { what: 'vault' }) : error;
  }
}

const ownName =
  /^(?:vault\.sqlite|tokens\.sqlite|backup-transfer|settings\.json|instance\.sock|instance-name|(?:electron|chromium)-profile)/;

function holdsOnlyOwn(folder: string): boolean {
  return readdirSync(folder).every((name) => ownName.test(name));
}

export function restrictToOwner(folder: string): void {
  if (process.platform === 'win32') return;
  for (const suffix of ['', '-wal', '-shm']) narrow(`${vaultPath(folder)}${suffix}`, 0o600);
  if (holdsOnlyOwn(folder)) narrow(folder, 0o700);
}

function narrow(path: string, mode: number): void {
  const found = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  if ((found & 0o077) === 0) return;
  try {
    chmodSync(path, mode);
  } catch {
    // FAT and network drives may refuse.
  }
}

const openOnWindows = new Map<string, boolean>();

export function isOpenToOthers(folder: string): boolean {
  if (process.platform === 'win32') {
    const open = openOnWindows.get(folder) ?? isOpenOnWindows(vaultPath(folder), homedir());
    openOnWindows.set(folder, open);
    return open;
  }
  return ((statSync(vaultPath(folder), { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}

/** Uses a temporary name, so a killed process leaves no partial vault. */
export function newVaultFile(folder: string, name: string): string {
  const path = join(folder, `${unfinishedPrefix}${name}`);
  closeSync(openSync(path, 'wx', 0o600));
  return path;
}

/** Throws `vault-exists`. */
export function publishVault(folder: string, unfinished: string): void {
  try {
    try {
      linkSync(unfinished, vaultPath(folder));
    } catch (error) {
      if (isCode(error, 'EEXIST')) throw error;
      // FAT and some network file systems don't support links.
      copyFileSync(unfinished, vaultPath(folder), constants.COPYFILE_EXCL);
    }
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw new AppError('vault-exists');
    throw error;
  }
  syncFolder(folder);
}

export function discardUnfinished(unfinished: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
}

export function removeUnfinished(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const path = join(folder, name);
    const age = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > unfinishedMaxAgeMs) rmSync(path, { force: true });
  }
}

/** A new name is durable only once its folder is synced. Windows cannot sync folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
