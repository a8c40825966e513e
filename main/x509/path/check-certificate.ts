// SPDX-License-Identifier: Apache-2.0
import type { PathRule } from '../../../shared/domain/trust/path-reasons.ts';
import { extensionOids, processedExtensions } from './extension-oids.ts';
import { isHostSyntax } from './names/host-names.ts';
import type { PathCertificate } from './path-certificate.ts';
import { keyUsageBits } from './path-extensions.ts';
import { isStrict, type PathOptions, type Report } from './path-options.ts';

/** Extensions whose malformed values are accepted in personal certificates, unless critical. */
const idle: ReadonlySet<string> = new Set([extensionOids.authorityInfoAccess, extensionOids.issuerAltName]);

export function checkCertificate(
  certificate: PathCertificate,
  place: { readonly isLeaf: boolean; readonly isAnchor: boolean },
  options: PathOptions,
  report: Report,
): void {
  const { notBefore, notAfter } = certificate;
  if (options.at < notBefore) report(certificate, 'not-yet-valid', notBefore);
  if (options.at > notAfter) report(certificate, 'expired', notAfter);
  for (const oid of certificate.malformed) {
    if (isStrict(options) || certificate.critical.has(oid) || !idle.has(oid)) report(certificate, 'malformed', oid);
  }
  for (const oid of certificate.critical) {
    if (!processedExtensions.has(oid) && oid !== extensionOids.authorityInfoAccess) {
      report(certificate, 'critical-extension', oid);
    }
    // Qualifiers of a critical extension must be understood (RFC 5280 §4.2.1.4).
    for (const qualifier of oid === extensionOids.certificatePolicies ? (certificate.unknownQualifiers ?? []) : []) {
      report(certificate, 'critical-extension', `${oid} (${qualifier})`);
    }
    // RFC 5937 §3 doesn't cover policy mappings in an anchor, so reject critical ones.
    if (place.isAnchor && !place.isLeaf && oid === extensionOids.policyMappings) {
      report(certificate, 'critical-extension', oid);
    }
  }
  for (const rule of brokenRules(certificate, place, isStrict(options))) report(certificate, 'profile', rule);
}

function* brokenRules(
  certificate: PathCertificate,
  place: { readonly isLeaf: boolean; readonly isAnchor: boolean },
  strict: boolean,
): Generator<PathRule> {
  if (!certificate.algorithmsAgree) yield 'algorithms-differ';
  if (certificate.repeated.length > 0) yield 'repeated-extension';
  if (certificate.issuer.length === 0) yield 'empty-issuer';
  const names = certificate.alternativeNames;
  if (certificate.subject.length === 0 && (!place.isLeaf || names === null)) yield 'empty-subject';
  if (strict) yield* strictRules(certificate, place);
}

/** RFC 5280 §4.1.2.2, §4.2.1, §4.2.2. Not applied to personal certificates. */
function* strictRules(
  certificate: PathCertificate,
  { isLeaf, isAnchor }: { readonly isLeaf: boolean; readonly isAnchor: boolean },
): Generator<PathRule> {
  const { critical, present, basicConstraints, keyUsage, serial, serialOctets } = certificate;
  const isMissing = (oid: string) => !present.has(oid);
  const isUncritical = (oid: string) => present.has(oid) && !critical.has(oid);
  const isCa = basicConstraints?.ca === true;
  // §4.1.2.1, §4.1.2.9
  if (certificate.version < 3 && present.size > 0) yield 'version';
  if (serial === '0' || serial.startsWith('-') || serialOctets > 20) yield 'serial-number';
  if (critical.has(extensionOids.authorityKeyIdentifier)) yield 'authority-key-id-critical';
  if (critical.has(extensionOids.subjectKeyIdentifier)) yield 'subject-key-id-critical';
  if (critical.has(extensionOids.authorityInfoAccess)) yield 'information-access-critical';
  const isSelfSigned = certificate.selfIssued && isAnchor;
  const keyId = certificate.authorityKeyId?.keyId ?? null;
  if (!isSelfSigned && keyId === null && !isAnchor) yield 'authority-key-id-missing';
  if (isCa && certificate.version === 3 && isMissing(extensionOids.subjectKeyIdentifier)) {
    yield 'subject-key-id-missing';
  }
  if (isCa && isUncritical(extensionOids.basicConstraints)) yield 'basic-constraints-not-critical';
  if (!isCa && keyUsage !== null && (keyUsage & keyUsageBits.keyCertSign) !== 0) {
    yield 'certificate-signing-without-authority';
  }
  if (isUncritical(extensionOids.policyConstraints)) yield 'policy-constraints-not-critical';
  if (isUncritical(extensionOids.inhibitAnyPolicy)) yield 'inhibit-any-policy-not-critical';
  if (!isCa && present.has(extensionOids.nameConstraints)) yield 'name-constraints-in-leaf';
  if (!isLeaf) return;
  if (certificate.subject.length === 0 && isUncritical(extensionOids.subjectAltName)) {
    yield 'alternative-names-not-critical';
  }
  const names = certificate.alternativeNames ?? [];
  if (names.some((name) => name.kind === 'dns' && !isHostSyntax(name.text))) yield 'host-name-syntax';
}
