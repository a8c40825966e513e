// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeListFile } from '../../../main/exports/list-file.ts';
import { outputFile } from '../../support/contract/destinations.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';

const certificate: CertificateSummary = {
  sha256: 'ab'.repeat(32),
  subject: 'CN=张三,O="Bank, Ltd."',
  issuer: 'CN=CA',
  displayName: "=cmd|' /C calc'!A0",
  issuerName: 'CA',
  serial: '1f',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  status: 'valid',
  chainState: 'complete',
  warnings: [],
  hasPrivateKey: true,
  keyOnToken: null,
  watched: false,
  supersededBy: null,
  backup: null,
  loss: null,
  pair: null,
  isCa: false,
  algorithm: 'ec-p256',
  label: 'two\r\nlines',
  place: 'a\u202Eb',
  tags: ['x', 'y'],
  origin: { via: 'file', fileName: null, path: null, downloadedFrom: null, importedAt: '2026-11-24T00:00:00Z' },
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cs-list-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('[L08] [X10] writes a CSV table that spreadsheets read as UTF-8 without running formulas', async () => {
  const path = join(folder, 'list.csv');
  const other = { ...certificate, subject: 'CN=李四,OU=海川银行' };
  const size = await writeListFile(await outputFile(path), 'csv', [certificate, other], 'zh-CN');
  const text = readFileSync(path, 'utf8');
  expect(readFileSync(path).length).toBe(size);
  expect(text.startsWith('\ufeff名称,自定义名称,标签,银行,持有人,')).toBe(true);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`'=cmd|' /C calc'!A0,two\\u{d}\\u{a}lines,x、y,`);
  expect(lines[1]).toContain(',"CN=张三,O=""Bank, Ltd.""",');
  expect(lines[2]).toContain(',海川银行,"CN=李四,OU=海川银行",');
  expect(lines[1]).toContain('a\\u{202e}b');
  expect(lines[1]).toMatch(/,有效,是,EC P-256,.*,完整,(?:ab){32}$/);
  expect(readdirSync(folder)).toEqual(['list.csv']);
});

it('[L08] writes JSON that gives the same values back', async () => {
  const path = join(folder, 'list.json');
  await writeListFile(await outputFile(path), 'json', [certificate], 'en');
  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain('\u202E');
  expect(JSON.parse(text)).toEqual([certificate]);
});
