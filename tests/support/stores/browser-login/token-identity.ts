// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentityFiles } from '../../openssl/openssl-identity.ts';
import { loggedIn, pkcs11Tool } from '../../tokens/work/pkcs11-tool.ts';
import type { TokenTarget } from '../../tokens/modules/token-target.ts';

/** Puts a key and certificate on a token with OpenSC's tool, independently of our code. */
export function putOnToken(folder: string, target: TokenTarget, identity: IdentityFiles, keyId: string): void {
  const key = createPrivateKey(readFileSync(identity.key)).export({ type: 'pkcs8', format: 'der' });
  const files = { privkey: key, cert: new X509Certificate(readFileSync(identity.certificate)).raw };
  for (const [type, bytes] of Object.entries(files)) {
    const file = join(folder, `${keyId}.${type}`);
    writeFileSync(file, bytes, { mode: 0o600 });
    const words = ['--write-object', file, '--type', type, '--id', keyId, '--label', `key ${keyId}`];
    const { status, text } = pkcs11Tool(target, ...loggedIn(target), ...words);
    if (status !== 0) throw new Error(`pkcs11-tool: ${text}`);
  }
}
