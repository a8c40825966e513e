// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault-status.ts';
import { purgeRows, trashIds } from '../deletion/deletion-rows.ts';
import { vaultFileName } from '../folder.ts';
import { deleteMachineRows } from '../installed/proof-rows.ts';
import { isRekeyUnfinished, dropStaging } from '../rekey/staging-rows.ts';
import { countCertificates } from '../store/certificate-queries.ts';
import { fullCheck } from '../store/integrity.ts';
import { keyIds } from '../store/key-rows.ts';
import { deleteProtectors, readProtectors } from '../store/protector-rows.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { VaultConnection } from '../store/vault-connection.ts';
import { readVaultRecord } from '../store/vault-record.ts';

export interface ExportedVault {
  readonly bytes: number;
  readonly certificates: number;
  readonly keys: number;
}

/** The OS store opens nothing elsewhere; a token is for the vault that its owner added it to, and for no copies. */
const staysBehind: readonly ProtectorKind[] = ['os-store', 'token'];

/**
 * Refuses a vault whose export nobody could open (`last-protector`: only this computer's OS store or a token opens it), whose
 * recovery code is not saved while nobody has shown another way in (`recovery-unsaved`, K01), or that is being re-keyed (`rekey-unfinished`). A vault
 * without protectors holds certificates only and needs none.
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
 * Writes the vault as one file that another computer takes in (K09): a snapshot of one moment, without 最近删除 and
 * without the OS store's protector, which opens nothing elsewhere. Temp -> fsync -> verify -> rename -> fsync folder,
 * mode 0600. Throws `destination-unwritable`, `disk-full`, `verification-failed`.
 */
export function exportVaultFile(vaultPath: string, destination: string): ExportedVault {
  // Not made from the file's name: that may have the full 255 bytes already.
  const temporary = join(dirname(destination), `.certsteward-${randomUUID()}.part`);
  try {
    refuseOwnFiles(vaultPath, destination);
    // SQLite fills an empty file that is there already, which so keeps its mode.
    closeSync(openSync(temporary, 'wx', 0o600));
    snapshot(vaultPath, temporary);
    const expected = strip(temporary);
    sync(temporary, 'r+');
    const exported = verify(temporary, expected);
    renameSync(temporary, destination);
    // Windows cannot sync a folder: there the rename alone must do.
    if (process.platform !== 'win32') sync(dirname(destination), 'r');
    return exported;
  } catch (error) {
    for (const suffix of ['', '-journal']) rmSync(`${temporary}${suffix}`, { force: true });
    throw asDestinationError(error);
  }
}

/** The vault itself, its WAL and its other companions are no place to write to. */
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

/** Takes out what must not travel; returns what has to be there afterwards. */
function strip(path: string): { readonly certificates: number; readonly keys: readonly string[] } {
  const copy = new VaultConnection(path);
  try {
    // Nothing beside the file: no journal, no temporary files with what is taken out.
    copy.exec('PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY');
    copy.exec('BEGIN');
    purgeRows(copy, trashIds(copy, null));
    for (const kind of staysBehind) deleteProtectors(copy, kind);
    deleteMachineRows(copy);
    // The rest of a re-keying that is through; the seal speaks of protectors that stayed behind.
    dropStaging(copy);
    copy.exec('UPDATE vault SET seal = NULL; DELETE FROM sealed_keys');
    copy.exec('COMMIT');
    // Built anew from its rows: the bytes of the others would still be in it.
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

/** What the file system says is about the new file here, not about the vault. */
function asDestinationError(error: unknown): unknown {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (cause === 'ENOSPC' || cause === 'EDQUOT') return new AppError('disk-full', { cause });
  if (/^E[A-Z]+$/.test(cause) && !cause.startsWith('ERR_')) {
    return new AppError('destination-unwritable', { cause }, { cause: error });
  }
  return asAppError(error);
}
