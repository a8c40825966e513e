// SPDX-License-Identifier: Apache-2.0
import type { KeyMaker } from '../../../shared/schemas/certificates/certificate.ts';
import { sm2CurveOid } from '../../x509/certificate/public-key-algorithm.ts';
import { octetString, integer, oid, sequence } from '../../x509/der/der-writer.ts';
import type { Findings, ObjectLabels } from '../inspect/findings.ts';
import { keyFacts } from './key-facts.ts';
import { keyOids, readPrivateKeyInfo } from './public-half.ts';

/**
 * A separate module keeps crypto libraries out of Findings.
 * @param pkcs8 unencrypted, DER
 * @throws `damaged`, `limit-exceeded`, a library's Error
 */
export function addKey(findings: Findings, pkcs8: Uint8Array, labels?: ObjectLabels, madeBy?: KeyMaker): void {
  findings.addKey(withCommonAlgorithm(pkcs8), keyFacts, labels, madeBy);
}

/** Only Botan reads Botan's SM2 OID. Other programs expect id-ecPublicKey (RFC 5480). */
function withCommonAlgorithm(pkcs8: Uint8Array): Uint8Array {
  const { algorithmOid, privateKey } = readPrivateKeyInfo(pkcs8);
  if (algorithmOid !== keyOids.sm2Signature) return pkcs8;
  return sequence(integer(0), sequence(oid(keyOids.ec), oid(sm2CurveOid)), octetString(privateKey));
}
