// SPDX-License-Identifier: Apache-2.0
import type { PathReason } from '../../../shared/domain/trust/path-reasons.ts';
import { checkAuthorities } from './check-authorities.ts';
import { checkCertificate } from './check-certificate.ts';
import { checkExpectedName, checkNameConstraints } from './names/check-names.ts';
import { checkWebpki } from './check-webpki.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathOptions, Report } from './path-options.ts';
import { satisfiesPolicies } from './policy-graph.ts';
import { type SignatureCheck, workingKey } from './signature-check.ts';

/**
 * RFC 5280 §6.1 without revocation.
 * @param path anchor first, leaf last, with matching names
 */
export async function judgePath(
  path: readonly PathCertificate[],
  options: PathOptions,
  signatures: SignatureCheck,
): Promise<PathReason[]> {
  const reasons: PathReason[] = [];
  const report: Report = (certificate, code, detail) => {
    const { sha256, displayName } = certificate;
    const index = path.indexOf(certificate);
    const role = index === path.length - 1 ? 'leaf' : index === 0 ? 'anchor' : 'intermediate';
    reasons.push({ code, certificate: sha256, name: displayName, role, detail: detail ?? null });
  };
  await checkSignatures(path, signatures, report);
  for (const [index, certificate] of path.entries()) {
    checkCertificate(certificate, { isLeaf: index === path.length - 1, isAnchor: index === 0 }, options, report);
  }
  checkAuthorities(path, options, report);
  checkNameConstraints(path, options, report);
  const [anchor, ...below] = path as readonly [PathCertificate, ...PathCertificate[]];
  const leaf = below.at(-1) ?? anchor;
  if (below.length > 0 && !satisfiesPolicies([anchor, ...below], options)) report(leaf, 'policy');
  checkExpectedName(leaf, options, report);
  if (options.rules === 'webpki') checkWebpki(path, options, report);
  return reasons;
}

async function checkSignatures(
  path: readonly PathCertificate[],
  signatures: SignatureCheck,
  report: Report,
): Promise<void> {
  const keys = workingKeys(path);
  for (const [index, certificate] of path.slice(1).entries()) {
    const verdict = await signatures.verify(certificate.der, keys[index] as Uint8Array);
    if (verdict === 'invalid') report(certificate, 'signature-invalid');
    if (verdict === 'unknown') report(certificate, signatures.exhausted ? 'search-limit' : 'signature-unsupported');
  }
}

export function workingKeys(path: readonly PathCertificate[]): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (const { spki } of path) keys.push(workingKey(spki, keys.at(-1) ?? spki));
  return keys;
}
