// SPDX-License-Identifier: Apache-2.0
import { decryptWith, encryptTo, newIdentity } from '../age-files.ts';
import type { ProtectorRow } from '../store/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import type { ProtectorKit } from './protector-kit.ts';

/**
 * The OS store keeps a wrapping identity of its own, not the vault's: what opens the vault then changes in one
 * SQLite transaction, never half here and half there (docs/decisions/0002-vault-protectors.md).
 */
export async function makeOsStoreProtector(
  kit: ProtectorKit,
  vaultId: string,
  identity: Uint8Array,
): Promise<ProtectorRow> {
  const wrapping = await newIdentity();
  const plain = identityFile(identity);
  const id = kit.newId();
  try {
    await kit.osStore.write(accountOf(vaultId, id), Buffer.from(wrapping.identity).toString('utf8'));
    return {
      id,
      kind: 'os-store',
      createdAt: kit.clock().toISOString(),
      envelope: await encryptTo(wrapping.recipient, plain),
      wrappingRecipient: wrapping.recipient,
      codeEnvelope: null,
      confirmedAt: null,
      token: null,
    };
  } finally {
    wrapping.identity.fill(0);
    plain.fill(0);
  }
}

/** The vault identity; null when the store has no item for this vault. Throws `not-available`. */
export async function openOsStoreProtector(
  kit: ProtectorKit,
  vaultId: string,
  row: ProtectorRow,
): Promise<Uint8Array | null> {
  const secret = await kit.osStore.read(accountOf(vaultId, row.id));
  if (secret === null || !secret.startsWith('AGE-SECRET-KEY-1')) return null;
  const wrapping = Buffer.from(secret, 'utf8');
  try {
    return await decryptWith(wrapping, row.envelope);
  } finally {
    wrapping.fill(0);
  }
}

/** For a protector that never came into force. Leaves the item when the store does not answer any more. */
export async function forgetOsStoreItem(kit: ProtectorKit, vaultId: string, row: ProtectorRow): Promise<void> {
  // An item without its envelope opens nothing.
  await removeOsStoreItem(kit, vaultId, row.id);
}

/** False when the store does not answer. An item that is not there is one less to remove. */
export async function removeOsStoreItem(kit: ProtectorKit, vaultId: string, protectorId: string): Promise<boolean> {
  if (!(await kit.osStore.probe()).available) return false;
  try {
    const account = accountOf(vaultId, protectorId);
    if ((await kit.osStore.read(account)) !== null) await kit.osStore.remove(account);
    return true;
  } catch {
    return false;
  }
}

/** The protector's id keeps two processes that set up one vault at once from overwriting each other's item. */
function accountOf(vaultId: string, protectorId: string): string {
  return `vault:${vaultId}:${protectorId}`;
}
