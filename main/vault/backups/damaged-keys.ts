// SPDX-License-Identifier: Apache-2.0
import { checkKey, type KeyParts } from '../key-envelopes.ts';
import { getKey, type KeyRow } from '../store/key-rows.ts';

/**
 * Those of the named keys that the vault has, and that do not open or are not what they are filed under: a backup may
 * take their place (K08). While the vault is locked nobody can tell: none.
 */
export async function damagedKeys(deps: KeyParts, spkiSha256s: Iterable<string>): Promise<KeyRow[]> {
  if (!deps.session.isOpen()) return [];
  const damaged: KeyRow[] = [];
  for (const spkiSha256 of spkiSha256s) {
    const key = getKey(deps.database, spkiSha256);
    if (!key) continue;
    const state = await deps.session.use(async (identity) => await checkKey(identity, key, deps.publicKeyHashOf));
    if (state === 'unreadable' || state === 'mismatch') damaged.push(key);
  }
  return damaged;
}
