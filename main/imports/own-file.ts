// SPDX-License-Identifier: Apache-2.0
import { open, stat } from 'node:fs/promises';
import type { InspectionReport } from '../../shared/schemas/inspection.ts';
import { bytesLookLikeBackup } from '../backup/container/recognise-backup.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import { bytesLookLikeVault } from '../vault/store/database-header.ts';

export type OwnFileKind = 'vault' | 'backup';

/** Holds the README of a backup and the header behind it. */
const headBytes = 64 * 1024;

/** What of ours the first bytes of a file are, whatever its name. */
export function ownKindOfBytes(head: Uint8Array): OwnFileKind | null {
  if (bytesLookLikeVault(head)) return 'vault';
  return bytesLookLikeBackup(head) ? 'backup' : null;
}

/** The same for a file on the disk; null for what is no regular file or cannot be read: a pipe would lose its bytes. */
export async function ownKindOfFile(path: string): Promise<OwnFileKind | null> {
  try {
    // Opening a pipe would wait for a writer.
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

/** A backup is restored, not imported; what is in it only its secret tells. */
export function backupReport(file: string): InspectionReport {
  return { file, kind: 'backup', certificates: [], keys: [], diagnosis: { code: 'not-a-certificate-file' } };
}

/** What a vault file tells before its secret is given. Errors: `vault-damaged`, `vault-newer`, `file-unreadable`. */
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
