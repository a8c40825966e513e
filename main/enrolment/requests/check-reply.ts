// SPDX-License-Identifier: Apache-2.0
import type { ReplyProblem } from '../../../shared/schemas/enrolment.ts';
import type { ParseClient } from '../../processes/parse-client.ts';
import { candidateIssuers, indexIssuers, looksSelfSigned, type ChainCertificate } from '../../x509/chain.ts';
import { missingAttributes } from './compare-names.ts';

export interface Reply {
  readonly certificate: ChainCertificate;
  /** What may have issued it: what came with it, and what the vault holds. */
  readonly pool: readonly ChainCertificate[];
  /** DER by SHA-256. */
  readonly derOf: (sha256: string) => Uint8Array | null;
  /** Whether a path leads to an anchor of the authority; null or absent: none is known. */
  readonly pathIsValid?: boolean | null;
}

/**
 * Why a certificate that has the key of a request is not taken as its reply; null: it is. Its path is not validated here
 * (`validatePath` does that): only an issuer at hand is looked at. `asked`: the subject of the request (RFC 4514).
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
  // Where one issuer could not be judged nobody can say that none of them signed it.
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'invalid')) return 'chain-broken';
  if (pathIsValid === false) return 'path-invalid';
  if (!acceptNames && missingAttributes(asked, certificate.subject).length > 0) return 'other-names';
  return null;
}

/** A hostile file may hold thousands of namesakes; an authority has a few. */
const maxIssuers = 8;
