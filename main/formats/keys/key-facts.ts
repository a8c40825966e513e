// SPDX-License-Identifier: Apache-2.0
import { readWhole, tags } from '../../x509/der/der-reader.ts';
import { publicKeyAlgorithm } from '../../x509/certificate/public-key-algorithm.ts';
import { publicHalf, readPrivateKeyInfo } from './public-half.ts';

export interface KeyFacts {
  readonly algorithm: string;
  /** DER, or null if it cannot be derived. */
  readonly spki: Uint8Array | null;
}

const agreementNames: Readonly<Record<string, string>> = { '1.3.101.110': 'x25519', '1.3.101.111': 'x448' };

export function keyFacts(pkcs8: Uint8Array): KeyFacts {
  const parts = readPrivateKeyInfo(pkcs8);
  const spki = publicHalf(pkcs8, parts);
  const known = spki && publicKeyAlgorithm(spki, readWhole(spki, tags.sequence));
  return { algorithm: agreementNames[parts.algorithmOid] ?? known ?? parts.algorithmOid, spki };
}
