import type { Vault } from '../../../vault/vault.ts';
import type { EstIdentity } from './connect.ts';

/**
 * A certificate of the vault with its private key, for TLS client authentication (RFC 7030 §3.3.2). Whoever gets it zeroes
 * `key`. Errors: `key-missing`, `vault-locked`.
 */
export async function oldIdentity(
  open: Vault,
  sha256: string,
  der: Uint8Array,
): Promise<EstIdentity & { readonly key: Buffer }> {
  const cert = pem('CERTIFICATE', der);
  return await open.withPrivateKey(sha256, async (pkcs8) => ({ key: pem('PRIVATE KEY', pkcs8), cert }));
}

/** In bytes that can be zeroed. */
function pem(label: string, der: Uint8Array): Buffer {
  return Buffer.from(`-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`);
}
