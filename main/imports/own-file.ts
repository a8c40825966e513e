// SPDX-License-Identifier: Apache-2.0
import { open, stat } from 'node:fs/promises';
import type { InspectionReport } from '../../shared/schemas/certificates/inspection.ts';
import { bytesLookLikeBackup } from '../backup/container/recognise-backup.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import { bytesLookLikeVault } from '../vault/store/database-header.ts';

export type OwnFileKind = 'vault' | 'backup';

/** Enough for a backup's README and the next header. */
const headBytes = 64 * 1024;

export function ownKindOfBytes(head: Uint8Array): OwnFileKind | null {
  if (bytesLookLikeVault(head)) return 'vault';
  return bytesLookLikeBackup(head) ? 'backup' : null;
}

export async function ownKindOfFile(path: string): Promise<OwnFileKind | null> {
  try {
    // Opening a pipe would block.
    if (!(await stat(path)).isFile()) return null;
    const handle = await open(path, 'r');
    try {
      const head = Buffer.alloc(headBytes);
      const { bytesRead } = await handle.read(head, 0, headBytes, 0);
      return ownKindOfBytes(head.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/** Backups are restored, not imported. */
export function backupReport(file: string): InspectionReport {
  return { file, kind: 'backup', certificates: [], keys: [], diagnosis: { code: 'not-a-certificate-file' } };
}

/** Needs no secret. */
export async function vaultReport(
  file: string,
  path: string,
  parse: ParseClient,
  signal?: AbortSignal,
): Promise<InspectionReport & { readonly vault: NonNullable<InspectionReport['vault']> }> {
  const vault = await parse.run('describeVault', { path }, signal);
  const code = vault.opensBy.length > 0 ? 'needs-password' : 'opened';
  return { file, kind: 'vault', certificates: [], keys: [], vault, diagnosis: { code } };
}
