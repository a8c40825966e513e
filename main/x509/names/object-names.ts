// SPDX-License-Identifier: Apache-2.0
import { attributeTypeNames } from './attribute-types.ts';
import { extensionNames } from '../extensions/extension-names.ts';
import { signatureAlgorithmNames } from '../signatures/signature-algorithms.ts';

const others: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'rsaEncryption',
  '1.2.840.113549.1.1.8': 'mgf1',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.10040.4.1': 'dsaEncryption',
  '1.2.840.10045.2.1': 'id-ecPublicKey',
  '1.2.840.10045.3.1.7': 'prime256v1',
  '1.3.132.0.34': 'secp384r1',
  '1.3.132.0.35': 'secp521r1',
  '1.3.132.0.10': 'secp256k1',
  '1.2.156.10197.1.301': 'sm2',
  '1.3.101.110': 'X25519',
  '1.3.6.1.5.5.7.48.1': 'OCSP',
  '1.3.6.1.5.5.7.48.2': 'CA Issuers',
  '1.3.6.1.5.5.7.2.1': 'id-qt-cps',
  '1.3.6.1.5.5.7.2.2': 'id-qt-unotice',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
};

export function objectName(oid: string): string | null {
  return attributeTypeNames[oid] ?? extensionNames[oid] ?? signatureAlgorithmNames[oid] ?? others[oid] ?? null;
}
