import type { PathReason, PathRole } from '../../../shared/domain/path-reasons.ts';
import { applicableReasons, byAge, isComplete, isDeltaOf, isInForce, pointsOf } from './applicable-crls.ts';
import { type CrlSigner, CrlSigners } from './crl-signers.ts';
import { allReasons } from './distribution-point.ts';
import type { RevocationState } from './find-path.ts';
import type { IssuerPool } from './issuer-pool.ts';
import type { PathCertificate } from './path-certificate.ts';
import { certificateHold, type PathCrl, removeFromCrl, revocationIn } from './path-crl.ts';
import type { PathOptions } from './path-options.ts';
import { SignatureCheck } from './signature-check.ts';

/** Paths of CRL issuers within paths of CRL issuers. */
const maxNesting = 3;

/** A list that applies, and who signed it. */
interface SignedCrl {
  readonly crl: PathCrl;
  readonly signer: CrlSigner;
}

export interface RevocationSources {
  readonly crls: readonly PathCrl[];
  /** Everything that is known: who signs a CRL may stand beside the path. */
  readonly pool: IssuerPool;
}

/**
 * CRL validation of RFC 5280 §6.3.3 for every certificate below the anchor, from the top down. Every list that applies
 * is read, in whatever order they come. What does not apply, is not current, or cannot be processed tells nothing; a
 * certificate about which nothing is told is `unknown`, which `required` refuses. A search that was given up is
 * refused always (`search-limit`): what was not read may have revoked.
 */
export class RevocationCheck {
  readonly #crls: readonly PathCrl[];
  readonly #options: PathOptions;
  /** Of its own: certificates that the search for a path was sated with must not hide a revocation. */
  readonly #signatures = new SignatureCheck();
  readonly #signers: CrlSigners;
  /** Certificates under way: a CRL that vouches for its own issuer vouches for nothing. */
  readonly #underWay = new Set<string>();

  constructor({ crls, pool }: RevocationSources, options: PathOptions) {
    this.#crls = crls;
    this.#options = options;
    this.#signers = new CrlSigners(pool, {
      options,
      signatures: this.#signatures,
      checkRevocation: async (path) => this.check(path),
    });
  }

  /** @param path anchor first, leaf last, valid but for revocation */
  async check(path: readonly PathCertificate[]): Promise<{ state: RevocationState; reasons: PathReason[] }> {
    const mode = this.#options.revocation;
    if (mode === 'none') return { state: 'not-checked', reasons: [] };
    const reasons: PathReason[] = [];
    let state: RevocationState = path.length > 1 ? 'good' : 'not-checked';
    for (const [index, certificate] of path.entries()) {
      if (index === 0) continue;
      const status = await this.#statusOf(path.slice(0, index + 1));
      const about = aboutIn(path, certificate);
      if (status !== 'good' && state !== 'revoked') state = status === 'unknown' ? 'unknown' : 'revoked';
      if (status === 'unknown' && mode === 'required')
        reasons.push({ code: 'revocation-unknown', ...about, detail: null });
      if (status !== 'good' && status !== 'unknown') {
        reasons.push({ code: 'revoked', ...about, detail: String(status.reason) });
      }
    }
    if (state === 'revoked' || !(this.#signers.limited || this.#signatures.exhausted)) return { state, reasons };
    const about = aboutIn(path, path.at(-1) as PathCertificate);
    return { state: 'unknown', reasons: [{ code: 'search-limit', ...about, detail: null }] };
  }

  /** Of the last one of `path`. */
  async #statusOf(path: readonly PathCertificate[]): Promise<'good' | 'unknown' | { readonly reason: number }> {
    const certificate = path.at(-1) as PathCertificate;
    if (this.#underWay.has(certificate.sha256) || this.#underWay.size >= maxNesting) return 'unknown';
    this.#underWay.add(certificate.sha256);
    try {
      let covered = 0;
      const lists = new Map<PathCrl, SignedCrl>();
      for (const point of pointsOf(certificate)) {
        for (const crl of this.#crls) {
          const reasons = applicableReasons(crl, point, certificate);
          if (reasons === 0 || !isInForce(crl, this.#options.at)) continue;
          const signer = await this.#signers.signerOf(crl, path, point, this.#underWay);
          if (signer === null) continue;
          lists.set(crl, { crl, signer });
          if (isComplete(crl)) covered |= reasons;
        }
      }
      const reason = await this.#revocationOf(certificate, [...lists.values()]);
      if (reason !== null) return { reason };
      return covered === allReasons ? 'good' : 'unknown';
    } finally {
      this.#underWay.delete(certificate.sha256);
    }
  }

  /**
   * Any revocation counts, but for a hold that a newer list of the same issuer, key and scope does not know any more:
   * it is the one that can be lifted (RFC 5280 §5.3.1). A delta without its base is read for revocations, too.
   */
  async #revocationOf(certificate: PathCertificate, lists: readonly SignedCrl[]): Promise<number | null> {
    const seen = new Set<string>();
    for (const signed of lists.toSorted((a, b) => byAge(a.crl, b.crl))) {
      const { crl, signer } = signed;
      const scope = `${crl.issuerKey}\u0002${signer.keyHash}\u0002${crl.scope?.octets}\u0002${crl.number === null}`;
      // What a delta says beside its base is in the base's word already.
      const isNewest = crl.baseNumber === null && !seen.has(scope);
      if (isNewest) seen.add(scope);
      const reason = await this.#entryFor(certificate, signed);
      if (reason === null || reason === removeFromCrl) continue;
      if (isNewest || reason !== certificateHold) return reason;
    }
    return null;
  }

  /** The word of the newest delta that has one goes before the base's (§6.3.3 i, j). */
  async #entryFor(certificate: PathCertificate, { crl, signer }: SignedCrl): Promise<number | null> {
    const deltas = this.#crls.filter((delta) => isDeltaOf(delta, crl) && isInForce(delta, this.#options.at));
    for (const delta of deltas.toSorted(byAge)) {
      if ((await this.#signatures.verify(delta.der, signer.key)) !== 'valid') continue;
      const reason = revocationIn(delta, certificate);
      if (reason !== null) return reason;
    }
    return revocationIn(crl, certificate);
  }
}

function aboutIn(path: readonly PathCertificate[], certificate: PathCertificate) {
  const role: PathRole = certificate === path.at(-1) ? 'leaf' : 'intermediate';
  return { certificate: certificate.sha256, name: certificate.displayName, role };
}
