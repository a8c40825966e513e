// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { pathReasonCodes, pathRules, type PathReason } from '../../../../shared/domain/trust/path-reasons.ts';
import { pathReasonText, pathReasonTexts } from '../../../../shared/i18n/path-reasons.ts';

const about = { certificate: 'a'.repeat(64), name: 'Middle', role: 'intermediate' } as const;

describe('[V03] reasons in words', () => {
  test('name the certificate and the fact', () => {
    const expired: PathReason = { ...about, code: 'expired', detail: '2026-05-01T00:00:00Z' };
    expect(pathReasonText(expired, 'en')).toBe(
      'Expired: the intermediate “Middle” was valid until 2026-05-01 00:00:00 UTC.',
    );
    expect(pathReasonText(expired, 'zh-CN')).toBe('中间证书“Middle”已于 2026-05-01 00:00:00 UTC 过期。');
    const broken: PathReason = { ...about, code: 'profile', detail: 'serial-number' };
    expect(pathReasonText(broken, 'zh-CN')).toBe('中间证书“Middle”不符合 RFC 5280：序列号为零、为负或太长。');
  });

  test.each([
    ['en', 'the root “Middle”'],
    ['zh-CN', '根证书“Middle”'],
  ] as const)('an untrusted root is called a root, and the next step is named: %s', (language, root) => {
    const text = pathReasonText({ ...about, role: 'anchor', code: 'root-untrusted', detail: null }, language);
    expect(text).toContain(root);
    expect(text).toContain('certsteward anchors add');
    expect(text).toContain('--anchor');
  });

  test.each([
    ['en', /^No CA issued the certificate “Middle”.*Ask the bank or website.*don’t trust it/],
    ['zh-CN', /^证书“Middle”是自签名证书.*请向银行或网站确认.*不要信任/],
  ] as const)('an untrusted self-signed certificate has no issuer to look for: %s', (language, expected) => {
    const text = pathReasonText({ ...about, role: 'leaf', code: 'root-untrusted', detail: null }, language);
    expect(text).toMatch(expected);
  });

  test.each(['en', 'zh-CN'] as const)('every code and rule has a text that names the certificate: %s', (language) => {
    for (const code of pathReasonCodes) {
      const text = pathReasonText({ ...about, code, detail: '1' }, language);
      expect(text).toContain('Middle');
      expect(text).not.toMatch(/[{}[\]…]/);
    }
    for (const rule of pathRules) expect(pathReasonTexts[language].rules[rule]).toBeTruthy();
  });
});
