// SPDX-License-Identifier: Apache-2.0
import { candidateIssuers, indexIssuers, looksSelfSigned } from '../x509/certificate/chain.ts';
import type { CertificateFacts } from './inspect/findings.ts';

const maxChain = 32;
/** A hostile file may hold thousands of certificates with the same name. */
const maxNamesakes = 64;

/** Puts certificates with a private key first, then those that issued no other, each followed by its chain. */
export function chainOrder<C extends CertificateFacts>(certificates: readonly C[], withKey: ReadonlySet<string>): C[] {
  const issuerNames = new Set<string>();
  const issuerKeyIds = new Set<string>();
  for (const { fields } of certificates) {
    if (!fields.selfIssued) issuerNames.add(fields.issuerHash);
    if (fields.authorityKeyId !== null) issuerKeyIds.add(fields.authorityKeyId);
  }
  const issuers = certificates.filter(
    ({ fields }) =>
      issuerNames.has(fields.subjectHash) ||
      fields.selfIssued ||
      (fields.subjectKeyId !== null && issuerKeyIds.has(fields.subjectKeyId)),
  );
  const bySha256 = new Map(issuers.map((certificate) => [certificate.fields.sha256, certificate]));
  const index = indexIssuers(
    issuers.map(({ fields }) => fields),
    maxNamesakes,
  );
  const issuerOf = ({ fields }: C): C | null => {
    if (issuers.length === 0 || looksSelfSigned(fields)) return null;
    const [best] = candidateIssuers(fields, index);
    return (best && bySha256.get(best.sha256)) ?? null;
  };
  const placed = new Set<C>();
  const placeChain = (leaf: C): void => {
    let current: C | null = leaf;
    for (let depth = 0; current && !placed.has(current) && depth < maxChain; depth++) {
      placed.add(current);
      current = issuerOf(current);
    }
  };
  const rank = ({ fields }: C): number => {
    if (withKey.has(fields.sha256)) return 0;
    if (issuerNames.has(fields.subjectHash)) return 3;
    return fields.isCa ? 2 : 1;
  };
  const ranks = Map.groupBy(certificates, rank);
  for (const each of [0, 1, 2, 3]) for (const certificate of ranks.get(each) ?? []) placeChain(certificate);
  return [...placed];
}
