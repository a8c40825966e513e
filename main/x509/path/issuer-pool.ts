// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { PathCertificate } from './path-certificate.ts';

/** Candidates tried per name, best first. Cross-signing yields only a handful. */
export const maxNamesakes = 128;

export class IssuerPool {
  readonly #bySubject: Map<string, PathCertificate[]> = new Map();
  readonly #anchors: Set<string> = new Set();

  constructor(intermediates: Iterable<PathCertificate>, anchors: Iterable<PathCertificate>) {
    const seen = new Set<string>();
    for (const anchor of anchors) {
      this.#anchors.add(anchor.sha256);
      this.#add(anchor, seen);
    }
    for (const certificate of intermediates) this.#add(certificate, seen);
  }

  #add(certificate: PathCertificate, seen: Set<string>): void {
    if (seen.has(certificate.sha256)) return;
    seen.add(certificate.sha256);
    const namesakes = this.#bySubject.get(certificate.subjectKey);
    if (namesakes) namesakes.push(certificate);
    else this.#bySubject.set(certificate.subjectKey, [certificate]);
  }

  withAnchor(anchor: PathCertificate): IssuerPool {
    return new IssuerPool([...this.#bySubject.values()].flat(), [anchor]);
  }

  isAnchor({ sha256 }: PathCertificate): boolean {
    return this.#anchors.has(sha256);
  }

  named(subjectKey: string): readonly PathCertificate[] {
    return this.#bySubject.get(subjectKey) ?? [];
  }

  /** Prefers a matching key identifier, then anchors, then CAs, then valid certificates. */
  issuersOf(certificate: PathCertificate, at: string): PathCertificate[] {
    const keyId = certificate.authorityKeyId?.keyId ?? null;
    const rank = (candidate: PathCertificate) =>
      (keyId !== null && candidate.subjectKeyId !== null ? (candidate.subjectKeyId === keyId ? 8 : -8) : 0) +
      (this.isAnchor(candidate) ? 4 : 0) +
      (candidate.basicConstraints?.ca === true ? 2 : 0) +
      (candidate.notBefore <= at && at <= candidate.notAfter ? 1 : 0);
    return this.named(certificate.issuerKey)
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, maxNamesakes);
  }
}

export function isSameAuthority(a: PathCertificate, b: PathCertificate): boolean {
  return a.subjectKey === b.subjectKey && fingerprint(a.spki) === fingerprint(b.spki);
}

function fingerprint(octets: Uint8Array): string {
  return hash('sha256', octets, 'hex');
}
