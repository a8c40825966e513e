// SPDX-License-Identifier: Apache-2.0
/** PKCS#9 challengePassword: a server that names it in its attributes wants the proof (RFC 7030 §3.5, §4.5.1). */
const challengePassword = '1.2.840.113549.1.9.7';

/** Signs the same request anew, `challengePassword` in it. PKCS#10, DER. */
export type RequestSigner = (challengePassword: string) => Promise<Uint8Array>;

/** Whether a request has to show that its key and this connection belong to the same person. */
export function wantsProof({ oids }: { readonly oids: readonly string[] }): boolean {
  return oids.includes(challengePassword);
}
