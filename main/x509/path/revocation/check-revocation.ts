// SPDX-License-Identifier: Apache-2.0
import type { PathReason, PathRole, PathWarning } from '../../../../shared/domain/trust/path-reasons.ts';
import { applicableReasons, byAge, isComplete, isDeltaOf, isInForce, pointsOf } from './applicable-crls.ts';
import type { AnswerVerdict } from '../../../../shared/domain/trust/revocation-outcomes.ts';
import { endOf, judgeOcsp, type OcspSource } from '../../ocsp/judge-ocsp.ts';
import { type CertificateStatus, unknownStatus } from './certificate-status.ts';
import { type CrlSigner, CrlSigners } from './crl-signers.ts';
import { allReasons } from './distribution-point.ts';
import type { RevocationFindings, RevocationState } from '../find-path.ts';
import type { IssuerPool } from '../issuer-pool.ts';
import { type KnownRevocation, withKnown } from './known-revocation.ts';
import type { PathCertificate } from '../path-certificate.ts';
import { certificateHold, type PathCrl, removeFromCrl, revocationDateIn, revocationIn } from './path-crl.ts';
import type { PathOptions } from '../path-options.ts';
import { SignatureCheck } from '../signature-check.ts';
import { weakSignature } from '../weak-algorithms.ts';

const maxNesting = 3;

interface SignedCrl {
  readonly crl: PathCrl;
  readonly signer: CrlSigner;
}

export interface RevocationSources {
  readonly crls: readonly PathCrl[];
  readonly answers: readonly OcspSource[];
  readonly pool: IssuerPool;
  readonly known: readonly KnownRevocation[];
}

/** `goodUntil` (ISO 8601 UTC) may be null if the source was rejected or has no end date. */
export interface JudgedSource {
  readonly verdict: AnswerVerdict;
  readonly goodUntil: string | null;
}

interface Entry {
  readonly reason: number;
  readonly crl: PathCrl;
}

/**
 * RFC 5280 §6.3.3 with OCSP. Continues after "good", because one revocation outweighs everything else. If a limit
 * stops the search, rejects the path (`search-limit`), because an unread source may report a revocation.
 */
export class RevocationCheck {
  readonly #crls: readonly PathCrl[];
  readonly #answers: readonly OcspSource[];
  readonly #options: PathOptions;
  readonly #known: ReadonlyMap<string, KnownRevocation>;
  /** Separate, so it doesn't use up the path search's budget. */
  readonly #signatures = new SignatureCheck();
  readonly #signers: CrlSigners;
  /** Certificates being checked. A CRL cannot vouch for its own issuer. */
  readonly #underWay = new Set<string>();

  readonly #goodAt = new Map<string, string>();

  /** An `answered` verdict is never overwritten. */
  readonly verdicts = new Map<OcspSource | PathCrl, JudgedSource>();
  /** Applicable, current CRLs with a valid signature, by the certificate's SHA-256. */
  readonly lists = new Map<string, Set<PathCrl>>();

  constructor({ crls, answers, pool, known }: RevocationSources, options: PathOptions) {
    this.#crls = crls;
    this.#answers = answers;
    this.#options = options;
    this.#known = new Map(known.map((each) => [each.certificate, each]));
    this.#signers = new CrlSigners(pool, {
      options,
      signatures: this.#signatures,
      checkRevocation: async (path) => this.check(path),
    });
  }

  /** @param path anchor first, leaf last, valid apart from revocation */
  async check(path: readonly PathCertificate[]): Promise<RevocationFindings> {
    const mode = this.#options.revocation;
    if (mode === 'none') return { state: 'not-checked', reasons: [], warnings: [], statuses: [] };
    const reasons: PathReason[] = [];
    const warnings: PathWarning[] = [];
    const statuses: CertificateStatus[] = [];
    let state: RevocationState = path.length > 1 ? 'good' : 'not-checked';
    for (const [index, certificate] of path.entries()) {
      if (index === 0) continue;
      const current = await this.#statusOf(path.slice(0, index + 1));
      const lists = [...(this.lists.get(certificate.sha256) ?? [])];
      const answeredAt = this.#goodAt.get(certificate.sha256) ?? '';
      const status = withKnown(current, this.#known.get(certificate.sha256), { certificate, lists, answeredAt });
      statuses.push(status);
      const about = aboutIn(path, certificate);
      const weak = this.#weakSourceOf(status);
      if (weak !== null) warnings.push({ code: 'weak-revocation', ...about, detail: weak });
      if (weak !== null && this.#options.rules === 'webpki') {
        reasons.push({ code: 'weak-algorithm', ...about, detail: weak });
      }
      if (status.state !== 'good' && state !== 'revoked') state = status.state;
      if (status.state === 'unknown' && mode === 'required')
        reasons.push({ code: 'revocation-unknown', ...about, detail: null });
      if (status.state === 'revoked') reasons.push({ code: 'revoked', ...about, detail: String(status.reason) });
    }
    if (state === 'revoked' || !(this.#signers.limited || this.#signatures.exhausted)) {
      return { state, reasons, warnings, statuses };
    }
    const about = aboutIn(path, path.at(-1) as PathCertificate);
    return {
      state: 'unknown',
      reasons: [{ code: 'search-limit', ...about, detail: null }],
      warnings: [],
      statuses: [],
    };
  }

  async #statusOf(path: readonly PathCertificate[]): Promise<CertificateStatus> {
    const certificate = path.at(-1) as PathCertificate;
    const fromLists = await this.#byLists(path);
    if (fromLists.state === 'revoked') return fromLists;
    const answers: CertificateStatus[] = [];
    for (const source of this.#answers) {
      if (source.about !== certificate.sha256) continue;
      const status = await this.#byAnswer(source, path);
      if (status !== null) answers.push(status);
    }
    return answers.find(({ state }) => state === 'revoked') ?? answers[0] ?? fromLists;
  }

  #weakSourceOf({ certificate, state, source }: CertificateStatus): string | null {
    if (state !== 'good') return null;
    const lists = [...(this.lists.get(certificate) ?? [])].map(({ der }) => der);
    const answers = this.#answers.flatMap((each) => {
      const isBelieved = each.about === certificate && this.verdicts.get(each)?.verdict === 'answered';
      return isBelieved && each.answer !== null && 'der' in each.answer ? [each.answer.der] : [];
    });
    const weak = (source === 'crl' ? lists : answers).map(weakSignature);
    return weak.find((name) => name !== null) ?? null;
  }

  async #byAnswer(source: OcspSource, path: readonly PathCertificate[]): Promise<CertificateStatus | null> {
    const { verdict, response } = await judgeOcsp(source, path, {
      options: this.#options,
      signatures: this.#signatures,
      isRevoked: async (own) => (await this.#byLists(own)).state === 'revoked',
    });
    this.#note(source, verdict, response && endOf(response));
    if (response === null || response.status.state === 'unknown') return null;
    const { status } = response;
    const isRevoked = status.state === 'revoked';
    if (!isRevoked) {
      // A matching nonce proves the response is fresh.
      const { answer, nonce } = source;
      const isLive = nonce !== null && answer !== null && 'nonce' in answer && answer.nonce === nonce;
      const at = isLive ? this.#options.at : response.thisUpdate;
      if (at > (this.#goodAt.get(source.about) ?? '')) this.#goodAt.set(source.about, at);
    }
    return {
      certificate: source.about,
      state: status.state,
      source: 'ocsp',
      goodUntil: endOf(response),
      revokedAt: isRevoked ? status.at : null,
      reason: isRevoked ? status.reason : null,
    };
  }

  #note(source: OcspSource | PathCrl, verdict: AnswerVerdict, goodUntil: string | null): void {
    if (this.verdicts.get(source)?.verdict !== 'answered') this.verdicts.set(source, { verdict, goodUntil });
  }

  /** A delta without a matching base counts only for its revocations. */
  #noteBelieved(lists: readonly PathCrl[]): void {
    for (const crl of lists) {
      const fits = crl.baseNumber === null || fitsOneOf(lists, crl);
      this.#note(crl, fits ? 'answered' : 'other-base', crl.nextUpdate);
    }
  }

  async #byLists(path: readonly PathCertificate[]): Promise<CertificateStatus> {
    const certificate = path.at(-1) as PathCertificate;
    const unknown = unknownStatus(certificate.sha256);
    if (this.#underWay.has(certificate.sha256) || this.#underWay.size >= maxNesting) return unknown;
    this.#underWay.add(certificate.sha256);
    try {
      let covered = 0;
      let goodUntil: string | null = null;
      const lists = new Map<PathCrl, SignedCrl>();
      for (const point of pointsOf(certificate)) {
        for (const crl of this.#crls) {
          const reasons = applicableReasons(crl, point, certificate);
          if (reasons === 0) continue;
          if (!isInForce(crl, this.#options.at)) {
            this.#note(crl, crl.thisUpdate > this.#options.at ? 'not-yet-valid' : 'out-of-date', null);
            continue;
          }
          const signer = await this.#signers.signerOf(crl, path, point, this.#underWay);
          if (signer === null) {
            this.#note(crl, 'foreign-signer', crl.nextUpdate);
            continue;
          }
          lists.set(crl, { crl, signer });
          if (!isComplete(crl)) continue;
          covered |= reasons;
          goodUntil = earlier(goodUntil, crl.nextUpdate);
        }
      }
      this.#noteBelieved([...lists.keys()]);
      this.lists.set(certificate.sha256, new Set([...(this.lists.get(certificate.sha256) ?? []), ...lists.keys()]));
      const entry = await this.#revocationOf(certificate, [...lists.values()]);
      if (entry !== null) {
        const { reason, crl } = entry;
        const revokedAt = revocationDateIn(crl, certificate);
        return { ...unknown, state: 'revoked', source: 'crl', goodUntil: crl.nextUpdate, revokedAt, reason };
      }
      return covered === allReasons ? { ...unknown, state: 'good', source: 'crl', goodUntil } : unknown;
    } finally {
      this.#underWay.delete(certificate.sha256);
    }
  }

  /**
   * Any revocation counts, except a hold that a newer list of the same issuer, key and scope no longer contains (RFC
   * 5280 §5.3.1). A delta without a base counts for revocations, and for holds if no list is newer.
   */
  async #revocationOf(certificate: PathCertificate, lists: readonly SignedCrl[]): Promise<Entry | null> {
    const seen = new Set<string>();
    const lifted = new Set<string>();
    const all = lists.map(({ crl }) => crl);
    for (const signed of lists.toSorted((a, b) => byAge(a.crl, b.crl))) {
      const { crl, signer } = signed;
      const scope = `${crl.issuerKey}\u0002${signer.keyHash}\u0002${crl.scope?.octets}\u0002${crl.number === null}`;
      // The base's result already includes its deltas.
      const isAlone = crl.baseNumber !== null && !fitsOneOf(all, crl) && !lifted.has(scope);
      const isNewest = !seen.has(scope) && (crl.baseNumber === null || isAlone);
      if (crl.baseNumber === null) seen.add(scope);
      const entry = await this.#entryFor(certificate, signed);
      if (entry?.reason === removeFromCrl) lifted.add(scope);
      if (entry === null || entry.reason === removeFromCrl) continue;
      if (isNewest || entry.reason !== certificateHold) return entry;
    }
    return null;
  }

  /** The newest delta with an entry overrides the base (§6.3.3 i, j). */
  async #entryFor(certificate: PathCertificate, { crl, signer }: SignedCrl): Promise<Entry | null> {
    const deltas = this.#crls.filter((delta) => isDeltaOf(delta, crl) && isInForce(delta, this.#options.at));
    for (const delta of deltas.toSorted(byAge)) {
      if ((await this.#signatures.verify(delta.der, signer.key)) !== 'valid') continue;
      const reason = revocationIn(delta, certificate);
      if (reason !== null) return { reason, crl: delta };
    }
    const reason = revocationIn(crl, certificate);
    return reason === null ? null : { reason, crl };
  }
}

function fitsOneOf(lists: readonly PathCrl[], delta: PathCrl): boolean {
  return lists.some((base) => base.baseNumber === null && isDeltaOf(delta, base));
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function aboutIn(path: readonly PathCertificate[], certificate: PathCertificate) {
  const role: PathRole = certificate === path.at(-1) ? 'leaf' : 'intermediate';
  return { certificate: certificate.sha256, name: certificate.displayName, role };
}
