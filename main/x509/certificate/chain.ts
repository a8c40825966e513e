// SPDX-License-Identifier: Apache-2.0
import type { CertificateFields } from './certificate-fields.ts';

export type ChainCertificate = Omit<CertificateFields, 'searchText'>;

export interface IssuerIndex {
  readonly bySubjectHash: ReadonlyMap<string, readonly ChainCertificate[]>;
  readonly byKeyId: ReadonlyMap<string, readonly ChainCertificate[]>;
  /** Candidates considered per name or key identifier. Cross-signing yields only a handful. */
  readonly maxNamesakes: number;
  /** Cached, because repeatedly ranking thousands of namesakes could block for a minute. */
  readonly ranked: Map<string, readonly ChainCertificate[]>;
  readonly searched: Map<string, IssuerSearch>;
}

/** Cached per issuer. Not valid for certificates in `lookedAt`, because a path can't repeat a certificate. */
interface IssuerSearch {
  readonly complete: boolean;
  readonly lookedAt: ReadonlySet<string>;
}

export interface CertificateChain {
  readonly certificates: readonly ChainCertificate[];
  /** True if the last certificate looks self-signed. Says nothing about validity. */
  readonly complete: boolean;
}

const maxLength = 32;
const defaultMaxNamesakes = 1000;
const maxBranches = 16;
/** Total over all branches, since cross-signing may form a dense graph. */
const maxSteps = 128;

export function indexIssuers(pool: Iterable<ChainCertificate>, maxNamesakes = defaultMaxNamesakes): IssuerIndex {
  const bySubjectHash = new Map<string, ChainCertificate[]>();
  const byKeyId = new Map<string, ChainCertificate[]>();
  for (const certificate of pool) {
    append(bySubjectHash, certificate.subjectHash, certificate);
    if (certificate.subjectKeyId !== null) append(byKeyId, certificate.subjectKeyId, certificate);
  }
  return { bySubjectHash, byKeyId, maxNamesakes, ranked: new Map(), searched: new Map() };
}

function append(map: Map<string, ChainCertificate[]>, key: string, certificate: ChainCertificate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [certificate]);
  else list.push(certificate);
}

export function looksSelfSigned(certificate: ChainCertificate): boolean {
  const { selfIssued, authorityKeyId, subjectKeyId } = certificate;
  return selfIssued && (authorityKeyId === null || subjectKeyId === null || authorityKeyId === subjectKeyId);
}

/**
 * Matches by name and key identifier (RFC 5280 §4.2.1.1), best first. If the key identifiers agree, the names may
 * differ in string type. Doesn't check signatures.
 */
export function candidateIssuers(certificate: ChainCertificate, index: IssuerIndex): ChainCertificate[] {
  return rankedIssuers(certificate, index).filter(({ sha256 }) => sha256 !== certificate.sha256);
}

function rankedIssuers(certificate: ChainCertificate, index: IssuerIndex): readonly ChainCertificate[] {
  const key = issuerKey(certificate);
  const ranked = index.ranked.get(key) ?? rankIssuers(certificate, index);
  index.ranked.set(key, ranked);
  return ranked;
}

function issuerKey({ issuerHash, authorityKeyId, issuer }: ChainCertificate): string {
  return `${issuerHash} ${authorityKeyId} ${issuer}`;
}

function rankIssuers(certificate: ChainCertificate, index: IssuerIndex): ChainCertificate[] {
  const { authorityKeyId, issuerHash, issuer } = certificate;
  const found = new Map<string, ChainCertificate>();
  const take = (candidate: ChainCertificate) => {
    if (!found.has(candidate.sha256)) found.set(candidate.sha256, candidate);
  };
  for (const candidate of index.bySubjectHash.get(issuerHash)?.slice(0, index.maxNamesakes) ?? []) {
    const contradicts =
      authorityKeyId !== null && candidate.subjectKeyId !== null && authorityKeyId !== candidate.subjectKeyId;
    if (!contradicts) take(candidate);
  }
  if (authorityKeyId !== null) {
    for (const candidate of index.byKeyId.get(authorityKeyId)?.slice(0, index.maxNamesakes) ?? []) {
      if (candidate.subject === issuer) take(candidate);
    }
  }
  const rank = (candidate: ChainCertificate) =>
    (authorityKeyId !== null && candidate.subjectKeyId === authorityKeyId ? 2 : 0) + (candidate.isCa ? 1 : 0);
  return [...found.values()].toSorted(
    (a, b) => rank(b) - rank(a) || (a.notAfter < b.notAfter ? 1 : a.notAfter > b.notAfter ? -1 : 0),
  );
}

/** Returns the first complete chain, or else the longest. */
export function buildChain(leaf: ChainCertificate, index: IssuerIndex): CertificateChain {
  return search(leaf, index, null);
}

export function isChainComplete(leaf: ChainCertificate, index: IssuerIndex): boolean {
  if (looksSelfSigned(leaf)) return true;
  const key = issuerKey(leaf);
  const known = index.searched.get(key);
  if (known !== undefined && !known.lookedAt.has(leaf.sha256)) return known.complete;
  const lookedAt = new Set<string>();
  const { complete } = search(leaf, index, lookedAt);
  if (known === undefined && !lookedAt.has(leaf.sha256)) index.searched.set(key, { complete, lookedAt });
  return complete;
}

function search(leaf: ChainCertificate, index: IssuerIndex, lookedAt: Set<string> | null): CertificateChain {
  let longest: readonly ChainCertificate[] = [leaf];
  const open: (readonly ChainCertificate[])[] = [[leaf]];
  for (let step = 0; open.length > 0 && step < maxSteps; step++) {
    const path = open.pop() as readonly ChainCertificate[];
    if (path.length > longest.length) longest = path;
    const last = path.at(-1) as ChainCertificate;
    if (looksSelfSigned(last)) return { certificates: path, complete: true };
    if (path.length >= maxLength) continue;
    const onPath = new Set(path.map((certificate) => certificate.sha256));
    const issuers: ChainCertificate[] = [];
    for (const candidate of rankedIssuers(last, index)) {
      if (issuers.length === maxBranches) break;
      lookedAt?.add(candidate.sha256);
      if (!onPath.has(candidate.sha256)) issuers.push(candidate);
    }
    for (const issuer of issuers.toReversed()) open.push([...path, issuer]);
  }
  return { certificates: longest, complete: false };
}
