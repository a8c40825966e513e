// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { prometheusLines } from '../../../main/cli/reminders/prometheus.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { parseExposition } from '../../support/cli/exposition-format.ts';

const now = new Date('2026-11-29T00:00:00Z');
const certificate = (facts: Partial<CertificateSummary>): CertificateSummary =>
  ({
    sha256: 'a'.repeat(64),
    displayName: '张三 1101**********1234',
    subject: 'CN=张三 1101**********1234,C=CN',
    issuerName: 'CFCA',
    label: null,
    notBefore: '2025-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    status: 'valid',
    ...facts,
  }) as CertificateSummary;
const dated = (name: string, notAfter: string): Watched => ({
  id: '00000000-0000-4000-8000-000000000000',
  sha256: null,
  name,
  notAfter,
  status: 'valid',
  place: null,
  createdAt: '2026-01-01T00:00:00Z',
});
const hostile = 'quote " back\\slash\nline\u001b[2J 工资卡';
const facts = {
  certificates: [
    certificate({ label: hostile }),
    certificate({ sha256: 'b'.repeat(64), notAfter: '2026-11-01T00:00:00Z', status: 'expired' }),
    certificate({ sha256: 'c'.repeat(64), status: 'revoked' }),
  ],
  watched: [dated('U-key', '2027-03-31T15:59:59Z'), dated('U-key', '2026-12-31T15:59:59Z')],
  withNames: false,
  now,
  version: '1.2.3',
};
const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

describe('[R06] metrics for node_exporter', () => {
  test('an independent parser reads every certificate with fingerprint and label, and no name of a holder', () => {
    const text = textOf(prometheusLines(facts));
    const metrics = new Map(parseExposition(text).map((metric) => [metric.name, metric]));
    expect([...metrics.keys()]).toEqual([
      'x509_cert_not_before',
      'x509_cert_not_after',
      'x509_cert_expired',
      'certsteward_cert_revoked',
      'certsteward_check_timestamp_seconds',
      'certsteward_build_info',
    ]);
    for (const { type, help } of metrics.values()) expect([type, help.length > 10]).toEqual(['gauge', true]);
    const ends = metrics.get('x509_cert_not_after')?.samples;
    expect(ends).toEqual([
      {
        labels: { fingerprint: 'a'.repeat(64), label: 'quote " back\\slash\nline\\u{1b}[2J 工资卡' },
        value: Date.parse('2027-01-01T00:00:00Z') / 1000,
      },
      { labels: { fingerprint: 'b'.repeat(64), label: '' }, value: Date.parse('2026-11-01T00:00:00Z') / 1000 },
      { labels: { fingerprint: 'c'.repeat(64), label: '' }, value: Date.parse('2027-01-01T00:00:00Z') / 1000 },
      // The earlier of two reminders with one name: a series may occur only once.
      { labels: { fingerprint: '', label: 'U-key' }, value: Math.floor(Date.parse('2026-12-31T15:59:59Z') / 1000) },
    ]);
    expect(metrics.get('x509_cert_not_before')?.samples).toHaveLength(3);
    expect(metrics.get('x509_cert_expired')?.samples.map(({ value }) => value)).toEqual([0, 1, 0, 0]);
    expect(metrics.get('certsteward_cert_revoked')?.samples.map(({ value }) => value)).toEqual([0, 0, 1, 0]);
    expect(text).not.toMatch(/张三|CFCA/);
  });

  test('--with-names adds subject and issuer, identity numbers masked', () => {
    const [metric] = parseExposition(textOf(prometheusLines({ ...facts, withNames: true })));
    expect(metric?.samples[1]?.labels).toMatchObject({ subject_CN: '张三 1101**********1234', issuer_CN: 'CFCA' });
  });

  test('--with-names shows the holder from the certificate, not its label', () => {
    const labelled = certificate({ label: 'Bank', displayName: 'Bank', subject: 'CN=张三,C=CN' });
    const [metric] = parseExposition(textOf(prometheusLines({ ...facts, certificates: [labelled], withNames: true })));
    expect(metric?.samples[0]?.labels).toMatchObject({ subject_CN: '张三', label: 'Bank' });
  });

  test.each([
    ['emailAddress=a@b.example,C=CN', 'a@b.example'],
    ['C=CN', '10f'],
  ])('--with-names shows the same for %s, labelled or not', (subject, shown) => {
    const certificates = [null, 'Bank'].map((label, index) =>
      certificate({ sha256: String(index).repeat(64), serial: '10f', label, displayName: label ?? shown, subject }),
    );
    const [metric] = parseExposition(textOf(prometheusLines({ ...facts, certificates, withNames: true })));
    expect(metric?.samples.slice(0, 2).map(({ labels }) => labels['subject_CN'])).toEqual([shown, shown]);
  });

  test('an empty vault still produces a valid file', () => {
    const metrics = parseExposition(textOf(prometheusLines({ ...facts, certificates: [], watched: [] })));
    expect(metrics.map(({ samples }) => samples.length)).toEqual([0, 0, 0, 0, 1, 1]);
  });

  test('the parser refuses what the format does not allow', () => {
    const head = '# HELP a help\n# TYPE a gauge\n';
    for (const wrong of [
      'a 1',
      `${head}a{b="1"} 1\na{b="1"} 2\n`,
      `${head}a{b="x\\y"} 1\n`,
      `${head}a{b="x} 1\n`,
      `${head}a{b="1"} one\n`,
      `${head}9a 1\n`,
      '# TYPE a gauge\na 1\n',
      `${head}# HELP b help\n# TYPE b gauge\na 1\n`,
    ]) {
      expect(() => parseExposition(wrong), wrong).toThrow();
    }
  });

  const promtool = spawnSync('promtool', ['--version']).status === 0;
  test.skipIf(!promtool)('promtool check metrics reports nothing (skipped without Prometheus)', () => {
    const { status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], {
      input: textOf(prometheusLines(facts)),
      encoding: 'utf8',
    });
    expect([status, stderr, stdout]).toEqual([0, '', '']);
  });
});
