import { encodingOf } from '../x509/der-reader.ts';
import { readCertificateLayout } from '../x509/certificate-layout.ts';
import type { CertificateFinding, KeyFinding } from './findings.ts';
import type { FoundKey } from './inspection.ts';
import { sha256Hex } from './keys/key-facts.ts';
import { publicKeyIdentity } from './keys/public-key-identity.ts';

/** Gives each key its certificate of the same file: by public key, and by localKeyId where that cannot be derived. */
export function pairKeys(keys: readonly KeyFinding[], certificates: readonly CertificateFinding[]): FoundKey[] {
  if (keys.length === 0) return [];
  const byIdentity = Map.groupBy(certificates, identityOfCertificate);
  const byKeyId = Map.groupBy(certificates, ({ localKeyId }) => localKeyId);
  return keys.map(({ pkcs8, algorithm, spki, friendlyName, localKeyId }) => {
    const sameKey = spki ? (byIdentity.get(publicKeyIdentity(spki)) ?? []) : [];
    const sameId = spki || localKeyId === null ? [] : (byKeyId.get(localKeyId) ?? []);
    const match = best(sameKey.length > 0 ? sameKey : sameId, localKeyId);
    return {
      pkcs8,
      algorithm,
      // Of the key's own public half, also where the certificate writes the same key differently: whoever derives it
      // again from the key must come to the same.
      spkiSha256: spki && sha256Hex(spki),
      matches: match?.fields.sha256 ?? null,
      friendlyName: friendlyName ?? match?.friendlyName ?? null,
    };
  });
}

function identityOfCertificate({ der }: CertificateFinding): string {
  try {
    return publicKeyIdentity(encodingOf(der, readCertificateLayout(der).spki));
  } catch {
    return '';
  }
}

/** A renewed certificate may share its key with the old one: the newest counts, unless the file ties them itself. */
function best(candidates: readonly CertificateFinding[], localKeyId: string | null): CertificateFinding | null {
  const tied = candidates.find((candidate) => localKeyId !== null && candidate.localKeyId === localKeyId);
  if (tied) return tied;
  return candidates.reduce<CertificateFinding | null>(
    (newest, candidate) => (newest && newest.fields.notBefore >= candidate.fields.notBefore ? newest : candidate),
    null,
  );
}
