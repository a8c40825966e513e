// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { KeyMaker } from '../../../shared/schemas/certificates/certificate.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { decryptWith, encryptTo } from '../age/age-files.ts';
import type { Session } from '../protectors/session.ts';
import { getKey, type KeyRow } from '../store/rows/key-rows.ts';

/** The caller owns and zeroes `pkcs8`. */
export interface IncomingKey {
  /** Unencrypted PrivateKeyInfo, DER. */
  readonly pkcs8: Uint8Array;
  readonly spkiSha256: string;
  readonly algorithm: string;
  readonly madeBy?: KeyMaker | null | undefined;
}

export interface KeyParts {
  readonly database: DatabaseSync;
  readonly session: Session;
  readonly publicKeyHashOf: (pkcs8: Uint8Array) => Promise<string | null>;
}

export async function sealKey(recipient: string, key: IncomingKey): Promise<KeyRow> {
  return {
    spkiSha256: key.spkiSha256,
    algorithm: key.algorithm,
    envelope: await encryptTo(recipient, key.pkcs8),
    madeBy: key.madeBy ?? null,
  };
}

export type KeyCheck = 'sound' | 'unreadable' | 'mismatch' | 'underivable';

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
 * Verifies `spkiSha256`, because anyone who can write the file can encrypt to the recipient. Zeroes the key after
 * `use`. Throws `key-missing`, `vault-locked`, `vault-damaged` (details: `problem`), `verification-failed`.
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
