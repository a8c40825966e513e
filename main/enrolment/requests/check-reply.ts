// SPDX-License-Identifier: Apache-2.0
import type { ReplyProblem } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import {
  candidateIssuers,
  indexIssuers,
  looksSelfSigned,
  type ChainCertificate,
} from '../../x509/certificate/chain.ts';
import { missingAttributes } from './compare-names.ts';

export interface Reply {
  readonly certificate: ChainCertificate;
  readonly pool: readonly ChainCertificate[];
  readonly derOf: (sha256: string) => Uint8Array | null;
  /** Null or undefined if there is no anchor. */
  readonly pathIsValid?: boolean | null;
}

/** Returns null if accepted. The caller must validate the path (`validatePath`). `asked` is an RFC 4514 name. */
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
  // An issuer that is unverifiable or untried may be the right one.
  const wereAllTried = issuers.length > 0 && verdicts.length === issuers.length;
  if (wereAllTried && verdicts.every((verdict) => verdict === 'invalid')) return 'chain-broken';
  if (pathIsValid === false) return 'path-invalid';
  if (!acceptNames && missingAttributes(asked, certificate.subject).length > 0) return 'other-names';
  return null;
}

/** Limits the work on hostile files. */
const maxIssuers = 64;
