// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { DistributionPoint } from './distribution-point.ts';
import { findPath, type PathSearch } from '../find-path.ts';
import { type IssuerPool, isSameAuthority, maxNamesakes } from '../issuer-pool.ts';
import { workingKeys } from '../judge-path.ts';
import type { PathCertificate } from '../path-certificate.ts';
import type { PathCrl } from './path-crl.ts';
import { keyUsageBits } from '../path-extensions.ts';
import type { PathOptions } from '../path-options.ts';

export interface CrlSigner {
  readonly key: Uint8Array;
  readonly keyHash: string;
}

interface Validated {
  readonly key: Uint8Array;
  readonly issuer: PathCertificate | null;
}

export class CrlSigners {
  readonly #pool: IssuerPool;
  readonly #search: Omit<PathSearch, 'pool'>;
  readonly #pools = new Map<string, IssuerPool>();
  readonly #validated = new Map<string, Promise<Validated | null>>();

  limited = false;

  /** @param pool also supplies signers outside the path */
  constructor(pool: IssuerPool, search: Omit<PathSearch, 'pool'>) {
    this.#pool = pool;
    this.#search = search;
  }

  /**
   * Returns the signer: a certificate on the path, or one with a path to the same anchor. Unless the point names a CRL
   * issuer, a CA on the path must have certified the signer.
   * @param path anchor first; the CRL covers the last certificate
   * @param underWay certificates being checked, which cannot vouch for themselves
   */
  async signerOf(
    crl: PathCrl,
    path: readonly PathCertificate[],
    point: DistributionPoint,
    underWay: ReadonlySet<string>,
  ): Promise<CrlSigner | null> {
    const keys = workingKeys(path);
    const authorities = path.slice(0, -1);
    // A certificate may name itself as its CRL issuer.
    const trusted = point.crlIssuers === null ? authorities : path;
    for (const [index, certificate] of trusted.entries()) {
      if (certificate.subjectKey !== crl.issuerKey) continue;
      if (!maySignLists(certificate, index < authorities.length)) continue;
      const key = keys[index] as Uint8Array;
      if ((await this.#search.signatures.verify(crl.der, key)) === 'valid') return signer(key);
    }
    const isNear = (issuer: (certificate: PathCertificate) => boolean) =>
      point.crlIssuers !== null || authorities.some(issuer);
    for (const certificate of this.#beside(crl, (issuerKey) => isNear(({ subjectKey }) => subjectKey === issuerKey))) {
      if (underWay.has(certificate.sha256)) continue;
      if ((await this.#search.signatures.verify(crl.der, certificate.spki)) === 'invalid') continue;
      const found = await this.#validate(certificate, path[0] as PathCertificate, underWay);
      if (found === null || !isNear((authority) => isIssuedBy(found, authority))) continue;
      if ((await this.#search.signatures.verify(crl.der, found.key)) === 'valid') return signer(found.key);
    }
    return null;
  }

  #beside(crl: PathCrl, mayIssue: (issuerKey: string) => boolean): PathCertificate[] {
    const rank = ({ subjectKeyId }: PathCertificate) => (subjectKeyId === crl.authorityKeyId ? 0 : 1);
    const namesakes = this.#pool
      .named(crl.issuerKey)
      .filter((certificate) => mayIssue(certificate.issuerKey))
      .filter((certificate) => maySignLists(certificate, certificate.basicConstraints?.ca === true))
      .toSorted((a, b) => rank(a) - rank(b));
    if (namesakes.length > maxNamesakes) this.limited = true;
    return namesakes.slice(0, maxNamesakes);
  }

  async #validate(
    certificate: PathCertificate,
    anchor: PathCertificate,
    underWay: ReadonlySet<string>,
  ): Promise<Validated | null> {
    const key = `${certificate.sha256} ${anchor.sha256} ${[...underWay].join(' ')}`;
    const known = this.#validated.get(key) ?? this.#find(certificate, anchor);
    this.#validated.set(key, known);
    return known;
  }

  async #find(certificate: PathCertificate, anchor: PathCertificate): Promise<Validated | null> {
    const options: PathOptions = {
      ...this.#search.options,
      initialPolicies: null,
      explicitPolicy: false,
      name: null,
      purpose: 'any',
      maxDepth: null,
    };
    const pool = this.#pools.get(anchor.sha256) ?? this.#pool.withAnchor(anchor);
    this.#pools.set(anchor.sha256, pool);
    const { valid, path, reasons } = await findPath(certificate, { ...this.#search, options, pool });
    if (reasons.some(({ code }) => code === 'search-limit')) this.limited = true;
    const key = workingKeys(path.toReversed()).at(-1);
    return valid && key ? { key, issuer: path[1] ?? null } : null;
  }
}

function signer(key: Uint8Array): CrlSigner {
  return { key, keyHash: hash('sha256', key, 'hex') };
}

function isIssuedBy({ issuer }: Validated, authority: PathCertificate): boolean {
  return issuer !== null && isSameAuthority(issuer, authority);
}

/** RFC 5280 §6.3.3 f. A certificate without key usage must be a CA. */
function maySignLists({ keyUsage }: PathCertificate, isAuthority: boolean): boolean {
  return keyUsage === null ? isAuthority : (keyUsage & keyUsageBits.crlSign) !== 0;
}
