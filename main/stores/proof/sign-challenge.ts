// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { CertificateStore, StorePassword } from '../store-port.ts';

/** Domain separation. */
const purpose = 'CertSteward: proof that this key can sign\n';

/** Errors: those of the store; `unsupported-algorithm` (not verifiable here). */
export async function signsThroughStore(
  parse: ParseClient,
  store: CertificateStore,
  { sha256, certificate }: { readonly sha256: string; readonly certificate: Uint8Array },
  password: StorePassword,
): Promise<boolean> {
  const challenge = Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
  const { signature, algorithm } = await store.sign(sha256, challenge, password);
  const input = { der: certificate, message: challenge, signature, algorithm };
  const { verdict } = await parse.run('verifyChallenge', input);
  if (verdict === 'unknown') throw new AppError('unsupported-algorithm');
  return verdict === 'valid';
}
