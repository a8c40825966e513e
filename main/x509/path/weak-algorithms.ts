// SPDX-License-Identifier: Apache-2.0
import { expectElement, readWhole, tags } from '../der/der-reader.ts';
import { rsaBits } from '../certificate/public-key-algorithm.ts';
import { signatureAlgorithmNames } from '../signatures/signature-algorithms.ts';
import { readPublicKeyParts, readSignedStructure } from '../signatures/signed-structure.ts';
import { rsaEncryption, rsaScheme, rsassaPssOid } from '../signatures/verify-rsa.ts';
import type { PathWarning } from '../../../shared/domain/trust/path-reasons.ts';
import type { PathCertificate } from './path-certificate.ts';

export const minRsaBits = 2048;

/** Algorithms with broken hashes (RFC 6149-6151, RFC 6194). */
const weakSignatures: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.3',
  '1.3.14.3.2.27',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
]);

/** Returns a name such as `rsa-1024` for RSA (also RSASSA-PSS) below 2048 bits, or null. */
export function weakKey(spki: Uint8Array): string | null {
  try {
    const { algorithmOid } = readPublicKeyParts(spki);
    if (algorithmOid !== rsaEncryption && algorithmOid !== rsassaPssOid) return null;
    const whole = readWhole(spki, tags.sequence);
    const bits = rsaBits(spki, expectElement(spki, tags.sequence, whole.content).end, whole.end);
    return bits !== null && bits < minRsaBits ? `rsa-${bits}` : null;
  } catch {
    return null;
  }
}

export function weakSignature(der: Uint8Array): string | null {
  try {
    const { algorithmOid, parameters } = readSignedStructure(der);
    if (weakSignatures.has(algorithmOid)) return signatureAlgorithmNames[algorithmOid] ?? algorithmOid;
    const isSha1Pss = algorithmOid === rsassaPssOid && rsaScheme(algorithmOid, parameters)?.hash === 'SHA-1';
    return isSha1Pss ? 'RSASSA-PSS with SHA-1' : null;
  } catch {
    return null;
  }
}

/**
 * Ignores the anchor's signature.
 * @param path leaf first
 */
export function weaknessesOf(path: readonly PathCertificate[], endsAtAnchor: boolean): PathWarning[] {
  return path.flatMap((certificate, index): PathWarning[] => {
    const { sha256, displayName: name } = certificate;
    const isRoot = index === path.length - 1 && (endsAtAnchor || (index > 0 && certificate.selfIssued));
    const role = index === 0 ? 'leaf' : isRoot ? 'anchor' : 'intermediate';
    const about = { certificate: sha256, name, role } as const;
    const key = weakKey(certificate.spki);
    const signature = isRoot ? null : weakSignature(certificate.der);
    return [
      ...(key === null ? [] : [{ code: 'weak-key' as const, ...about, detail: key }]),
      ...(signature === null ? [] : [{ code: 'weak-signature' as const, ...about, detail: signature }]),
    ];
  });
}
