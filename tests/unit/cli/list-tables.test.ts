// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pendingLines } from '../../../main/cli/enrolment/pending-table.ts';
import type { Terminal } from '../../../main/cli/output/table.ts';
import { textWidth } from '../../../main/cli/output/text-width.ts';
import { profileLines } from '../../../main/cli/profiles/profile-options.ts';
import { tokenLines } from '../../../main/cli/tokens/token-lines.ts';
import { anchorLines } from '../../../main/cli/trust/anchor-options.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import type { OwnAnchor } from '../../../shared/schemas/trust/trust.ts';

const now = new Date('2026-11-29T00:00:00Z');
const id = '3f2a91bc-0000-4000-8000-000000000000';

const token = {
  id: '9c41d0e2'.padEnd(64, '0'),
  serial: '8F214C07A1B2C3D4',
  label: '网银盾 林晓雯',
  maker: 'Feitian',
  model: 'ePass3003',
  reader: 'Feitian reader 00',
  moduleName: 'libepass.so',
  initialised: true,
  pin: 'final',
  wrongPins: 5,
  lastTry: true,
  managed: false,
  tries: { user: null, so: null },
} as Token;
const guide = {
  id,
  profile: { name: '海川银行企业网银办理指南', protocol: 'manual', url: 'https://ca.haichuan.example/' },
  host: { ascii: 'ca.haichuan.example', unicode: 'ca.haichuan.example' },
  confirmedAt: null,
} as HeldProfile;
const anchor = {
  sha256: '7b19e420'.padEnd(64, '0'),
  displayName: '海川银行根证书',
  notAfter: '2026-11-01T12:00:00Z',
  confirmedAt: '2026-01-01T00:00:00Z',
  trusted: true,
} as OwnAnchor;
const request = {
  id,
  state: 'pending',
  subject: 'CN=上海云帆贸易有限公司,O=上海云帆贸易有限公司,C=CN',
  algorithm: 'ec-p256',
  profile: { name: '海川银行企业网银办理指南', protocol: 'manual', host: 'ca.haichuan.example' },
  lostAnswers: 0,
  renews: 'c3a85510'.padEnd(64, '0'),
  certificate: null,
  problem: 'other-names',
  createdAt: '2026-11-20T12:00:00Z',
} as PendingRequest;
const web = {
  id: '55e1c09a-0000-4000-8000-000000000000',
  profile: { name: '海川银行企业网银办理指南', host: 'ca.haichuan.example' },
  purpose: 'replace',
  renews: null,
  folder: { displayPath: '~/下载', isThere: true },
  startedAt: '2026-11-21T12:00:00Z',
} as WebEnrolment;

const tables: Record<string, (terminal: Terminal, language: 'en' | 'zh-CN') => string[]> = {
  pending: (terminal, language) => pendingLines([web], [request], { language, terminal }),
  profiles: (terminal, language) => profileLines(language, [guide], terminal),
  anchors: (terminal, language) => anchorLines([anchor], { language, now, terminal }),
  tokens: (terminal, language) => tokenLines(language, [token], terminal),
};

describe('[A01] tables of the other lists', () => {
  test.each(Object.keys(tables))('%s fits 80 and 120 columns in both languages, and colour adds no word', (name) => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const columns of [80, 120]) {
        const lines = tables[name]?.({ columns, colour: false }, language) ?? [];
        expect(lines.length).toBeGreaterThan(1);
        for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(columns);
        const coloured = tables[name]?.({ columns, colour: true }, language) ?? [];
        expect(coloured[0]).toContain('\u001b[1m');
        expect(coloured.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(lines);
      }
    }
  });

  test('[T02] a USB key shows its PIN state, and warns below its name', () => {
    expect(tables['tokens']?.({ columns: 120, colour: false }, 'en')).toEqual([
      'Name           PIN                 Access     Serial number     ID',
      '网银盾 林晓雯  maybe the last try  protected  8F214C07A1B2C3D4  9c41d0e2',
      '  wrong PIN entered 5×, next try may be the last',
      '  Feitian, ePass3003, Feitian reader 00, libepass.so',
    ]);
  });

  test('[E02] a request says what it renews and why its answer was refused, below its name', () => {
    expect(tables['pending']?.({ columns: 80, colour: false }, 'zh-CN')).toEqual([
      '申请日期    名称                                        状态            ID',
      '2026-11-21  ca.haichuan.example                         补办，等待下载  55e1c09a',
      '            ~/下载',
      '2026-11-20  CN=上海云帆贸易有限公司,O=上海云帆贸易有限  等待签发        3f2a91bc',
      '            公司,C=CN',
      '            更新证书 c3a85510',
      '            收到的证书不符合要求：名称与申请不同',
    ]);
  });

  test('[E02] an application at a branch says so in place of the host', () => {
    const atBranch = { ...web, profile: { name: '海川银行', host: '' } };
    const row = (language: 'en' | 'zh-CN') =>
      pendingLines([atBranch], [], { language, terminal: { columns: 100, colour: false } })[1];
    expect(row('zh-CN')).toMatch(/^2026-11-21 +打电话或去柜台 +补办/);
    expect(row('en')).toMatch(/^2026-11-21 +by phone or at a branch /);
  });

  test('[E01] a guide that was not verified, and [V01] a root that has expired, say so in words', () => {
    expect(tables['profiles']?.({ columns: 100, colour: false }, 'en')[1]).toMatch(
      /ca\.haichuan\.example .*not confirmed yet/,
    );
    expect(tables['anchors']?.({ columns: 100, colour: false }, 'en')[1]).toMatch(
      /^-28 d {2}2026-11-01 {2}.* trusted {2}/,
    );
  });
});
