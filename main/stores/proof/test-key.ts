// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Proof } from '../../../shared/schemas/store.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { StoredProof } from '../../vault/records/installed/proof-rows.ts';
import type { CertificateStore, StorePassword } from '../store-port.ts';
import type { StoresParts } from '../stores-parts.ts';

/** Domain separation. */
const purpose = 'CertSteward: proof that this key can sign\n';

/** For unsupported keys, proves only the certificate's presence. Errors: `not-installed`, those of the store. */
export async function testKeyIn(
  { foreign, now }: Pick<StoresParts, 'foreign' | 'now'>,
  store: CertificateStore,
  sha256: string,
  password: StorePassword,
): Promise<Proof[]> {
  const certificate = await store.read(sha256);
  if (!certificate) throw new AppError('not-installed');
  const at = (): string => now().toISOString();
  const present: Proof = { kind: 'present', at: at(), passed: true, host: null };
  try {
    const passed = await signsThroughStore(foreign, store, { sha256, certificate }, password);
    return [{ kind: 'signed', at: at(), passed, host: null }, present];
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported-algorithm') return [present];
    throw error;
  }
}

export function storedProofs(proofs: readonly Proof[], storeId: string, sha256: string): StoredProof[] {
  return proofs.map((proof) => Object.assign({}, proof, { storeId, sha256 }));
}

async function signsThroughStore(
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
