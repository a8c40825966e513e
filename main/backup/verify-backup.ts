// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackupParts } from './create-backup.ts';
import { hashOfFile } from './container/file-hash.ts';
import type { Manifest } from './container/manifest.ts';
import type { BackupSecret } from './container/open-container.ts';

export interface VerifiedBackup {
  /** `unchanged` means no secret was given and the file's hash is as recorded. */
  readonly outcome: 'rehearsed' | 'unchanged';
  readonly manifest: Manifest | null;
  readonly signed: number;
  readonly untested: number;
  readonly row: BackupRow | null;
}

/**
 * Records the result. Errors: `secret-missing` (no `secret`, and the backup isn't in the history), `cancelled`, those
 * of `readContents`, `backup-damaged` if changed.
 */
export async function verifyBackup(
  vault: Vault | null,
  parts: BackupParts,
  {
    path,
    secret,
    id = null,
    signal,
  }: {
    readonly path: string;
    readonly secret: BackupSecret | null;
    /** The expected backup. If null, the backup is found by hash, so an older one at this path would pass. */
    readonly id?: string | null;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<VerifiedBackup> {
  let row = id === null ? null : (vault?.backups.find(id) ?? null);
  try {
    const sha256 = await hashOf(path, signal);
    row ??= vault?.backups.list().find((each) => each.sha256 === sha256) ?? null;
    if (row && row.sha256 !== sha256) throw new AppError('backup-damaged', { problem: 'changed' });
    const found = await lookInside(parts, path, secret, row !== null, signal);
    if (vault && row) await vault.backups.look(row.id, parts.now(), null);
    return { ...found, row };
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    const isAway = error instanceof AppError && error.details['cause'] === 'ENOENT';
    const tells = code === 'backup-damaged' || (code === 'file-unreadable' && !isAway) || code === 'not-a-backup';
    if (vault && row && tells) await vault.backups.look(row.id, parts.now(), code);
    throw error;
  }
}

async function lookInside(
  { parse }: BackupParts,
  path: string,
  secret: BackupSecret | null,
  known: boolean,
  signal: AbortSignal | undefined,
): Promise<Omit<VerifiedBackup, 'row'>> {
  if (secret === null) {
    if (!known) throw new AppError('secret-missing');
    return { outcome: 'unchanged', manifest: null, signed: 0, untested: 0 };
  }
  try {
    const { manifest, signed, untested } = await parse.run('rehearseBackup', { path, secret, stretched: null }, signal);
    return { outcome: 'rehearsed', manifest, signed, untested };
  } finally {
    parse.forget();
  }
}

async function hashOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) throw new AppError('file-unreadable', { file: path, cause: 'EISDIR' });
    return await hashOfFile(path, signal);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal?.aborted === true) throw new AppError('cancelled');
    throw new AppError('file-unreadable', { file: path, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}
