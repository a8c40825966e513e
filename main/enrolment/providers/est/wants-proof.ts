// SPDX-License-Identifier: Apache-2.0
/**
 * PKCS#9 challengePassword. A server that lists it requires a proof bound to the connection (RFC 7030 §3.5, §4.5.2).
 */
const challengePassword = '1.2.840.113549.1.9.7';

export type RequestSigner = (challengePassword: string) => Promise<Uint8Array>;

export function wantsProof({ oids }: { readonly oids: readonly string[] }): boolean {
  return oids.includes(challengePassword);
}
