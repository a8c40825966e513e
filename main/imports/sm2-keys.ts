// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { maxSigningKeys } from '../parser/parse-client.ts';
import type { Vault } from '../vault/vault.ts';
import { readRequest } from '../x509/requests/read-request.ts';

type Take = (pkcs8: Uint8Array) => Promise<void>;

interface Sm2Key {
  readonly spkiSha256: string;
  /** DER PKCS#8. */
  readonly lend: (take: Take) => Promise<void>;
}

function sm2Keys(vault: Vault): Sm2Key[] {
  const keys = [...temporaryKeys(vault), ...requestKeys(vault), ...certificateKeys(vault)];
  return [...new Map(keys.map((key) => [key.spkiSha256, key])).values()].slice(0, maxSigningKeys);
}

/** Includes keys of requests whose signing certificate has arrived. */
function temporaryKeys({ enrolment }: Vault): Sm2Key[] {
  return enrolment
    .temporaryKeys()
    .map((spkiSha256) => ({ spkiSha256, lend: async (take) => enrolment.withTemporaryKey(spkiSha256, take) }));
}

/** The CA may send the encryption key before the signing certificate. */
function requestKeys(vault: Vault): Sm2Key[] {
  return vault.enrolment
    .requests()
    .filter(({ state, token, keyMadeBy }) => state === 'pending' && token === null && keyMadeBy === null)
    .filter(({ csr }) => readRequest(csr).algorithm === 'sm2')
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ id, spkiSha256 }) => ({ spkiSha256, lend: async (take) => vault.enrolment.withKeyOf(id, take) }));
}

function certificateKeys(vault: Vault): Sm2Key[] {
  return vault
    .listRows({ search: '' })
    .filter(({ algorithm, hasPrivateKey }) => algorithm === 'sm2' && hasPrivateKey)
    .toSorted((a, b) => (a.notBefore < b.notBefore ? 1 : -1))
    .map(({ spkiSha256, sha256 }) => ({ spkiSha256, lend: async (take) => vault.withPrivateKey(sha256, take) }));
}

export function holdsSm2Keys(vault: Vault): boolean {
  return sm2Keys(vault).length > 0;
}

/** Passes copies (DER PKCS#8) and zeroes them afterwards. Errors: those of `lend`, `lendKey` (except `key-missing`). */
export async function withSm2Keys<T>(vault: Vault, lend: (keys: readonly Uint8Array[]) => Promise<T>): Promise<T> {
  const keys: Uint8Array[] = [];
  try {
    for (const key of sm2Keys(vault)) {
      try {
        await key.lend(async (pkcs8) => void keys.push(Uint8Array.from(pkcs8)));
      } catch (error) {
        // A restored request may have no key.
        if (!(error instanceof AppError) || error.code !== 'key-missing') throw error;
      }
    }
    return await lend(keys);
  } finally {
    for (const key of keys) key.fill(0);
  }
}
