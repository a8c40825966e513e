// SPDX-License-Identifier: Apache-2.0
import type { CertificateFields } from './certificate-fields.ts';

/** What building a chain looks at: the list's rows do, without their search text. */
export type ChainCertificate = Omit<CertificateFields, 'searchText'>;

/** Certificates by the names and keys under which an issuer is looked up. */
export interface IssuerIndex {
  readonly bySubjectHash: ReadonlyMap<string, readonly ChainCertificate[]>;
  readonly byKeyId: ReadonlyMap<string, readonly ChainCertificate[]>;
  /** Certificates of one subject that are looked at; cross-signing gives a handful. */
  readonly maxNamesakes: number;
  /**
   * Ranked issuers by what they are looked up by. Thousands of certificates of one issuer ask the same: ranked anew
   * each time, a file of cross-signed namesakes would hold up the main process for a minute.
   */
  readonly ranked: Map<string, readonly ChainCertificate[]>;
  /** What `isChainComplete` found, by the same. */
  readonly searched: Map<string, IssuerSearch>;
}

/** The search for a chain above a certificate: whoever was not among what it looked at would have found the same. */
interface IssuerSearch {
  readonly complete: boolean;
  /** SHA-256. */
  readonly lookedAt: ReadonlySet<string>;
}

export interface CertificateChain {
  /** Leaf first, then each issuer. */
  readonly certificates: readonly ChainCertificate[];
  /** The last one looks self-signed: nothing is missing. Says nothing about validity (that is path validation). */
  readonly complete: boolean;
}

const maxLength = 32;
const defaultMaxNamesakes = 1000;
/** Branches taken from one certificate, best first. */
const maxBranches = 16;
/** Steps of the search over all branches: cross-signed authorities of a hostile file may form a dense graph. */
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

/** Its own issuer by name, and the key identifiers, where given, do not say otherwise (a key roll-over does). */
export function looksSelfSigned(certificate: ChainCertificate): boolean {
  const { selfIssued, authorityKeyId, subjectKeyId } = certificate;
  return selfIssued && (authorityKeyId === null || subjectKeyId === null || authorityKeyId === subjectKeyId);
}

/**
 * Who may have issued `certificate`, by name and key identifier (RFC 5280 §4.2.1.1), best first: same key
 * identifier, authorities, the longest valid. Names that differ only in string type count when the key identifier
 * agrees. Signatures are not checked here.
 */
export function candidateIssuers(certificate: ChainCertificate, index: IssuerIndex): ChainCertificate[] {
  return rankedIssuers(certificate, index).filter(({ sha256 }) => sha256 !== certificate.sha256);
}

/** As `candidateIssuers`, but a self-issued certificate may be among them. */
function rankedIssuers(certificate: ChainCertificate, index: IssuerIndex): readonly ChainCertificate[] {
  const key = issuerKey(certificate);
  const ranked = index.ranked.get(key) ?? rankIssuers(certificate, index);
  index.ranked.set(key, ranked);
  return ranked;
}

/** What an issuer is looked up by. Only the last part may hold a space. */
function issuerKey({ issuerHash, authorityKeyId, issuer }: ChainCertificate): string {
  return `${issuerHash} ${authorityKeyId} ${issuer}`;
}

function rankIssuers(certificate: ChainCertificate, index: IssuerIndex): ChainCertificate[] {
  const { authorityKeyId, issuerHash, issuer } = certificate;
  const found = new Map<string, ChainCertificate>();
  // Of the same certificate in the pool twice, the first is taken: callers put what they prefer in front.
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

/**
 * The chain from `leaf` as far as `index` knows its issuers: a complete one if any branch of cross-signed
 * authorities leads to a self-signed certificate, else the longest. Loops end the branch.
 */
export function buildChain(leaf: ChainCertificate, index: IssuerIndex): CertificateChain {
  return search(leaf, index, null);
}

/** Whether `buildChain` finds a complete chain. Thousands of one issuer are answered by one search. */
export function isChainComplete(leaf: ChainCertificate, index: IssuerIndex): boolean {
  if (looksSelfSigned(leaf)) return true;
  const key = issuerKey(leaf);
  const known = index.searched.get(key);
  if (known !== undefined && !known.lookedAt.has(leaf.sha256)) return known.complete;
  const lookedAt = new Set<string>();
  const { complete } = search(leaf, index, lookedAt);
  // One that came upon itself went another way than its like.
  if (known === undefined && !lookedAt.has(leaf.sha256)) index.searched.set(key, { complete, lookedAt });
  return complete;
}

/** `lookedAt`: receives every certificate that the way to the answer depended on, the leaf only if it was met again. */
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
    // Pushed in reverse, so that the best candidate is taken from the end first.
    for (const issuer of issuers.toReversed()) open.push([...path, issuer]);
  }
  return { certificates: longest, complete: false };
}
