// SPDX-License-Identifier: Apache-2.0
import type { UseTokenKey } from '../age/age-ssh-rsa.ts';
import type { ProtectorRow } from '../store/rows/protector-rows.ts';
import { identityOf } from './identity-file.ts';
import { openOsStoreProtector } from './os-store-protector.ts';
import { openPassphraseProtector } from './passphrase-protector.ts';
import type { ProtectorKit } from './protector-kit.ts';
import { openRecoveryProtector } from './recovery-protector.ts';
import { openTokenProtector } from './token-protector.ts';

export type VaultSecret =
  | { readonly kind: 'passphrase' | 'recovery-code'; readonly secret: string }
  | { readonly kind: 'os-store' }
  /** `unwrap` needs a logged-in token. Without `recipient`, uses the first token protector. */
  | { readonly kind: 'token'; readonly recipient?: string; readonly unwrap: UseTokenKey };

export function protectorFor(rows: readonly ProtectorRow[], given: VaultSecret): ProtectorRow | null {
  const recipient = given.kind === 'token' ? given.recipient : undefined;
  const isMeant = (row: ProtectorRow): boolean =>
    row.kind === given.kind && (recipient === undefined || row.wrappingRecipient === recipient);
  return rows.find(isMeant) ?? null;
}

/** Returns null if `given` doesn't open the protector. The caller zeroes the identity. */
export async function openProtector(
  kit: ProtectorKit,
  vaultId: string,
  row: ProtectorRow,
  given: VaultSecret,
): Promise<Uint8Array | null> {
  const file = await openFile(kit, vaultId, row, given);
  return file && identityOf(file);
}

async function openFile(
  kit: ProtectorKit,
  vaultId: string,
  row: ProtectorRow,
  given: VaultSecret,
): Promise<Uint8Array | null> {
  switch (given.kind) {
    case 'passphrase':
      return await openPassphraseProtector(kit, row, given.secret);
    case 'recovery-code':
      return await openRecoveryProtector(kit, row, given.secret);
    case 'os-store':
      return await openOsStoreProtector(kit, vaultId, row);
    case 'token':
      return await openTokenProtector(row, given.unwrap);
  }
}
