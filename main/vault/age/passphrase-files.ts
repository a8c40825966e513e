// SPDX-License-Identifier: Apache-2.0
import {
  decryptWithPassphrase,
  defaultWorkFactor,
  encryptStretched,
  encryptWithPassphrase,
  randomSecretWorkFactor,
  stretchForFile,
  stretchPassphrase,
} from './age-files.ts';
import { readAgeHeader } from './age-header.ts';
import { newSalt, type Stretched } from './age-scrypt.ts';
import type { RequireStrength } from '../protectors/require-strength.ts';

export interface PassphraseFiles {
  /** Throws `passphrase-weak`. */
  encrypt(passphrase: string, plain: Uint8Array): Promise<Uint8Array>;
  readonly requireStrength: RequireStrength;
  /**
   * Starts scrypt for the next `encrypt` and, with `opensToo`, for opening the result. Holds the passphrase until use
   * or `forget`.
   */
  precompute(passphrase: string, options?: { readonly opensToo: boolean }): void;
  precomputeOpening(passphrase: string, file: Uint8Array): void;
  forget(): void;
  stretchForFile(passphrase: string, file: Uint8Array): Promise<Stretched | null>;
  /** `secret` has at least 128 random bits, so a minimal scrypt cost is enough. */
  encryptUnderRandom(secret: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Returns null if no candidate opens the file. The caller zeroes the result. */
  decrypt(candidates: readonly string[], file: Uint8Array): Promise<Uint8Array | null>;
}

export interface PassphraseFilesOptions {
  readonly requireStrength: RequireStrength;
  /** log2 of scrypt's N. */
  readonly workFactor?: number;
}

interface Ahead {
  readonly use: 'encrypt' | 'open';
  readonly passphrase: string;
  readonly salt: string;
  readonly stretched: Promise<Stretched>;
}

export function createPassphraseFiles({
  requireStrength,
  workFactor = defaultWorkFactor,
}: PassphraseFilesOptions): PassphraseFiles {
  let ahead: Ahead[] = [];

  function start(use: Ahead['use'], passphrase: string, salt: string, factor: number): void {
    const stretched = stretchPassphrase(passphrase, salt, factor);
    // The awaiting code handles the error.
    stretched.catch(() => undefined);
    ahead.push({ use, passphrase, salt, stretched });
  }

  function take(fits: (each: Ahead) => boolean): Promise<Stretched> | null {
    const taken = ahead.find(fits);
    ahead = ahead.filter((each) => each !== taken);
    return taken?.stretched ?? null;
  }

  function forget(): void {
    for (const { stretched } of ahead) {
      stretched.then(
        ({ key }) => key.fill(0),
        () => undefined,
      );
    }
    ahead = [];
  }

  return {
    async encrypt(passphrase, plain) {
      await requireStrength(passphrase);
      const stretched = take((each) => each.use === 'encrypt' && each.passphrase === passphrase);
      return await encryptStretched(await (stretched ?? stretchPassphrase(passphrase, newSalt(), workFactor)), plain);
    },
    requireStrength,
    precompute(passphrase, { opensToo } = { opensToo: false }) {
      forget();
      const salt = newSalt();
      start('encrypt', passphrase, salt, workFactor);
      if (opensToo) start('open', passphrase, salt, workFactor);
    },
    precomputeOpening(passphrase, file) {
      forget();
      const { scryptSalt: salt = null, scryptWorkFactor: factor = null } = readAgeHeader(file) ?? {};
      if (salt !== null && factor !== null && factor <= workFactor) start('open', passphrase, salt, factor);
    },
    forget,
    async stretchForFile(passphrase, file) {
      const salt = readAgeHeader(file)?.scryptSalt;
      const stretched = take((each) => each.use === 'open' && each.passphrase === passphrase && each.salt === salt);
      return await (stretched ?? stretchForFile(passphrase, file));
    },
    encryptUnderRandom: async (secret, plain) => await encryptWithPassphrase(secret, plain, randomSecretWorkFactor),
    decrypt: decryptWithPassphrase,
  };
}
