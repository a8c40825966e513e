// SPDX-License-Identifier: Apache-2.0
import { integer, octetString, oid, sequence } from '../../../main/x509/der/der-writer.ts';

/** An EncryptedPrivateKeyInfo that no password opens, with `rounds` iterations of PBKDF2-HMAC-SHA-256. */
export function slowKey(rounds: number): Uint8Array {
  const prf = sequence(oid('1.2.840.113549.2.9'));
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octetString(new Uint8Array(16)), integer(rounds), prf),
  );
  const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(new Uint8Array(16)));
  const scheme = sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, cipher));
  return sequence(scheme, octetString(Buffer.alloc(64, 0x5a)));
}
