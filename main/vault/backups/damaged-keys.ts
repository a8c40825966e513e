// SPDX-License-Identifier: Apache-2.0
import { checkKey, type KeyParts } from '../records/key-envelopes.ts';
import { getKey, type KeyRow } from '../store/rows/key-rows.ts';

/** Unreadable or mismatched keys, which a backup may replace (K08). Empty while locked. */
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
