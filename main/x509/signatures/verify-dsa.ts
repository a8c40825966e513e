// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import { bitString, oid, sequence } from '../der/der-writer.ts';

export const dsaOid = '1.2.840.10040.4.1';

const dsaHashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.3', 'sha1'],
  ['2.16.840.1.101.3.4.3.1', 'sha224'],
  ['2.16.840.1.101.3.4.3.2', 'sha256'],
  ['2.16.840.1.101.3.4.3.3', 'sha384'],
  ['2.16.840.1.101.3.4.3.4', 'sha512'],
]);

/** WebCrypto lacks DSA. */
export function verifyDsa(
  algorithmOid: string,
  parameters: Uint8Array | null,
  { signature, signed, key }: { signature: Uint8Array; signed: Uint8Array; key: Uint8Array },
): boolean | null {
  const hash = dsaHashes.get(algorithmOid);
  if (hash === undefined || parameters === null) return null;
  try {
    const spki = sequence(sequence(oid(dsaOid), parameters), bitString(key));
    const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return verify(hash, signed, { key: publicKey, dsaEncoding: 'der' }, signature);
  } catch {
    return null;
  }
}
