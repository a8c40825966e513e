// SPDX-License-Identifier: Apache-2.0
import type { ReplyProblem } from '../../../shared/schemas/enrolment.ts';
import type { ParseClient } from '../../processes/parse-client.ts';
import { candidateIssuers, indexIssuers, looksSelfSigned, type ChainCertificate } from '../../x509/chain.ts';
import { missingAttributes } from './compare-names.ts';

export interface Reply {
  readonly certificate: ChainCertificate;
  /** Possible issuers: from the reply and the vault. */
  readonly pool: readonly ChainCertificate[];
  /** DER by SHA-256. */
  readonly derOf: (sha256: string) => Uint8Array | null;
  /** Null or absent: no anchor known. */
  readonly pathIsValid?: boolean | null;
}

/**
 * Why a certificate with the request's key is rejected; null: accepted. Checks only issuers at hand; `validatePath`
 * validates the path. `asked`: the request's subject (RFC 4514).
 */
export async function checkReply(
  parse: ParseClient,
  { certificate, pool, derOf, pathIsValid }: Reply,
  { asked, acceptNames, now }: { readonly asked: string; readonly acceptNames: boolean; readonly now: Date },
): Promise<ReplyProblem | null> {
  if (looksSelfSigned(certificate)) return 'self-signed';
  if (Date.parse(certificate.notAfter) < now.getTime()) return 'expired';
  const issuers = candidateIssuers(certificate, indexIssuers(pool));
  const verdicts: string[] = [];
  for (const issuer of issuers.slice(0, maxIssuers)) {
    const chain = [certificate, issuer].map(({ sha256 }) => derOf(sha256) ?? new Uint8Array());
    const { signatures } = await parse.run('verifyChain', { chain, lastIsSelfSigned: false });
    verdicts.push(signatures[0] ?? 'unknown');
    if (signatures[0] !== 'valid') continue;
    if (Date.parse(issuer.notAfter) < now.getTime()) return 'issuer-expired';
    break;
  }
  // An issuer that cannot be judged may have signed it.
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'invalid')) return 'chain-broken';
  if (pathIsValid === false) return 'path-invalid';
  if (!acceptNames && missingAttributes(asked, certificate.subject).length > 0) return 'other-names';
  return null;
}

/** Bounds hostile files with thousands of same-named issuers. */
const maxIssuers = 8;
