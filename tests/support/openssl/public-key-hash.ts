// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';

/** Uses node:crypto to be independent of the app's parser. */
export async function publicKeyHashOf(pkcs8: Uint8Array): Promise<string | null> {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return await Promise.resolve(createHash('sha256').update(spki).digest('hex'));
}
