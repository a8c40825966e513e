// SPDX-License-Identifier: Apache-2.0
import { integer, octetString, oid, sequence } from '../../x509/der/der-writer.ts';
import { cfcaCipherOid, encryptCfcaKey } from '../cfca/sm2-file.ts';
import { sm2ScalarOf } from '../keys/sm2-private-key.ts';
import { contentTypes } from '../oids.ts';

export interface CfcaSm2Contents {
  readonly certificate: Uint8Array;
  /** Unencrypted DER PKCS#8 of an SM2 key. The caller zeroes it. */
  readonly key: Uint8Array;
  readonly password: string;
}

/** Returns DER in CFCA's format, which is weak: no salt, one round of SM3. Errors: `damaged`, `limit-exceeded`. */
export function writeCfcaSm2({ certificate, key, password }: CfcaSm2Contents): Uint8Array {
  const scalar = sm2ScalarOf(key);
  const octets = Buffer.from(password, 'utf8');
  try {
    const type = oid(contentTypes.gmData);
    const encrypted = sequence(type, oid(cfcaCipherOid), octetString(encryptCfcaKey(octets, scalar)));
    return sequence(integer(1), encrypted, sequence(type, octetString(certificate)));
  } finally {
    scalar.fill(0);
    octets.fill(0);
  }
}
