// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { KeyMaker } from '../../shared/schemas/certificate.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { decryptWith, encryptTo } from './age-files.ts';
import type { Session } from './session.ts';
import { getKey, type KeyRow } from './store/key-rows.ts';

/** A private key on its way in. `pkcs8` stays the caller's, who zeroes it. */
export interface IncomingKey {
  /** Unencrypted PKCS#8 PrivateKeyInfo, DER. */
  readonly pkcs8: Uint8Array;
  readonly spkiSha256: string;
  readonly algorithm: string;
  /** See `KeyRow`; absent: null. */
  readonly madeBy?: KeyMaker | null | undefined;
}

/** What it takes to open a key. */
export interface KeyParts {
  readonly database: DatabaseSync;
  readonly session: Session;
  /** Lower-case hex of SHA-256 over the SubjectPublicKeyInfo DER; null when it cannot be derived. */
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
}

/** Needs no secret: the recipient is public (DESIGN 3). */
export async function sealKey(recipient: string, key: IncomingKey): Promise<KeyRow> {
  return {
    spkiSha256: key.spkiSha256,
    algorithm: key.algorithm,
    envelope: await encryptTo(recipient, key.pkcs8),
    madeBy: key.madeBy ?? null,
  };
}

export type KeyCheck = 'sound' | 'unreadable' | 'mismatch' | 'underivable';

/** Decrypts one key, compares it with the public key it is filed under, and zeroes it. */
export async function checkKey(
  identity: Uint8Array,
  key: KeyRow,
  publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>,
): Promise<KeyCheck> {
  const pkcs8 = await decryptWith(identity, key.envelope);
  if (!pkcs8) return 'unreadable';
  try {
    const hash = await publicKeyHashOf(pkcs8);
    if (hash === null) return 'underivable';
    return hash === key.spkiSha256 ? 'sound' : 'mismatch';
  } finally {
    pkcs8.fill(0);
  }
}

/**
 * Lends a decrypted key to `use` and zeroes it afterwards. Anybody who can write the file can encrypt to the
 * recipient, so that each use first compares the key with `spkiSha256`.
 * Throws `key-missing`, `vault-locked`, `vault-damaged` (details: `problem`), `verification-failed` (the public half
 * cannot be derived).
 */
export async function lendKey<T>(
  deps: KeyParts,
  spkiSha256: string,
  use: (pkcs8: Uint8Array) => Promise<T>,
): Promise<T> {
  const key = getKey(deps.database, spkiSha256);
  if (!key) throw new AppError('key-missing');
  return await deps.session.use(async (identity) => {
    const pkcs8 = await decryptWith(identity, key.envelope);
    if (!pkcs8) throw new AppError('vault-damaged', { problem: 'key-unreadable', affected: [spkiSha256] });
    try {
      const hash = await deps.publicKeyHashOf(pkcs8);
      if (hash === null) throw new AppError('verification-failed', { what: 'private-key' });
      if (hash !== spkiSha256) {
        throw new AppError('vault-damaged', { problem: 'key-mismatch', affected: [spkiSha256] });
      }
      return await use(pkcs8);
    } finally {
      pkcs8.fill(0);
    }
  });
}
