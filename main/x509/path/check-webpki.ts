// SPDX-License-Identifier: Apache-2.0
import type { PathRule } from '../../../shared/domain/trust/path-reasons.ts';
import { publicKeyAlgorithm } from '../certificate/public-key-algorithm.ts';
import { readElement } from '../der/der-reader.ts';
import { readSignedStructure } from '../signatures/signed-structure.ts';
import { rsaScheme } from '../signatures/verify-rsa.ts';
import { canonicalIpv6, readExpectedName } from './names/expected-name.ts';
import { anyExtendedKeyUsage, extensionOids } from './extension-oids.ts';
import { isPublicSuffix } from './names/host-names.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathOptions, Report } from './path-options.ts';
import { minRsaBits } from './weak-algorithms.ts';

const allowedCurves: ReadonlySet<string> = new Set(['ec-p256', 'ec-p384', 'ec-p521']);
const allowedEcdsa: ReadonlySet<string> = new Set([
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);
const commonName = '2.5.4.3';

/**
 * Baseline Requirements §6.1.5, §7.1.
 * @param path anchor first, leaf last
 */
export function checkWebpki(path: readonly PathCertificate[], options: PathOptions, report: Report): void {
  for (const [index, certificate] of path.entries()) {
    if (certificate.version !== 3) report(certificate, 'webpki', 'version');
    const key = publicKeyAlgorithm(certificate.spki, readElement(certificate.spki));
    if (!isAllowedKey(key)) report(certificate, 'weak-algorithm', key);
    // The self-signature of an anchor proves nothing.
    if (index > 0 || path.length === 1) checkSignatureAlgorithm(certificate, report);
  }
  const anchor = path[0] as PathCertificate;
  if (path.length > 1 && anchor.selfIssued && anchor.authorityKeyId !== null) {
    const { keyId, hasIssuer } = anchor.authorityKeyId;
    if (keyId === null || hasIssuer || keyId !== anchor.subjectKeyId) {
      report(anchor, 'webpki', 'authority-key-id-of-root');
    }
  }
  if (path.length > 1 && anchor.selfIssued && anchor.extendedKeyUsage !== null) {
    report(anchor, 'webpki', 'extended-key-usage-of-root');
  }
  const leaf = path.at(-1) as PathCertificate;
  for (const rule of leafRules(leaf, options)) report(leaf, 'webpki', rule);
}

function isAllowedKey(key: string): boolean {
  const bits = /^rsa-(\d+)$/.exec(key)?.[1];
  return bits === undefined ? allowedCurves.has(key) : Number(bits) >= minRsaBits && Number(bits) % 8 === 0;
}

function checkSignatureAlgorithm(certificate: PathCertificate, report: Report): void {
  const { algorithmOid, parameters } = readSignedStructure(certificate.der);
  const scheme = rsaScheme(algorithmOid, parameters);
  const allowed = scheme ? scheme.hash !== 'SHA-1' : allowedEcdsa.has(algorithmOid);
  if (!allowed) report(certificate, 'weak-algorithm', algorithmOid);
}

function* leafRules(leaf: PathCertificate, { purpose }: PathOptions): Generator<PathRule> {
  if (purpose !== 'server') return;
  if (leaf.basicConstraints?.ca === true) yield 'authority-as-leaf';
  const names = leaf.alternativeNames ?? [];
  if (names.length === 0) yield 'alternative-names-missing';
  if (leaf.subject.length > 0 && leaf.critical.has(extensionOids.subjectAltName)) yield 'alternative-names-critical';
  if (leaf.critical.has(extensionOids.extendedKeyUsage)) yield 'extended-key-usage-critical';
  if (leaf.extendedKeyUsage === null) yield 'extended-key-usage-missing';
  if (leaf.extendedKeyUsage?.includes(anyExtendedKeyUsage) === true) yield 'any-extended-key-usage';
  const hosts = names.flatMap((name) => (name.kind === 'dns' ? [name.text.toLowerCase()] : []));
  if (hosts.some((host) => host.startsWith('*.') && isPublicSuffix(host.slice(2)))) yield 'wildcard';
  if (!leaf.subjectName.flat().every(({ type, text }) => type !== commonName || isAmong(text, leaf))) {
    yield 'common-name';
  }
}

/** True if the common name is also an alternative name. IPv6 addresses must follow RFC 5952. */
function isAmong(text: string | null, { alternativeNames }: PathCertificate): boolean {
  if (text === null) return false;
  return (alternativeNames ?? []).some((name) => {
    // The common name may omit the wildcard.
    if (name.kind === 'dns') return name.text === text || name.text === `*.${text}`;
    if (name.kind !== 'ip') return false;
    const typed = readExpectedName(text);
    return (
      typed.kind === 'ip' &&
      Buffer.compare(typed.octets, name.octets) === 0 &&
      (!text.includes(':') || canonicalIpv6(text) === text)
    );
  });
}
