// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { ProtectorSet } from './protector-set.ts';
import type { VaultSecret } from './protectors/open-protector.ts';
import type { VaultPin } from './seal/vault-pin.ts';
import { readVaultRecord } from './store/vault-record.ts';

/** The owner zeroes `identity`. */
export interface OpenedIdentity {
  readonly identity: Uint8Array;
  readonly recipient: string;
}

/** Of an unlock that another process's re-keying came into. */
const maxAttempts = 3;

/**
 * The identity, and what this computer remembers of the vault, both of one moment: no re-keying came between.
 * Throws what `ProtectorSet.open` throws.
 */
export async function openIdentity(
  parts: { readonly database: DatabaseSync; readonly protectors: ProtectorSet; readonly pin: VaultPin },
  given: VaultSecret,
): Promise<OpenedIdentity> {
  for (let attempt = 1; ; attempt += 1) {
    const named = readVaultRecord(parts.database).recipient;
    const pinned = parts.pin.reload();
    const opened = await parts.protectors.open(given);
    await pinned;
    if (readVaultRecord(parts.database).recipient === named || attempt === maxAttempts) return opened;
    opened.identity.fill(0);
  }
}
