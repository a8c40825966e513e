// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasTool, openssl } from './openssl.ts';

/** BoringSSL doesn't support some of these keys, so tests expect other results. */
export const onBoringssl = process.versions['boringssl'] !== undefined;
export const opensslIsThere = hasTool('openssl', ['version']);

export const uncommonKinds = {
  RSA: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_keygen_pubexp:0x200000001'],
  'RSASSA-PSS': ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  Ed448: ['ED448'],
  brainpoolP256r1: ['EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1', '-pkeyopt', 'ec_param_enc:named_curve'],
  secp256k1: ['EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1', '-pkeyopt', 'ec_param_enc:named_curve'],
} as const;
export type UncommonKind = keyof typeof uncommonKinds;
export const kinds = Object.keys(uncommonKinds) as UncommonKind[];

export interface OpensslKey {
  readonly pem: Buffer;
  /** PKCS#8 and SubjectPublicKeyInfo in DER. */
  readonly pkcs8: Buffer;
  readonly spki: Buffer;
}

export function uncommonKey(kind: UncommonKind): OpensslKey {
  return opensslKey(openssl(['genpkey', '-algorithm', ...uncommonKinds[kind]]));
}

export function dsaKey(): OpensslKey {
  const parameters = openssl(['genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024']);
  return opensslKey(withFile(parameters, (file) => openssl(['genpkey', '-paramfile', file])));
}

function opensslKey(pem: Buffer): OpensslKey {
  const pkcs8 = openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'der'], pem);
  return { pem, pkcs8, spki: openssl(['pkey', '-pubout', '-outform', 'der'], pem) };
}

export function selfSigned({ pem }: OpensslKey): Buffer {
  const words = ['-subj', '/CN=uncommon', '-days', '30', '-outform', 'der'];
  return withFile(pem, (file) => openssl(['req', '-x509', '-key', file, ...words]));
}

function withFile<T>(content: Buffer, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-openssl-'));
  try {
    const file = join(folder, 'input.pem');
    writeFileSync(file, content, { mode: 0o600 });
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
