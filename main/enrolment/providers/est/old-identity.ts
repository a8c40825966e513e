// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { runtimePrivateKey } from '../../../formats/keys/runtime-key.ts';
import { pemBlock, type PemLabel } from '../../../formats/writers/write-pem.ts';
import type { ClientIdentity } from '../../../net/connect.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { ServerAsk } from '../server/server-enrolment.ts';

/**
 * Lends the old certificate and key for TLS (RFC 7030 §3.3.2), then zeroes the key. Lends undefined for SM2, or if
 * either is missing. Errors: those of `withPrivateKey`, `key-unsupported`, `sm2-not-in-tls`.
 */
export async function withOldIdentity<T>(
  open: Vault,
  sha256: string,
  { login }: Pick<ServerAsk, 'login'>,
  lend: (identity: ClientIdentity | undefined) => Promise<T>,
): Promise<T> {
  const der = open.getDer(sha256);
  const row = open.getRow(sha256);
  // Neither OpenSSL nor BoringSSL supports SM2 client authentication.
  if (row?.algorithm === 'sm2' && login === null) throw new AppError('sm2-not-in-tls');
  if (!der || row?.hasPrivateKey !== true || row.algorithm === 'sm2') return await lend(undefined);
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

function pem(label: PemLabel, der: Uint8Array): Buffer {
  return Buffer.from(pemBlock(label, der).buffer);
}
