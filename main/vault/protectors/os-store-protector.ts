// SPDX-License-Identifier: Apache-2.0
import { decryptWith, encryptTo, newIdentity } from '../age/age-files.ts';
import type { ProtectorRow } from '../store/rows/protector-rows.ts';
import { identityFile } from './identity-file.ts';
import type { ProtectorKit } from './protector-kit.ts';

/**
 * The store keeps a separate wrapping identity, so re-keying changes only the database
 * (docs/decisions/0002-vault-protectors.md).
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

export async function forgetOsStoreItem(kit: ProtectorKit, vaultId: string, row: ProtectorRow): Promise<void> {
  await removeOsStoreItem(kit, vaultId, row.id);
}

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

/** Includes the protector, because two processes may set up the same vault. */
function accountOf(vaultId: string, protectorId: string): string {
  return `vault:${vaultId}:${protectorId}`;
}
