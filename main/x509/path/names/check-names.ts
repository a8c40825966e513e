// SPDX-License-Identifier: Apache-2.0
import { extensionOids } from '../extension-oids.ts';
import { matchesHostName } from './host-names.ts';
import type { AlternativeName } from './alternative-name.ts';
import { judgeName } from './name-constraints.ts';
import type { PathCertificate } from '../path-certificate.ts';
import { isStrict, type ExpectedName, type PathOptions, type Report } from '../path-options.ts';

/** Limits the time spent on hostile names, as OpenSSL does. */
const maxComparisons = 1 << 20;
const emailAddress = '1.2.840.113549.1.9.1';

/**
 * RFC 5280 §6.1.3 b, c. Includes the anchor's constraints.
 * @param path anchor first, leaf last
 */
export function checkNameConstraints(path: readonly PathCertificate[], options: PathOptions, report: Report): void {
  let comparisons = 0;
  for (const [index, authority] of path.slice(0, -1).entries()) {
    const constraints = authority.nameConstraints;
    if (constraints === null) continue;
    if (constraints.hasDistances) report(authority, 'name-constraints-unsupported');
    // Baseline Requirements §7.1.2.5.2 allow non-critical name constraints.
    if (options.rules === 'rfc5280' && isStrict(options) && !authority.critical.has(extensionOids.nameConstraints)) {
      report(authority, 'profile', 'name-constraints-not-critical');
    }
    if (constraints.hasLeadingPeriod && isStrict(options)) report(authority, 'profile', 'name-constraints-syntax');
    for (const [below, certificate] of path.slice(index + 1).entries()) {
      if (certificate.selfIssued && index + 1 + below !== path.length - 1) continue;
      const names = constrainedNames(certificate);
      comparisons += names.length * (constraints.permitted.length + constraints.excluded.length);
      if (comparisons > maxComparisons) {
        report(certificate, 'search-limit');
        return;
      }
      for (const name of names) {
        const verdict = judgeName(name, constraints);
        if (verdict === 'within') continue;
        const code = verdict === 'outside' ? 'name-constraints' : 'name-constraints-unsupported';
        report(certificate, code, textOf(name, certificate));
        break;
      }
    }
  }
}

function constrainedNames(certificate: PathCertificate): AlternativeName[] {
  const names: AlternativeName[] = [...(certificate.alternativeNames ?? [])];
  if (certificate.subject.length > 0) names.push({ kind: 'directory', name: certificate.subject });
  for (const { type, text } of certificate.subjectName.flat()) {
    if (type === emailAddress && text !== null) names.push({ kind: 'email', text });
  }
  return names;
}

function textOf(name: AlternativeName, certificate: PathCertificate): string {
  if (name.kind === 'ip') return formatAddress(name.octets);
  return 'text' in name ? name.text : certificate.displayName;
}

/** Ignores common names (RFC 9525 App. A). */
export function checkExpectedName(leaf: PathCertificate, { name }: PathOptions, report: Report): void {
  if (name === null) return;
  const emails = leaf.subjectName
    .flat()
    .flatMap(({ type, text }): AlternativeName[] =>
      type === emailAddress && text !== null ? [{ kind: 'email', text }] : [],
    );
  const names = [...(leaf.alternativeNames ?? []), ...(leaf.alternativeNames === null ? emails : [])];
  if (!names.some((presented) => isFor(presented, name))) {
    report(leaf, 'name-mismatch', name.kind === 'ip' ? formatAddress(name.octets) : name.text);
  }
}

function isFor(presented: AlternativeName, wanted: ExpectedName): boolean {
  if (presented.kind === 'ip' && wanted.kind === 'ip') return Buffer.compare(presented.octets, wanted.octets) === 0;
  if (presented.kind === 'dns' && wanted.kind === 'dns') return matchesHostName(presented.text, wanted.text);
  if (presented.kind !== 'email' || wanted.kind !== 'email') return false;
  const asked = mailbox(wanted.text);
  return asked !== null && mailbox(presented.text) === asked;
}

/** Case-sensitive before the @ (RFC 5280 §7.5). Returns null for a bare host. */
function mailbox(text: string): string | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  return `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`;
}

function formatAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  return Array.from({ length: 8 }, (_, i) =>
    (((octets[2 * i] as number) << 8) | (octets[2 * i + 1] as number)).toString(16),
  ).join(':');
}
