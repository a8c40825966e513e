// SPDX-License-Identifier: Apache-2.0
import { keyIdentityOf, type CertificateFacts, type KeyFinding } from './inspect/findings.ts';
import type { FoundKey } from './inspect/inspection.ts';
import { sha256Hex } from './sha256-hex.ts';

export function pairKeys(keys: readonly KeyFinding[], certificates: readonly CertificateFacts[]): FoundKey[] {
  if (keys.length === 0) return [];
  const byIdentity = Map.groupBy(certificates, ({ keyIdentity }) => keyIdentity);
  const byKeyId = Map.groupBy(certificates, ({ localKeyId }) => localKeyId);
  return keys.map(({ pkcs8, algorithm, spki, madeBy, friendlyName, localKeyId }) => {
    const identity = spki ? keyIdentityOf(spki) : '';
    const sameKey = identity === '' ? [] : (byIdentity.get(identity) ?? []);
    const sameId = spki || localKeyId === null ? [] : (byKeyId.get(localKeyId) ?? []);
    const match = best(sameKey.length > 0 ? sameKey : sameId, localKeyId);
    return {
      pkcs8,
      algorithm,
      spkiSha256: spki && sha256Hex(spki),
      matches: match?.fields.sha256 ?? null,
      friendlyName: friendlyName ?? match?.friendlyName ?? null,
      ...(madeBy !== null && { madeBy }),
    };
  });
}

/** Renewals may share a key. Prefers the certificate with the key's localKeyId, then the newest. */
function best(candidates: readonly CertificateFacts[], localKeyId: string | null): CertificateFacts | null {
  const tied = candidates.find((candidate) => localKeyId !== null && candidate.localKeyId === localKeyId);
  if (tied) return tied;
  return candidates.reduce<CertificateFacts | null>(
    (newest, candidate) => (newest && newest.fields.notBefore >= candidate.fields.notBefore ? newest : candidate),
    null,
  );
}
