import type { CertificateFacts } from './findings.ts';

/** A chain longer than this is not honest. */
const maxChain = 32;
/** Certificates of one subject that are looked at for an issuer; cross-signing gives a handful. */
const maxNamesakes = 64;

/**
 * Leaf, its issuers, then the rest: certificates with a private key lead, then those that issued nothing here, each
 * followed by its chain; otherwise the file's own order.
 */
export function chainOrder<C extends CertificateFacts>(certificates: readonly C[], withKey: ReadonlySet<string>): C[] {
  const bySubject = Map.groupBy(certificates, ({ fields }) => fields.subjectHash);
  const issuerNames = new Set(
    certificates.filter(({ fields }) => !fields.selfIssued).map(({ fields }) => fields.issuerHash),
  );
  const placed = new Set<C>();
  const placeChain = (leaf: C): void => {
    let current: C | null = leaf;
    for (let depth = 0; current && !placed.has(current) && depth < maxChain; depth++) {
      placed.add(current);
      current = issuerOf(current, bySubject);
    }
  };
  const rank = ({ fields }: C): number => {
    if (withKey.has(fields.sha256)) return 0;
    if (issuerNames.has(fields.subjectHash)) return 3;
    return fields.isCa ? 2 : 1;
  };
  for (const certificate of certificates.toSorted((a, b) => rank(a) - rank(b))) placeChain(certificate);
  return [...placed];
}

function issuerOf<C extends CertificateFacts>(certificate: C, bySubject: ReadonlyMap<string, readonly C[]>): C | null {
  const { fields } = certificate;
  if (fields.selfIssued) return null;
  const namesakes = (bySubject.get(fields.issuerHash) ?? []).slice(0, maxNamesakes);
  const byKeyId = namesakes.find(
    (other) => fields.authorityKeyId !== null && other.fields.subjectKeyId === fields.authorityKeyId,
  );
  return byKeyId ?? namesakes[0] ?? null;
}
