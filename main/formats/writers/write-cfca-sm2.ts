// SPDX-License-Identifier: Apache-2.0
import { integer, octetString, oid, sequence } from '../../x509/der/der-writer.ts';
import { cfcaCipherOid, encryptCfcaKey } from '../cfca/sm2-file.ts';
import { sm2ScalarOf } from '../keys/sm2-private-key.ts';
import { contentTypes } from '../oids.ts';

export interface CfcaSm2Contents {
  /** DER, for the key. */
  readonly certificate: Uint8Array;
  /** PKCS#8 SM2 key, DER, unencrypted; the caller zeroes it. */
  readonly key: Uint8Array;
  readonly password: string;
}

/** CFCA's file with one SM2 key, DER. Weak by design: no salt, one round of SM3. Errors: `damaged`. */
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
