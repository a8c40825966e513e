// SPDX-License-Identifier: Apache-2.0
import { holderNameIn } from '../../../shared/domain/certificates/holder-name.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970, or null if unknown. */
  readonly notBefore: number | null;
  readonly notAfter: number;
  readonly revoked: boolean;
}

interface Facts {
  readonly certificates: readonly CertificateSummary[];
  readonly watched: readonly Watched[];
  /** Adds subject and issuer, with masked identity numbers. */
  readonly withNames: boolean;
  readonly now: Date;
  readonly version: string;
}

/**
 * Returns lines for node_exporter's textfile collector, in text exposition format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Names and labels follow x509-certificate-exporter.
 */
export function prometheusLines(facts: Facts): string[] {
  const { now, version } = facts;
  const series = seriesOf(facts);
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const each = (value: (one: Series) => number | null): [Readonly<Record<string, string>>, number][] =>
    series.flatMap((one) => {
      const found = value(one);
      return found === null ? [] : [[one.labels, found]];
    });
  return [
    ...metric(
      'x509_cert_not_before',
      'Start of validity, seconds since 1970',
      each((one) => one.notBefore),
    ),
    ...metric(
      'x509_cert_not_after',
      'End of validity, seconds since 1970',
      each((one) => one.notAfter),
    ),
    ...metric(
      'x509_cert_expired',
      'Whether the certificate has expired',
      each((one) => Number(one.notAfter < nowSeconds)),
    ),
    ...metric(
      'certsteward_cert_revoked',
      'Whether the certificate is known to be revoked',
      each((one) => Number(one.revoked)),
    ),
    ...metric('certsteward_check_timestamp_seconds', 'Time of this check, seconds since 1970', [[{}, nowSeconds]]),
    ...metric('certsteward_build_info', 'Version of CertSteward', [[{ version }, 1]]),
  ];
}

function seriesOf({ certificates, watched, withNames }: Facts): Series[] {
  const known = new Set(certificates.flatMap(({ sha256, pair }) => [sha256, pair?.encryption.sha256 ?? null]));
  const held = certificates.map((each): Series => ({
    labels: {
      fingerprint: each.sha256,
      label: each.label ?? '',
      ...(withNames && { subject_CN: holderOf(each), issuer_CN: each.issuerName }),
    },
    notBefore: seconds(each.notBefore),
    notAfter: seconds(each.notAfter),
    revoked: each.status === 'revoked',
  }));
  const dates = watched
    .filter(({ sha256 }) => sha256 === null || !known.has(sha256))
    .map((each): Series => ({
      labels: { fingerprint: each.sha256 ?? '', label: each.name },
      notBefore: null,
      notAfter: seconds(each.notAfter),
      revoked: each.status === 'revoked',
    }));
  return withoutTwins([...held, ...dates]);
}

function holderOf({ subject, serial }: CertificateSummary): string {
  return holderNameIn(subject) ?? serial;
}

/** Labels must be unique, so the earliest expiry wins. */
function withoutTwins(series: readonly Series[]): Series[] {
  const byLabels = new Map<string, Series>();
  for (const one of series) {
    const key = labelText(one.labels);
    const other = byLabels.get(key);
    if (other === undefined || one.notAfter < other.notAfter) byLabels.set(key, one);
  }
  return [...byLabels.values()];
}

function metric(
  name: string,
  help: string,
  samples: readonly (readonly [Readonly<Record<string, string>>, number])[],
): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
  ];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Uses the format's escapes, and makes other control characters visible. */
function escaped(value: string): string {
  const lines = value.split('\n').map((line) => visibleText(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return lines.join('\\n');
}

function seconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}
