// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { ProtectorSet } from './protector-set.ts';
import type { VaultSecret } from './open-protector.ts';
import type { VaultPin } from '../seal/vault-pin.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** Callers zero `identity`. */
export interface OpenedIdentity {
  readonly identity: Uint8Array;
  readonly recipient: string;
}

const maxAttempts = 3;

/** Retries after concurrent re-keying. */
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
