// SPDX-License-Identifier: Apache-2.0
import { runtimePrivateKey } from '../../../formats/keys/runtime-key.ts';
import type { ClientIdentity } from '../../../net/connect.ts';
import type { Vault } from '../../../vault/vault.ts';

/**
 * TLS client authentication (RFC 7030 §3.3.2); zeroes the key afterwards. Undefined: not both in the vault. Errors:
 * `vault-locked`, `key-unsupported`.
 */
export async function withOldIdentity<T>(
  open: Vault,
  sha256: string,
  lend: (identity: ClientIdentity | undefined) => Promise<T>,
): Promise<T> {
  const der = open.getDer(sha256);
  if (!der || open.getRow(sha256)?.hasPrivateKey !== true) return await lend(undefined);
  const cert = pem('CERTIFICATE', der);
  const key = await open.withPrivateKey(sha256, async (pkcs8) => {
    runtimePrivateKey(pkcs8);
    return pem('PRIVATE KEY', pkcs8);
  });
  try {
    return await lend({ key, cert });
  } finally {
    key.fill(0);
  }
}

/** A Buffer can be zeroed. */
function pem(label: string, der: Uint8Array): Buffer {
  return Buffer.from(`-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`);
}
