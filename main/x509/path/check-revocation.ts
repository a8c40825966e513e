import type { PathReason, PathRole } from '../../../shared/domain/path-reasons.ts';
import { allReasons, type DistributionPoint } from './distribution-point.ts';
import { findPath, type PathSearch, type RevocationState } from './find-path.ts';
import type { IssuerPool } from './issuer-pool.ts';
import { workingKeys } from './judge-path.ts';
import { joinNameKey } from './name-key.ts';
import type { PathCertificate } from './path-certificate.ts';
import { entryKey, type PathCrl, removeFromCrl } from './path-crl.ts';
import { keyUsageBits } from './path-extensions.ts';
import type { PathOptions } from './path-options.ts';

/** Paths of CRL issuers within paths of CRL issuers. */
const maxNesting = 3;

interface Signer {
  readonly certificate: PathCertificate;
  readonly key: Uint8Array;
}

export interface RevocationSources {
  readonly crls: readonly PathCrl[];
  /** Everything that is known: who signs a CRL may stand beside the path. */
  readonly pool: IssuerPool;
}

/**
 * CRL validation of RFC 5280 §6.3.3 for every certificate below the anchor, from the top down. What does not apply,
 * is not current, or cannot be processed tells nothing; a certificate about which nothing is told is `unknown`,
 * which `required` refuses.
 */
export class RevocationCheck {
  readonly #sources: RevocationSources;
  readonly #search: Omit<PathSearch, 'checkRevocation' | 'pool'>;
  /** Certificates under way: a CRL that vouches for its own issuer vouches for nothing. */
  readonly #underWay = new Set<string>();
  readonly #signers = new Map<string, Promise<Signer | null>>();

  constructor(sources: RevocationSources, search: Omit<PathSearch, 'checkRevocation' | 'pool'>) {
    this.#sources = sources;
    this.#search = search;
  }

  /** @param path anchor first, leaf last, valid but for revocation */
  async check(path: readonly PathCertificate[]): Promise<{ state: RevocationState; reasons: PathReason[] }> {
    const mode = this.#search.options.revocation;
    if (mode === 'none') return { state: 'not-checked', reasons: [] };
    const reasons: PathReason[] = [];
    let state: RevocationState = path.length > 1 ? 'good' : 'not-checked';
    for (const [index, certificate] of path.entries()) {
      if (index === 0) continue;
      const status = await this.#statusOf(path.slice(0, index + 1));
      const role: PathRole = index === path.length - 1 ? 'leaf' : 'intermediate';
      const about = { certificate: certificate.sha256, name: certificate.displayName, role };
      if (status !== 'good' && state !== 'revoked') state = status === 'unknown' ? 'unknown' : 'revoked';
      if (status === 'unknown' && mode === 'required')
        reasons.push({ code: 'revocation-unknown', ...about, detail: null });
      if (status !== 'good' && status !== 'unknown') {
        reasons.push({ code: 'revoked', ...about, detail: String(status.reason) });
      }
    }
    return { state, reasons };
  }

  /** Of the last one of `path`. */
  async #statusOf(path: readonly PathCertificate[]): Promise<'good' | 'unknown' | { readonly reason: number }> {
    const certificate = path.at(-1) as PathCertificate;
    if (this.#underWay.has(certificate.sha256) || this.#underWay.size >= maxNesting) return 'unknown';
    this.#underWay.add(certificate.sha256);
    try {
      let covered = 0;
      for (const point of pointsOf(certificate)) {
        for (const crl of this.#sources.crls) {
          const reasons = coveredReasons(crl, point, certificate);
          if ((reasons & ~covered) === 0 || !isCurrent(crl, this.#search.options)) continue;
          const signer = await this.#signerOf(crl, path, point);
          if (signer === null) continue;
          const reason = await this.#entryFor(certificate, crl, signer);
          if (reason !== null && reason !== removeFromCrl) return { reason };
          covered |= reasons;
        }
      }
      return covered === allReasons ? 'good' : 'unknown';
    } finally {
      this.#underWay.delete(certificate.sha256);
    }
  }

  /** The delta's word goes before the base's (§6.3.3 i, j). */
  async #entryFor({ issuerKey, serial }: PathCertificate, crl: PathCrl, signer: Signer): Promise<number | null> {
    const key = entryKey(issuerKey, serial);
    for (const delta of this.#sources.crls) {
      if (!isDeltaOf(delta, crl) || !isCurrent(delta, this.#search.options)) continue;
      if ((await this.#search.signatures.verify(delta.der, signer.key)) !== 'valid') continue;
      const reason = delta.entries.get(key);
      if (reason !== undefined) return reason;
    }
    return crl.entries.get(key) ?? null;
  }

  /** Who signed the CRL: an authority of the path itself, or one whose own path ends at the same anchor (§6.3.3 f). */
  async #signerOf(crl: PathCrl, path: readonly PathCertificate[], point: DistributionPoint): Promise<Signer | null> {
    const keys = workingKeys(path);
    // An authority may make a CRL issuer answer for itself: it says so in that issuer's certificate.
    const trusted = point.crlIssuers === null ? path.slice(0, -1) : path;
    for (const [index, certificate] of trusted.entries()) {
      const signer = { certificate, key: keys[index] as Uint8Array };
      if (certificate.subjectKey === crl.issuerKey && (await this.#hasSigned(crl, signer))) return signer;
    }
    const anchor = path[0] as PathCertificate;
    for (const certificate of this.#sources.pool.named(crl.issuerKey)) {
      if (!(await this.#mayHaveSigned(crl, certificate))) continue;
      const signer = await this.#validated(certificate, anchor);
      if (signer && (await this.#hasSigned(crl, signer))) return signer;
    }
    return null;
  }

  async #mayHaveSigned(crl: PathCrl, certificate: PathCertificate): Promise<boolean> {
    const { keyUsage } = certificate;
    if (keyUsage !== null && (keyUsage & keyUsageBits.crlSign) === 0) return false;
    return (await this.#search.signatures.verify(crl.der, certificate.spki)) !== 'invalid';
  }

  async #hasSigned(crl: PathCrl, { certificate: { keyUsage }, key }: Signer): Promise<boolean> {
    if (keyUsage !== null && (keyUsage & keyUsageBits.crlSign) === 0) return false;
    return (await this.#search.signatures.verify(crl.der, key)) === 'valid';
  }

  async #validated(certificate: PathCertificate, anchor: PathCertificate): Promise<Signer | null> {
    if (this.#underWay.has(certificate.sha256)) return null;
    const key = `${certificate.sha256} ${anchor.sha256} ${[...this.#underWay].join(' ')}`;
    const known = this.#signers.get(key) ?? this.#validate(certificate, anchor);
    this.#signers.set(key, known);
    return known;
  }

  async #validate(certificate: PathCertificate, anchor: PathCertificate): Promise<Signer | null> {
    const options: PathOptions = {
      ...this.#search.options,
      initialPolicies: null,
      explicitPolicy: false,
      name: null,
      purpose: 'any',
      maxDepth: null,
    };
    const { valid, path } = await findPath(certificate, {
      ...this.#search,
      options,
      pool: this.#sources.pool.withAnchor(anchor),
      checkRevocation: async (signerPath) => this.check(signerPath),
    });
    const key = workingKeys(path.toReversed()).at(-1);
    return valid && key ? { certificate, key } : null;
  }
}

/** Those that it names, and the one that stands for CRLs of its issuer that none names (§6.3.3). */
function pointsOf(certificate: PathCertificate): DistributionPoint[] {
  const own = { names: [`directory:${certificate.issuerKey}`], crlIssuers: null, reasons: allReasons };
  return [...(certificate.distributionPoints ?? []), own];
}

/** Reasons about which `crl` can tell for `certificate` by way of `point`; 0: it does not apply (§6.3.3 b, d). */
function coveredReasons(crl: PathCrl, point: DistributionPoint, certificate: PathCertificate): number {
  const { scope } = crl;
  if (!crl.usable || crl.baseNumber !== null || crl.number === null) return 0;
  if (point.crlIssuers !== null) {
    if (scope?.indirect !== true) return 0;
    if (!point.crlIssuers.some((issuer) => joinNameKey(issuer) === crl.issuerKey)) return 0;
  } else if (crl.issuerKey !== certificate.issuerKey) return 0;
  if (scope === null) return point.reasons;
  const isCa = certificate.basicConstraints?.ca === true;
  if (scope.only === 'attribute' || (scope.only === 'user' && isCa) || (scope.only === 'ca' && !isCa)) return 0;
  if (scope.names !== null) {
    const wanted = point.names ?? point.crlIssuers?.map((issuer) => `directory:${joinNameKey(issuer)}`) ?? [];
    if (!scope.names.some((name) => wanted.includes(name))) return 0;
  }
  return point.reasons & scope.reasons;
}

function isCurrent({ thisUpdate, nextUpdate }: PathCrl, { at }: PathOptions): boolean {
  return thisUpdate <= at && nextUpdate !== null && at <= nextUpdate;
}

/** Same issuer and scope, starting no later than the base and newer than it (§5.2.4). */
function isDeltaOf(delta: PathCrl, base: PathCrl): boolean {
  if (!delta.usable || delta.baseNumber === null || delta.number === null || base.number === null) return false;
  const number = (hex: string) => (hex.startsWith('-') ? -1n : BigInt(`0x${hex}`));
  return (
    delta.issuerKey === base.issuerKey &&
    (delta.scope?.octets ?? null) === (base.scope?.octets ?? null) &&
    delta.authorityKeyId === base.authorityKeyId &&
    number(delta.baseNumber) <= number(base.number) &&
    number(delta.number) >= number(base.number)
  );
}
