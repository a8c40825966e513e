// SPDX-License-Identifier: Apache-2.0
import type { PeerFolder } from './peer-tools.ts';

/** Options of `openssl genpkey` for each kind of key. */
export const keyOptions = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-pss': ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ec('P-256'),
  p384: ec('P-384'),
  p521: ec('P-521'),
  secp256k1: ec('secp256k1'),
  secp224r1: ec('secp224r1'),
  'brainpool-p256': ec('brainpoolP256r1'),
  'brainpool-p384': ec('brainpoolP384r1'),
  'brainpool-p512': ec('brainpoolP512r1'),
  sm2: ['-algorithm', 'SM2'],
  ed25519: ['-algorithm', 'ED25519'],
  ed448: ['-algorithm', 'ED448'],
} as const;

function ec(curve: string): readonly string[] {
  return ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
}

export type KeyName = keyof typeof keyOptions;

export function makeAuthority(folder: PeerFolder): void {
  folder.run('openssl', 'genpkey', ...keyOptions.p256, '-out', 'ca.key');
  folder.run(
    'openssl',
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-subj',
    '/O=Test/CN=Test CA',
    '-days',
    '3650',
    '-out',
    'ca.pem',
  );
}

/** Makes `NAME.key` and `NAME.pem`, issued by the CA. */
export function makeCredential(folder: PeerFolder, name: string, key: KeyName, subject = `/CN=${name}`): void {
  folder.run('openssl', 'genpkey', ...keyOptions[key], '-out', `${name}.key`);
  const request = ['req', '-x509', '-new', '-key', `${name}.key`, '-utf8', '-subj', subject, '-days', '365'];
  folder.run('openssl', ...request, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', `${name}.pem`);
}
