// SPDX-License-Identifier: Apache-2.0
/** Algorithms that files name and nobody here reads: a person should read a name, not an OID. */
const names: ReadonlyMap<string, string> = new Map([
  ['1.2.392.200011.61.1.1.1.2', 'Camellia-128-CBC'],
  ['1.2.392.200011.61.1.1.1.3', 'Camellia-192-CBC'],
  ['1.2.392.200011.61.1.1.1.4', 'Camellia-256-CBC'],
  ['1.2.410.200046.1.1.2', 'ARIA-128-CBC'],
  ['1.2.410.200046.1.1.7', 'ARIA-192-CBC'],
  ['1.2.410.200046.1.1.12', 'ARIA-256-CBC'],
  ['1.2.410.200004.1.4', 'SEED-CBC'],
  ['1.2.410.200004.1.15', 'SEED-CBC with SHA-1'],
  ['1.3.6.1.4.1.188.7.1.1.2', 'IDEA-CBC'],
  ['1.2.840.113533.7.66.10', 'CAST5-CBC'],
  ['1.3.6.1.4.1.3029.1.2', 'Blowfish-CBC'],
  ['1.2.643.2.2.21', 'GOST 28147-89'],
  ['1.2.643.7.1.1.5.1.2', 'GOST Magma'],
  ['1.2.643.7.1.1.5.2.2', 'GOST Kuznyechik'],
  ['1.2.643.7.1.1.2.2', 'GOST R 34.11-2012 (256)'],
  ['1.2.643.7.1.1.2.3', 'GOST R 34.11-2012 (512)'],
  ['1.2.643.7.1.1.4.1', 'HMAC GOST R 34.11-2012 (256)'],
  ['1.2.643.7.1.1.4.2', 'HMAC GOST R 34.11-2012 (512)'],
  ['1.2.840.113549.1.5.1', 'pbeWithMD2AndDES-CBC'],
  ['1.2.840.113549.1.5.4', 'pbeWithMD2AndRC2-CBC'],
  ['1.2.840.113549.2.2', 'MD2'],
  ['1.2.840.113549.3.9', 'RC5-CBC'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128-GCM'],
  ['2.16.840.1.101.3.4.1.26', 'AES-192-GCM'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'],
  ['1.2.156.10197.1.104.8', 'SM4-GCM'],
]);

/** The field's name of an algorithm, or its OID. */
export function algorithmName(oid: string): string {
  return names.get(oid) ?? oid;
}
