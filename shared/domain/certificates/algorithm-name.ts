// SPDX-License-Identifier: Apache-2.0
const names: Record<string, string> = {
  'ec-p256': 'EC P-256',
  'ec-p384': 'EC P-384',
  'ec-p521': 'EC P-521',
  'ec-secp256k1': 'EC secp256k1',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  sm2: 'SM2',
};

/** Turns `rsa-2048` into `RSA 2048` and leaves OIDs unchanged. */
export function algorithmName(algorithm: string): string {
  const rsa = /^rsa-(\d+)$/.exec(algorithm);
  return rsa === null ? (names[algorithm] ?? algorithm) : `RSA ${rsa[1]}`;
}
