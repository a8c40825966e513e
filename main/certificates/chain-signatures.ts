// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { SignatureVerdict } from '../../shared/schemas/certificates/certificate.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { CertificateChain } from '../x509/certificate/chain.ts';

/** In the parse child. Unknown if octets are missing or the child fails; the rest of the detail view stays usable. */
export async function chainSignatures(
  parse: ParseClient,
  { certificates, complete }: CertificateChain,
  derOf: (sha256: string) => Uint8Array | null,
): Promise<readonly SignatureVerdict[]> {
  const chain = certificates.map(({ sha256 }) => derOf(sha256) ?? new Uint8Array());
  try {
    return (await parse.run('verifyChain', { chain, lastIsSelfSigned: complete })).signatures;
  } catch (error) {
    if (error instanceof AppError && error.code === 'limit-exceeded') return [];
    throw error;
  }
}
