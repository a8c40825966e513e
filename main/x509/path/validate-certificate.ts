// SPDX-License-Identifier: Apache-2.0
import type { PathReason } from '../../../shared/domain/trust/path-reasons.ts';
import type { OcspSource } from '../ocsp/judge-ocsp.ts';
import { type JudgedSource, RevocationCheck } from './revocation/check-revocation.ts';
import { findPath, type PathAnswer } from './find-path.ts';
import { IssuerPool } from './issuer-pool.ts';
import type { KnownRevocation } from './revocation/known-revocation.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathCrl } from './revocation/path-crl.ts';
import type { PathOptions } from './path-options.ts';
import { SignatureCheck } from './signature-check.ts';

export interface PathQuestion {
  readonly leaf: PathCertificate;
  readonly intermediates: readonly PathCertificate[];
  readonly anchors: readonly PathCertificate[];
  readonly crls: readonly PathCrl[];
  readonly answers?: readonly OcspSource[];
  readonly known?: readonly KnownRevocation[];
  readonly options: PathOptions;
}

export interface JudgedPath extends PathAnswer {
  readonly verdicts: ReadonlyMap<OcspSource | PathCrl, JudgedSource>;
  /** Accepted CRLs, by SHA-256 of the certificate. */
  readonly lists: ReadonlyMap<string, ReadonlySet<PathCrl>>;
}

/** RFC 5280 §6 and RFC 4158. */
export async function validateCertificate(question: PathQuestion): Promise<JudgedPath> {
  const { leaf, intermediates, anchors, crls, answers = [], known = [], options } = question;
  const pool = new IssuerPool(intermediates, anchors);
  const search = { options, signatures: new SignatureCheck() };
  const revocation = new RevocationCheck({ crls, answers, pool, known }, options);
  const found = await findPath(leaf, { ...search, pool, checkRevocation: async (path) => revocation.check(path) });
  const reasons = datesFirst(leaf, found.reasons, options);
  return { ...found, reasons, verdicts: revocation.verdicts, lists: revocation.lists };
}

/** A search without a trusted root doesn't check dates. */
function datesFirst(leaf: PathCertificate, reasons: readonly PathReason[], { at }: PathOptions): readonly PathReason[] {
  const { notBefore, notAfter, sha256: certificate, displayName: name } = leaf;
  const code = at > notAfter ? 'expired' : at < notBefore ? 'not-yet-valid' : null;
  if (code === null) return reasons;
  const others = reasons.filter((reason) => reason.code !== code || reason.role !== 'leaf');
  return [{ code, certificate, name, role: 'leaf', detail: code === 'expired' ? notAfter : notBefore }, ...others];
}
