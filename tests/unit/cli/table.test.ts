// SPDX-License-Identifier: Apache-2.0
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { certificateLines, digitsOfIds } from '../../../main/cli/certificates/certificate-lines.ts';
import { showCommand } from '../../../main/cli/certificates/show.ts';
import { importSummaryLines } from '../../../main/cli/certificates/import-lines.ts';
import { timeLeft, urgency } from '../../../main/cli/certificates/time-left.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { tableLines } from '../../../main/cli/output/table.ts';
import { textWidth } from '../../../main/cli/output/text-width.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { createOutput } from '../../../main/cli/output/output.ts';

const now = new Date('2026-11-29T00:00:00Z');
const plain = { columns: 100, colour: false };

function summary(name: string, facts: Partial<CertificateSummary> = {}): CertificateSummary {
  return {
    sha256: 'a'.repeat(64),
    subject: `CN=${name}`,
    issuer: 'CN=CFCA ACS OCA31',
    displayName: name,
    issuerName: 'CFCA ACS OCA31',
    serial: '1',
    notBefore: '2025-01-01T00:00:00Z',
    notAfter: '2027-08-18T12:00:00Z',
    status: 'valid',
    chainState: 'complete',
    warnings: [],
    hasPrivateKey: true,
    keyOnToken: null,
    watched: false,
    supersededBy: null,
    backup: 'current',
    loss: null,
    pair: null,
    isCa: false,
    algorithm: 'ec-p256',
    label: null,
    place: null,
    tags: [],
    origin: { via: 'file', fileName: null, path: null, downloadedFrom: null, importedAt: '2025-01-01T00:00:00Z' },
    ...facts,
  };
}

const certificates = [
  summary('旧的', { sha256: 'e'.repeat(64), notAfter: '2026-11-01T12:00:00Z', status: 'expired', backup: 'outdated' }),
  summary('上海云帆贸易有限公司', {
    sha256: 'c3a85510'.padEnd(64, '0'),
    notAfter: '2026-11-30T23:00:00Z',
    status: 'expiring',
    hasPrivateKey: false,
    backup: null,
    keyOnToken: { label: 'U1', serial: '8F', keyId: '01', seen: true },
  }),
  summary('svc-payments@yunfan.example', { sha256: '7b19e420'.padEnd(64, '0'), backup: 'none' }),
];

const places = new Map([['c3a85510'.padEnd(64, '0'), ['Firefox (U1)']]]);
const shown = { language: 'en', now, places } as const;

describe('[L01] [A01] tables', () => {
  test('columns line up by terminal columns, East Asian text included', () => {
    const lines = tableLines(
      [{ title: 'Left', align: 'right' }, { title: 'Name', wraps: true }, { title: 'ID' }],
      [
        { cells: [{ text: '4 d' }, { text: '苏州' }, { text: 'x' }] },
        { cells: [{ text: '263 d' }, { text: 'svc' }, { text: 'y' }] },
      ],
      plain,
    );
    expect(lines).toEqual([' Left  Name  ID', '  4 d  苏州  x', '263 d  svc   y']);
  });

  test('columns are dropped by priority on a narrow terminal, and the name wraps instead of being cut', () => {
    const columns = [
      { title: 'Name', wraps: true },
      { title: 'B', leaves: 2 },
      { title: 'A', leaves: 1 },
    ] as const;
    const rows = [{ cells: [{ text: 'one two three four five six' }, { text: 'bbbbbbbb' }, { text: 'aaaaaaaa' }] }];
    expect(tableLines(columns, rows, { columns: 40, colour: false })[0]).toBe('Name                         B');
    expect(tableLines(columns, rows, { columns: 20, colour: false })).toEqual([
      'Name',
      'one two three four',
      'five six',
    ]);
  });

  test.each([80, 120])('the list fits %i columns, expiring first and expired last', (columns) => {
    const lines = certificateLines(certificates, { ...shown, language: 'zh-CN', terminal: { columns, colour: false } });
    for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(columns);
    const names = lines.slice(1).map((line) => /上海云帆贸易有限公司|svc-payments@yunfan.example|旧的/.exec(line)?.[0]);
    expect(names.filter(Boolean)).toEqual(['上海云帆贸易有限公司', 'svc-payments@yunfan.example', '旧的']);
    expect(lines[0]?.includes('颁发者')).toBe(columns === 120);
    expect(lines.some((line) => line.includes('USB Key，Firefox (U1)'))).toBe(columns === 120);
    expect(lines.slice(-2)).toEqual([
      '共 3 张：1 张有效，1 张在 60 天内到期，1 张已过期。',
      '2 张证书没有最新备份，请运行 certsteward backup create --to 文件夹',
    ]);
  });

  test('the import summary counts files that are too large separately', () => {
    const output = { terminal: plain };
    const run = { language: 'en', output, arguments: { words: ['/home'], flags: new Set() } } as unknown as CommandRun;
    expect(importSummaryLines(run, { items: [], failed: [], passedOver: 2, tooLarge: 1 })).toEqual([
      expect.stringMatching(/^ *2 +skipped +.*not certificate files/),
      expect.stringMatching(/^ *1 +skipped +.*too large/),
    ]);
  });

  test('[F04] the import summary lists a file of keys alone if some were left out', () => {
    const output = { terminal: plain };
    const run = { language: 'en', output, arguments: { words: [], flags: new Set() } } as unknown as CommandRun;
    const taken = { added: [], known: [], keys: 1, keysAdded: 1, keyHolders: [], keysLeftOut: 1 };
    const item = { file: 'a.key', diagnosis: { code: 'opened' }, ...taken } as const;
    const lines = importSummaryLines(run, { items: [item], failed: [], passedOver: 0, tooLarge: 0 });
    expect(lines.join('\n')).toContain('a.key: Opened. 1 private key added, 1 private key left out.');
  });

  test('a list for a chosen number of days names no other number', () => {
    const lines = certificateLines(certificates, { ...shown, terminal: plain, expiring: true });
    expect(lines).toContain('3 certificates: 1 valid, 1 expiring soon, 1 expired.');
  });

  test('a narrow terminal still says that a key is missing', () => {
    const keyless = [summary('Ana Lopez', { hasPrivateKey: false, backup: null })];
    const at = (columns: number) =>
      certificateLines(keyless, { ...shown, terminal: { columns, colour: false } }).filter((each) =>
        /no key/.test(each),
      );
    expect(at(60).map((line) => line.trim())).toEqual(['vault (no key)']);
    expect(at(120)).toEqual([expect.stringMatching(/Ana Lopez .*vault \(no key\)/)]);
  });

  test('colour carries no information that words do not', () => {
    const coloured = certificateLines(certificates, { ...shown, terminal: { columns: 120, colour: true } });
    const without = certificateLines(certificates, { ...shown, terminal: { columns: 120, colour: false } });
    expect(coloured.join('\n')).toContain('\u001b[31m');
    expect(coloured.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(without);
    expect(without.join('\n')).not.toContain('\u001b');
    expect(without.join('\n')).toMatch(
      /47 h {2}2026-\d\d-\d\d .*USB key, Firefox \(U1\) {2}expiring {2,}not possible {2}c3a85510/,
    );
  });

  test('the time left is in hours within the last three days, and negative after the end', () => {
    expect(timeLeft('en', '2026-12-02T00:00:00Z', now)).toBe('3 d');
    expect(timeLeft('en', '2026-12-01T23:30:00Z', now)).toBe('71 h');
    expect(timeLeft('zh-CN', '2026-11-29T00:30:00Z', now)).toBe('0 小时');
    expect(timeLeft('zh-CN', '2026-11-17T00:00:00Z', now)).toBe('-12 天');
    expect(urgency('expiring', '2026-12-02T00:00:00Z', now)).toBe('red');
    expect(urgency('expiring', '2026-12-20T00:00:00Z', now)).toBe('yellow');
    expect(urgency('valid', '2027-12-20T00:00:00Z', now)).toBeUndefined();
  });

  test('IDs have as many digits as needed to distinguish them', () => {
    expect(digitsOfIds(['a'.repeat(64), 'b'.repeat(64)])).toBe(8);
    expect(digitsOfIds(['a'.repeat(64), `${'a'.repeat(11)}b${'a'.repeat(52)}`])).toBe(12);
    expect(digitsOfIds(['a'.repeat(64), 'a'.repeat(64)])).toBe(8);
  });
});

test('[L03] show names the issuer of a self-signed certificate as in the certificate, not by the label', async () => {
  const lines: string[] = [];
  const detail = {
    ...summary('Bank', { label: 'Bank' }),
    note: null,
    noteLocked: false,
    keyMadeBy: null,
    keyUsage: [],
    extendedKeyUsage: [],
    subjectAlternativeNames: [],
    chain: [{ displayName: '张三', selfSigned: true, signature: 'valid' }],
  };
  const read = async () => await Promise.resolve(null);
  const run = {
    language: 'en',
    now: () => now,
    output: { terminal: plain, value: (_value: unknown, text: readonly string[]) => lines.push(...text) },
    secrets: { read },
    arguments: { words: [detail.sha256], flags: new Set(), values: {} },
    services: {
      vault: {
        require: async () => await Promise.resolve({ status: async () => await Promise.resolve({ protectors: [] }) }),
      },
      certificates: {
        resolveId: async () => await Promise.resolve(detail.sha256),
        detail: async () => await Promise.resolve(detail),
      },
    },
  };
  await showCommand.run(run as unknown as CommandRun);
  expect(lines).toContainEqual(expect.stringMatching(/^Issued by +张三$/));
});

describe('[A01] the width of tables', () => {
  test.each([
    ['40', 40],
    ['72', 72],
    ['400', 400],
    ['39', 100],
    ['401', 100],
    ['wide', 100],
    [undefined, 100],
  ])('follows COLUMNS from 40 to 400 without a terminal: %s', (COLUMNS, columns) => {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const plain = { json: false, quiet: false, colour: false };
    expect(createOutput({ ...streams, environment: { COLUMNS } }, plain).terminal.columns).toBe(columns);
  });

  test('is that of the terminal if there is one', () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 60 });
    const environment = { COLUMNS: '72' };
    const plain = { json: false, quiet: false, colour: false };
    expect(createOutput({ stdout, stderr: new PassThrough(), environment }, plain).terminal.columns).toBe(60);
  });
});
