// SPDX-License-Identifier: Apache-2.0
import { anyExtendedKeyUsage } from './extension-oids.ts';
import type { PathCertificate } from './path-certificate.ts';
import { keyUsageBits } from './path-extensions.ts';
import type { PathOptions, PathPurpose, Report } from './path-options.ts';

const purposeOids: Readonly<Record<Exclude<PathPurpose, 'any'>, string>> = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
  email: '1.3.6.1.5.5.7.3.4',
};

const purposeUsages: Readonly<Record<Exclude<PathPurpose, 'any'>, number>> = {
  server: keyUsageBits.digitalSignature | keyUsageBits.keyEncipherment | keyUsageBits.keyAgreement,
  client: keyUsageBits.digitalSignature | keyUsageBits.keyAgreement,
  // S/MIME also accepts nonRepudiation (RFC 8550 §4.4.2).
  email:
    keyUsageBits.digitalSignature |
    keyUsageBits.nonRepudiation |
    keyUsageBits.keyEncipherment |
    keyUsageBits.keyAgreement,
};

/**
 * RFC 5280 §6.1.4 k-n. An anchor's own restrictions also apply (RFC 5937).
 * @param path anchor first, leaf last
 */
export function checkAuthorities(path: readonly PathCertificate[], options: PathOptions, report: Report): void {
  let left = Number.POSITIVE_INFINITY;
  let depth = 0;
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const isAnchor = index === 0;
    checkIssuer(certificate, isAnchor, report);
    if (!isAnchor && !certificate.selfIssued) {
      depth += 1;
      if (left <= 0) report(certificate, 'path-length');
      left -= 1;
    }
    left = Math.min(left, certificate.basicConstraints?.pathLength ?? left);
  }
  const leaf = path.at(-1) as PathCertificate;
  if (options.maxDepth !== null && depth > options.maxDepth) report(leaf, 'too-deep', String(options.maxDepth));
  checkPurpose(path, options.purpose, report);
}

function checkIssuer(certificate: PathCertificate, isAnchor: boolean, report: Report): void {
  const { version, basicConstraints, keyUsage } = certificate;
  // Versions 1 and 2 have no basicConstraints (§6.1.4 k).
  const isOldAnchor = isAnchor && version < 3;
  if (!isOldAnchor && (version < 3 || basicConstraints?.ca !== true)) report(certificate, 'not-authority');
  if (keyUsage !== null && (keyUsage & keyUsageBits.keyCertSign) === 0) report(certificate, 'key-usage');
}

function checkPurpose(path: readonly PathCertificate[], purpose: PathPurpose, report: Report): void {
  if (purpose === 'any') return;
  const oid = purposeOids[purpose];
  for (const certificate of path) {
    const usages = certificate.extendedKeyUsage;
    if (usages !== null && !usages.includes(oid) && !usages.includes(anyExtendedKeyUsage)) {
      report(certificate, 'extended-key-usage', purpose);
    }
  }
  const leaf = path.at(-1) as PathCertificate;
  if (leaf.basicConstraints?.ca === true) return;
  if (leaf.keyUsage !== null && (leaf.keyUsage & purposeUsages[purpose]) === 0) report(leaf, 'key-usage');
}
