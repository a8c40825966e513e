// SPDX-License-Identifier: Apache-2.0
import { candidateIssuers, type ChainCertificate, type IssuerIndex } from './chain.ts';

/** Returns SHA-256 hashes, nearest first. `most` limits the search in dense graphs. */
export function issuersAbove(certificate: ChainCertificate, index: IssuerIndex, most: number): string[] {
  const found = new Set<string>();
  const open = [certificate];
  for (let next = open.shift(); next !== undefined && found.size < most; next = open.shift()) {
    for (const issuer of candidateIssuers(next, index)) {
      if (found.has(issuer.sha256)) continue;
      found.add(issuer.sha256);
      open.push(issuer);
    }
  }
  return [...found].slice(0, most);
}
