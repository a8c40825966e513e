// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { AnswerVerdict } from '../../../shared/domain/trust/revocation-outcomes.ts';
import { judgePath, workingKeys } from '../path/judge-path.ts';
import { type PathCertificate, readPathCertificate } from '../path/path-certificate.ts';
import { keyUsageBits } from '../path/path-extensions.ts';
import type { PathOptions } from '../path/path-options.ts';
import type { SignatureCheck } from '../path/signature-check.ts';
import { readPublicKeyParts } from '../signatures/signed-structure.ts';
import { isCertIdOf } from './cert-id.ts';
import type { OcspAnswer, ResponderError, SingleResponse } from './read-ocsp-response.ts';

export interface OcspSource {
  readonly about: string;
  readonly answer: OcspAnswer | { readonly error: ResponderError } | null;
  /** The request's nonce in lower-case hex, or null for a cached response. */
  readonly nonce: string | null;
}

export interface OcspJudgement {
  readonly verdict: AnswerVerdict;
  /** Null unless the verdict is `answered` or `unknown-there`. */
  readonly response: SingleResponse | null;
}

export interface OcspContext {
  readonly options: PathOptions;
  readonly signatures: SignatureCheck;
  /** Checks CRLs. `path` starts with the anchor. */
  readonly isRevoked: (path: readonly PathCertificate[]) => Promise<boolean>;
}

const ocspSigning = '1.3.6.1.5.5.7.3.9';
const ocspNoCheck = '1.3.6.1.5.5.7.48.1.5';
const nonRepudiation = 1 << 1;
const toleranceMs = 5 * 60_000;
/** Maximum age without nextUpdate. Its absence means newer data is always available (RFC 6960 §4.2.2.1). */
const undatedMs = 24 * 60 * 60_000;

/**
 * RFC 6960 §3.2.
 * @param path anchor first, valid apart from revocation
 */
export async function judgeOcsp(
  source: OcspSource,
  path: readonly PathCertificate[],
  context: OcspContext,
): Promise<OcspJudgement> {
  const { answer, nonce } = source;
  const says = (verdict: AnswerVerdict): OcspJudgement => ({ verdict, response: null });
  if (answer === null) return says('damaged');
  if ('error' in answer) return says(answer.error === 'try-later' ? 'try-later' : 'responder-error');
  if (!answer.usable) return says('unsupported');
  const certificate = path.at(-1) as PathCertificate;
  const issuerKey = workingKeys(path).at(-2) as Uint8Array;
  const ours = answer.responses.filter(({ certId }) => isCertIdOf(certId, certificate.der, issuerKey));
  if (ours.length === 0) return says('other-certificate');
  const signed = await verifyResponder(answer, path, issuerKey, context);
  if (signed !== 'valid') return says(signed === 'unknown' ? 'unsupported' : 'foreign-signer');
  if (nonce !== null && answer.nonce !== null && answer.nonce !== nonce) return says('replayed');
  const inTime = ours.filter((response) => timeliness(response, context.options.at) === 'in-time');
  const response = mostSevere(inTime);
  if (response === undefined) return says(timeliness(ours[0] as SingleResponse, context.options.at) as AnswerVerdict);
  return { verdict: response.status.state === 'unknown' ? 'unknown-there' : 'answered', response };
}

/** ISO 8601 UTC. */
export function endOf({ thisUpdate, nextUpdate }: SingleResponse): string {
  return nextUpdate ?? shifted(thisUpdate, undatedMs);
}

function timeliness(response: SingleResponse, at: string): 'in-time' | 'out-of-date' | 'not-yet-valid' {
  if (response.thisUpdate > shifted(at, toleranceMs)) return 'not-yet-valid';
  return shifted(endOf(response), toleranceMs) < at ? 'out-of-date' : 'in-time';
}

function shifted(iso: string, ms: number): string {
  return `${new Date(Date.parse(iso) + ms).toISOString().slice(0, 19)}Z`;
}

function mostSevere(responses: readonly SingleResponse[]): SingleResponse | undefined {
  const states = ['revoked', 'unknown', 'good'];
  return responses.toSorted((a, b) => states.indexOf(a.status.state) - states.indexOf(b.status.state))[0];
}

async function verifyResponder(
  answer: OcspAnswer,
  path: readonly PathCertificate[],
  issuerKey: Uint8Array,
  context: OcspContext,
): Promise<'valid' | 'invalid' | 'unknown'> {
  const issuer = path.at(-2) as PathCertificate;
  if (isResponder(answer, issuer.subjectKey, issuerKey)) {
    const verdict = await context.signatures.verify(answer.der, issuerKey);
    if (verdict !== 'invalid') return verdict;
  }
  let unknown = false;
  for (const delegate of answer.certificates.flatMap(readableOnly)) {
    if (!isResponder(answer, delegate.subjectKey, delegate.spki)) continue;
    if (!(await isDelegate(delegate, path, context))) continue;
    const verdict = await context.signatures.verify(answer.der, delegate.spki);
    if (verdict === 'valid') return 'valid';
    unknown ||= verdict === 'unknown';
  }
  return unknown ? 'unknown' : 'invalid';
}

function isResponder({ responder }: OcspAnswer, nameKey: string, spki: Uint8Array): boolean {
  if ('nameKey' in responder) return responder.nameKey === nameKey;
  return hash('sha1', readPublicKeyParts(spki).key, 'hex') === responder.keyHash;
}

/**
 * RFC 6960 §4.2.2.2. Without `ocsp-nocheck`, a CRL may revoke the delegate. A missing CRL is accepted, since delegate
 * certificates are short-lived.
 */
async function isDelegate(
  delegate: PathCertificate,
  path: readonly PathCertificate[],
  { options, signatures, isRevoked }: OcspContext,
): Promise<boolean> {
  if (delegate.extendedKeyUsage?.includes(ocspSigning) !== true) return false;
  const { keyUsage } = delegate;
  if (keyUsage !== null && (keyUsage & (keyUsageBits.digitalSignature | nonRepudiation)) === 0) return false;
  const own = [...path.slice(0, -1), delegate];
  const issuer = own.at(-2) as PathCertificate;
  if (delegate.issuerKey !== issuer.subjectKey) return false;
  const asked: PathOptions = {
    ...options,
    initialPolicies: null,
    explicitPolicy: false,
    name: null,
    purpose: 'any',
    maxDepth: null,
    rules: 'rfc5280',
  };
  const reasons = await judgePath(own, asked, signatures);
  // Ignore policies, since delegate certificates seldom have any.
  if (reasons.some(({ code }) => code !== 'policy')) return false;
  return delegate.present.has(ocspNoCheck) || !(await isRevoked(own));
}

function readableOnly(der: Uint8Array): PathCertificate[] {
  try {
    return [readPathCertificate(der)];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
