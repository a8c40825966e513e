// SPDX-License-Identifier: Apache-2.0
import { maxSigningKeys } from '../parser/parse-client.ts';
import type { Vault } from '../vault/vault.ts';

/** SHA-256 of one certificate for each SM2 key, newest first. */
function sm2Certificates(vault: Vault): string[] {
  const rows = vault
    .listRows({ search: '' })
    .filter(({ algorithm, hasPrivateKey }) => algorithm === 'sm2' && hasPrivateKey);
  const byKey = new Map(rows.map(({ spkiSha256, sha256, notBefore }) => [spkiSha256, { sha256, notBefore }]));
  return [...byKey.values()]
    .toSorted((a, b) => (a.notBefore < b.notBefore ? 1 : -1))
    .slice(0, maxSigningKeys)
    .map(({ sha256 }) => sha256);
}

export function holdsSm2Keys(vault: Vault): boolean {
  return sm2Certificates(vault).length > 0;
}

/** Lends copies (PKCS#8, DER), zeroed afterwards. Errors: `vault-locked`. */
export async function withSm2Keys<T>(vault: Vault, lend: (keys: readonly Uint8Array[]) => Promise<T>): Promise<T> {
  const keys: Uint8Array[] = [];
  try {
    for (const sha256 of sm2Certificates(vault)) {
      await vault.withPrivateKey(sha256, async (pkcs8) => void keys.push(Uint8Array.from(pkcs8)));
    }
    return await lend(keys);
  } finally {
    for (const key of keys) key.fill(0);
  }
}
