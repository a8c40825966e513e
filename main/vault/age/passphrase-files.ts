// SPDX-License-Identifier: Apache-2.0
import {
  decryptWithPassphrase,
  defaultWorkFactor,
  encryptStretched,
  encryptWithPassphrase,
  randomSecretWorkFactor,
  stretchPassphrase,
} from './age-files.ts';
import type { Stretched } from './age-scrypt.ts';
import type { RequireStrength } from '../protectors/require-strength.ts';

export interface PassphraseFiles {
  /** Throws `passphrase-weak`. */
  encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Throws `passphrase-weak`. */
  readonly requireStrength: RequireStrength;
  /** Starts scrypt for the next `encrypt`. Holds the passphrase until then, or `forget`. */
  precompute(passphrase: string): void;
  forget(): void;
  /** At least 128 random bits: minimal scrypt (1 MiB, 3 ms). */
  encryptUnderRandom(secret: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Null: none opens it. The caller zeroes the result. */
  decrypt(candidates: readonly string[], file: Uint8Array): Promise<Uint8Array | null>;
}

export interface PassphraseFilesOptions {
  readonly requireStrength: RequireStrength;
  /** log2 of scrypt's N; tests lower it. */
  readonly workFactor?: number;
}

export function createPassphraseFiles({
  requireStrength,
  workFactor = defaultWorkFactor,
}: PassphraseFilesOptions): PassphraseFiles {
  let precomputed: { readonly passphrase: string; readonly stretched: Promise<Stretched> } | null = null;

  function forget(): void {
    precomputed?.stretched.then(
      ({ key }) => key.fill(0),
      () => undefined,
    );
    precomputed = null;
  }

  async function stretched(passphrase: string): Promise<Stretched> {
    if (precomputed?.passphrase !== passphrase) return await stretchPassphrase(passphrase, workFactor);
    const taken = precomputed.stretched;
    precomputed = null;
    return await taken;
  }

  return {
    async encrypt(passphrase, plain) {
      await requireStrength(passphrase);
      return await encryptStretched(await stretched(passphrase), plain);
    },
    requireStrength,
    precompute(passphrase) {
      forget();
      precomputed = { passphrase, stretched: stretchPassphrase(passphrase, workFactor) };
      // `encrypt` reports it.
      precomputed.stretched.catch(() => undefined);
    },
    forget,
    encryptUnderRandom: async (secret, plain) => await encryptWithPassphrase(secret, plain, randomSecretWorkFactor),
    decrypt: decryptWithPassphrase,
  };
}
