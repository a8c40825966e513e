// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { purgeRows, trashIds } from '../deletion/deletion-rows.ts';
import { vaultFileName } from '../folder/folder.ts';
import { deleteMachineRows } from '../records/installed/proof-rows.ts';
import { isRekeyUnfinished, dropStaging } from '../rekey/staging-rows.ts';
import { countCertificates } from '../store/rows/certificate-queries.ts';
import { fullCheck } from '../store/integrity.ts';
import { keyIds } from '../store/rows/key-rows.ts';
import { deleteProtectors, readProtectors } from '../store/rows/protector-rows.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { VaultConnection } from '../store/vault-connection.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

export interface ExportedVault {
  readonly bytes: number;
  readonly certificates: number;
  readonly keys: number;
}

const staysBehind: readonly ProtectorKind[] = ['os-store', 'token'];

/**
 * Throws `last-protector` (only an OS store or token), `recovery-unsaved` (no confirmed recovery code, passphrase not
 * given), `rekey-unfinished`.
 */
export function refuseUnopenable(database: DatabaseSync, passphraseGiven: boolean): void {
  if (isRekeyUnfinished(database)) throw new AppError('rekey-unfinished');
  if (readVaultRecord(database).recipient === null) return;
  const protectors = readProtectors(database);
  if (protectors.every((row) => staysBehind.includes(row.kind))) throw new AppError('last-protector');
  const saved = protectors.some((row) => row.kind === 'recovery-code' && row.confirmedAt !== null);
  if (!saved && !passphraseGiven) throw new AppError('recovery-unsaved');
}

/**
 * Writes a verified snapshot with mode 0600. Omits the trash, machine rows and `staysBehind`. Throws
 * `destination-unwritable`, `disk-full`, `verification-failed`.
 */
export function exportVaultFile(vaultPath: string, destination: string): ExportedVault {
  // The destination's name may already use all 255 bytes.
  const temporary = join(dirname(destination), `.certsteward-${randomUUID()}.part`);
  try {
    refuseOwnFiles(vaultPath, destination);
    // SQLite keeps the mode of an existing empty file.
    closeSync(openSync(temporary, 'wx', 0o600));
    snapshot(vaultPath, temporary);
    const expected = strip(temporary);
    sync(temporary, 'r+');
    const exported = verify(temporary, expected);
    renameSync(temporary, destination);
    // Windows cannot sync a folder.
    if (process.platform !== 'win32') sync(dirname(destination), 'r');
    return exported;
  } catch (error) {
    for (const suffix of ['', '-journal']) rmSync(`${temporary}${suffix}`, { force: true });
    throw asDestinationError(error);
  }
}

function refuseOwnFiles(vaultPath: string, destination: string): void {
  const beside = realpathSync(dirname(vaultPath)) === realpathSync(dirname(destination));
  if (beside && basename(destination).toLowerCase().startsWith(vaultFileName)) {
    throw new AppError('destination-unwritable', { cause: 'vault' });
  }
}

function snapshot(from: string, to: string): void {
  const source = new VaultConnection(from, { readOnly: true });
  try {
    source.vacuum(to);
  } finally {
    source.close();
  }
}

function strip(path: string): { readonly certificates: number; readonly keys: readonly string[] } {
  const copy = new VaultConnection(path);
  try {
    // Keep removed rows out of journal and temporary files.
    copy.exec('PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY');
    copy.exec('BEGIN');
    purgeRows(copy, trashIds(copy, null));
    for (const kind of staysBehind) deleteProtectors(copy, kind);
    deleteMachineRows(copy);
    dropStaging(copy);
    // Without the removed protectors, the seal wouldn't match.
    copy.exec('UPDATE vault SET seal = NULL; DELETE FROM sealed_keys');
    copy.exec('COMMIT');
    // Without VACUUM the removed rows stay in the file.
    copy.vacuum();
    return { certificates: countCertificates(copy), keys: keyIds(copy) };
  } finally {
    copy.close();
  }
}

function verify(
  path: string,
  expected: { readonly certificates: number; readonly keys: readonly string[] },
): ExportedVault {
  const copy = new VaultConnection(path, { readOnly: true });
  try {
    const keys = keyIds(copy);
    const certificates = countCertificates(copy);
    const damage = fullCheck(copy);
    const same = certificates === expected.certificates && keys.join() === expected.keys.join();
    if (damage.length > 0 || !same) throw new AppError('verification-failed', { reason: 'reopened-differs' });
    return { bytes: statSync(path).size, certificates, keys: keys.length };
  } finally {
    copy.close();
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function asDestinationError(error: unknown): unknown {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (cause === 'ENOSPC' || cause === 'EDQUOT') return new AppError('disk-full', { cause });
  if (/^E[A-Z]+$/.test(cause) && !cause.startsWith('ERR_')) {
    return new AppError('destination-unwritable', { cause }, { cause: error });
  }
  return asAppError(error);
}
