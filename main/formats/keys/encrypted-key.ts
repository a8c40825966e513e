// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, listChildren, readElement, readWhole, tags } from '../../x509/der/der-reader.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { fitsBlocks } from '../pbe/open-encrypted.ts';
import type { PbeScheme } from '../pbe/pbe-scheme.ts';
import { readScheme } from '../pbe/read-scheme.ts';
import { readPrivateKeyInfo } from './public-half.ts';

export interface Encrypted {
  readonly scheme: PbeScheme | { readonly unsupported: string };
  readonly ciphertext: Uint8Array;
}

export function readEncryptedKey(octets: Uint8Array): Encrypted {
  const whole = readElement(octets);
  const [algorithm, ciphertext] = listChildren(octets, whole);
  if (algorithm?.tag !== tags.sequence || ciphertext?.tag !== tags.octetString) throw damagedAt(whole.start);
  const scheme = schemeOrName(() => readScheme(octets, algorithm));
  const content = contentOf(octets, ciphertext);
  if (!('unsupported' in scheme) && !fitsBlocks(scheme, content)) throw damagedAt(ciphertext.start);
  return { scheme, ciphertext: content };
}

export function schemeOrName<T>(read: () => T): T | { readonly unsupported: string } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unsupported-algorithm') throw error;
    return { unsupported: String(error.details['algorithm'] ?? '') };
  }
}

export function isPrivateKeyInfo(octets: Uint8Array): boolean {
  try {
    const bytes = berToDer(octets);
    readWhole(bytes, tags.sequence);
    readPrivateKeyInfo(bytes);
    return true;
  } catch {
    return false;
  }
}
