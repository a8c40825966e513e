// SPDX-License-Identifier: Apache-2.0
import { encodingOf, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { integer, octetString, sequence } from '../../x509/der/der-writer.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import type { DerKind } from '../der/der-kind.ts';
import { addKey } from './add-key.ts';
import { type Encrypted, isPrivateKeyInfo, readEncryptedKey } from './encrypted-key.ts';
import { openEncrypted } from '../pbe/open-encrypted.ts';
import { passwordCandidates, worthTrying } from '../pbe/password-candidates.ts';
import type { Reading } from '../inspect/reading.ts';
import { readPrivateKeyInfo } from './public-half.ts';
import { pkcs8FromDsa, pkcs8FromEc, pkcs8FromRsa } from './traditional-key.ts';

export type KeyKind = Extract<DerKind, 'pkcs8' | 'rsa-key' | 'ec-key' | 'dsa-key'>;

export function toPkcs8(der: Uint8Array, kind: KeyKind): Uint8Array {
  switch (kind) {
    case 'pkcs8':
      return plainPkcs8(der);
    case 'rsa-key':
      return pkcs8FromRsa(der);
    case 'ec-key':
      return pkcs8FromEc(der);
    case 'dsa-key':
      return pkcs8FromDsa(der);
  }
}

/** Writes version 1, which all readers accept, without attributes or public key. */
export function plainPkcs8(der: Uint8Array): Uint8Array {
  if (listChildren(der, readWhole(der, tags.sequence)).length === 3) return der;
  const { algorithm, privateKey } = readPrivateKeyInfo(der);
  return sequence(integer(0), encodingOf(der, algorithm), octetString(privateKey));
}

export function readEncryptedPkcs8(der: Uint8Array, reading: Reading, labels?: ObjectLabels): void {
  openKey(readEncryptedKey(der), isPrivateKeyInfo, { reading, labels }, (plain) => {
    addKey(reading.findings, plainPkcs8(plain), labels);
  });
}

/**
 * Reports a failed decryption as `damaged` if the output shows that the key was right.
 * @throws `limit-exceeded`, or what `take` throws
 */
export function openKey(
  { scheme, ciphertext }: Encrypted,
  accepts: (plain: Uint8Array) => boolean,
  { reading, labels }: { readonly reading: Reading; readonly labels: ObjectLabels | undefined },
  take: (plain: Uint8Array) => void,
): void {
  const unopened = { name: labels?.friendlyName ?? null, matches: null };
  if ('unsupported' in scheme) {
    reading.findings.addUnopened({ ...unopened, reason: 'unsupported' });
    reading.problem({ code: 'unsupported-algorithm', algorithm: scheme.unsupported });
    return;
  }
  const { password } = reading;
  const candidates = worthTrying(passwordCandidates(password, scheme.passwordForm), password, scheme.work);
  const attempt = openEncrypted(scheme, ciphertext, candidates, reading.budget, accepts);
  if (attempt.opened) {
    take(attempt.plain);
    attempt.plain.fill(0);
    reading.openedWith(attempt.encoding);
  } else if (attempt.keyProven) {
    reading.problem({ code: 'damaged' });
  } else {
    reading.findings.addUnopened({ ...unopened, reason: 'password' });
    reading.problem(password === null ? { code: 'needs-password' } : { code: 'wrong-password', possiblyDamaged: true });
  }
}
