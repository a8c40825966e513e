// SPDX-License-Identifier: Apache-2.0
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  /** GM/T 0010 */
  gmData: '1.2.156.10197.6.1.4.2.1',
  gmEnvelopedData: '1.2.156.10197.6.1.4.2.3',
  gmSignedData: '1.2.156.10197.6.1.4.2.2',
} as const;

export const bagTypes = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  crl: '1.2.840.113549.1.12.10.1.4',
  secret: '1.2.840.113549.1.12.10.1.5',
  safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;

export const x509CertificateType = '1.2.840.113549.1.9.22.1';

export const attributeTypes = {
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;
