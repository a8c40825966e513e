import type { CertificateFinding } from './findings.ts';

/** A chain longer than this is not honest. */
const maxChain = 32;
/** Certificates of one subject that are looked at for an issuer; cross-signing gives a handful. */
const maxNamesakes = 64;

/**
 * Leaf, its issuers, then the rest: certificates with a private key lead, then those that issued nothing here, each
 * followed by its chain; otherwise the file's own order.
 */
export function chainOrder(
  certificates: readonly CertificateFinding[],
  withKey: ReadonlySet<string>,
): CertificateFinding[] {
  const bySubject = Map.groupBy(certificates, ({ fields }) => fields.subjectHash);
  const issuerNames = new Set(
    certificates.filter(({ fields }) => !fields.selfIssued).map(({ fields }) => fields.issuerHash),
  );
  const placed = new Set<CertificateFinding>();
  const placeChain = (leaf: CertificateFinding): void => {
    let current: CertificateFinding | null = leaf;
    for (let depth = 0; current && !placed.has(current) && depth < maxChain; depth++) {
      placed.add(current);
      current = issuerOf(current, bySubject);
    }
  };
  const rank = ({ fields }: CertificateFinding): number => {
    if (withKey.has(fields.sha256)) return 0;
    if (issuerNames.has(fields.subjectHash)) return 3;
    return fields.isCa ? 2 : 1;
  };
  for (const certificate of certificates.toSorted((a, b) => rank(a) - rank(b))) placeChain(certificate);
  return [...placed];
}

function issuerOf(
  certificate: CertificateFinding,
  bySubject: ReadonlyMap<string, readonly CertificateFinding[]>,
): CertificateFinding | null {
  const { fields } = certificate;
  if (fields.selfIssued) return null;
  const namesakes = (bySubject.get(fields.issuerHash) ?? []).slice(0, maxNamesakes);
  const byKeyId = namesakes.find(
    (other) => fields.authorityKeyId !== null && other.fields.subjectKeyId === fields.authorityKeyId,
  );
  return byKeyId ?? namesakes[0] ?? null;
}
