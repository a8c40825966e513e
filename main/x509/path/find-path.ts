// SPDX-License-Identifier: Apache-2.0
import type { PathReason, PathReasonCode, PathWarning } from '../../../shared/domain/trust/path-reasons.ts';
import type { CertificateStatus } from './revocation/certificate-status.ts';
import { type IssuerPool, isSameAuthority } from './issuer-pool.ts';
import { judgePath } from './judge-path.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathOptions } from './path-options.ts';
import { inheritsParameters, type SignatureCheck } from './signature-check.ts';
import { weaknessesOf } from './weak-algorithms.ts';

const maxLength = 24;
// Cross-certificates can form exponentially many paths.
const maxSteps = 2000;
const maxJudged = 64;

export type RevocationState = 'good' | 'revoked' | 'unknown' | 'not-checked';

export interface PathAnswer {
  readonly valid: boolean;
  readonly reasons: readonly PathReason[];
  readonly warnings: readonly PathWarning[];
  readonly path: readonly PathCertificate[];
  readonly revocation: RevocationState;
  /** One for each certificate below the anchor, if revocation was checked. */
  readonly statuses: readonly CertificateStatus[];
}

export interface RevocationFindings {
  readonly state: RevocationState;
  readonly reasons: readonly PathReason[];
  readonly warnings: readonly PathWarning[];
  readonly statuses: readonly CertificateStatus[];
}

/** Called for paths that are otherwise valid. `path` starts with the anchor. */
export type CheckRevocation = (path: readonly PathCertificate[]) => Promise<RevocationFindings>;

export interface PathSearch {
  readonly pool: IssuerPool;
  readonly options: PathOptions;
  readonly signatures: SignatureCheck;
  readonly checkRevocation: CheckRevocation;
}

/** Returns the first valid path, or one that shows `leaf` revoked, or else the best failure. */
export async function findPath(leaf: PathCertificate, search: PathSearch): Promise<PathAnswer> {
  const walk = new Walk(search);
  const found = await walk.from([leaf]);
  const answer = found ?? walk.best(leaf);
  const last = answer.path.at(-1) as PathCertificate;
  return { ...answer, warnings: [...weaknessesOf(answer.path, search.pool.isAnchor(last)), ...answer.warnings] };
}

/** A revoked leaf invalidates every path. */
function isLeafRevoked({ reasons }: PathAnswer): boolean {
  return reasons.some(({ code, role }) => code === 'revoked' && role === 'leaf');
}

class Walk {
  readonly #search: PathSearch;
  #steps = 0;
  #judged = 0;
  #limited = false;
  #failure: PathAnswer | null = null;
  #deadEnd: { readonly path: readonly PathCertificate[]; readonly code: PathReasonCode } | null = null;

  constructor(search: PathSearch) {
    this.#search = search;
  }

  /** @param path leaf first */
  async from(path: readonly PathCertificate[]): Promise<PathAnswer | null> {
    const last = path.at(-1) as PathCertificate;
    if (this.#search.pool.isAnchor(last)) {
      const answer = await this.#judge(path);
      if (answer.valid || isLeafRevoked(answer)) return answer;
    }
    return this.#up(path, last);
  }

  async #up(path: readonly PathCertificate[], last: PathCertificate): Promise<PathAnswer | null> {
    const { pool, options } = this.#search;
    let signed = 0;
    let rejected: PathReasonCode | null = null;
    const candidates = pool
      .issuersOf(last, options.at)
      .filter((candidate) => !path.some((earlier) => isSameAuthority(earlier, candidate)));
    for (const candidate of candidates) {
      this.#steps += 1;
      if (this.#isSpent(path)) return null;
      const verdict = await this.#verdict(last, candidate);
      if (verdict === 'invalid') rejected = 'signature-invalid';
      else if (verdict === 'unknown') rejected ??= 'signature-unsupported';
      if (verdict !== 'valid') continue;
      signed += 1;
      const answer = await this.from([...path, candidate]);
      if (answer) return answer;
    }
    if (signed === 0) this.#endAt(path, rejected ?? (last.selfIssued ? 'root-untrusted' : 'no-issuer'));
    return null;
  }

  #isSpent(path: readonly PathCertificate[]): boolean {
    const spent = this.#steps > maxSteps || this.#judged >= maxJudged || this.#search.signatures.exhausted;
    if (spent) this.#limited = true;
    return spent || path.length >= maxLength;
  }

  async #verdict(last: PathCertificate, candidate: PathCertificate) {
    // Inherited parameters are known only for a whole path, so `judgePath` verifies the signature.
    if (inheritsParameters(candidate.spki)) return 'valid';
    return this.#search.signatures.verify(last.der, candidate.spki);
  }

  async #judge(path: readonly PathCertificate[]): Promise<PathAnswer> {
    const { options, signatures, checkRevocation } = this.#search;
    this.#judged += 1;
    const fromAnchor = path.toReversed();
    let reasons: readonly PathReason[] = await judgePath(fromAnchor, options, signatures);
    let revocation: RevocationState = 'not-checked';
    let statuses: readonly CertificateStatus[] = [];
    let warnings: readonly PathWarning[] = [];
    if (reasons.length === 0) {
      ({ state: revocation, reasons, statuses, warnings } = await checkRevocation(fromAnchor));
    }
    const answer = { valid: reasons.length === 0, reasons, warnings, path, revocation, statuses };
    if (!answer.valid && (this.#failure === null || reasons.length < this.#failure.reasons.length)) {
      this.#failure = answer;
    }
    return answer;
  }

  /** Prefers dead ends with an invalid or unsupported signature, then the longest. */
  #endAt(path: readonly PathCertificate[], code: PathReasonCode): void {
    const rank = (end: PathReasonCode, length: number) => (end.startsWith('signature') ? 100 : 0) + length;
    const known = this.#deadEnd;
    if (known === null || rank(code, path.length) > rank(known.code, known.path.length)) {
      this.#deadEnd = { path, code };
    }
  }

  best(leaf: PathCertificate): PathAnswer {
    if (this.#failure) return this.#failure;
    const { path, code } = this.#deadEnd ?? { path: [leaf], code: 'no-issuer' as const };
    const last = path.at(-1) as PathCertificate;
    const role = path.length === 1 ? 'leaf' : code === 'root-untrusted' ? 'anchor' : 'intermediate';
    const reason: PathReason = {
      code: this.#limited ? 'search-limit' : code,
      certificate: last.sha256,
      name: last.displayName,
      role,
      detail: null,
    };
    return { valid: false, reasons: [reason], warnings: [], path, revocation: 'not-checked', statuses: [] };
  }
}
