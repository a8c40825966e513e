// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PreviewStep } from '../../../renderer/features/imports/steps/preview-step.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';

beforeEach(async () => startI18n('zh-CN'));
afterEach(cleanup);

const nothing = { file: 'a', kind: 'crl', certificates: [], keys: [], diagnosis: { code: 'opened' } } as const;

function show(report: Partial<InspectionReport>): string {
  const whole = { ...nothing, certificates: [], keys: [], ...report };
  const more = { needsProtector: false, needsUnlock: false, completes: [], holders: [] };
  const preview = { draftId: '', report: whole, known: [], ...more };
  render(
    <Dialog title="导入证书" onClose={() => undefined}>
      <PreviewStep
        preview={preview}
        byPassword={false}
        stores={[]}
        onCommit={() => undefined}
        onSkip={() => undefined}
        onClose={() => undefined}
        skipText="选择其他文件"
      />
    </Dialog>,
  );
  return document.body.textContent;
}

it('[F02] shows the issuer, dates, count and first entries of a CRL', () => {
  const revoked = Array.from({ length: 7 }, (_, index) => ({
    serial: `100${index}`,
    date: '2026-01-02T03:04:05Z',
    reason: index === 0 ? 'keyCompromise' : null,
  }));
  const dates = { thisUpdate: '2026-11-01T00:00:00Z', nextUpdate: '2026-12-01T00:00:00Z' };
  const text = show({ crls: [{ issuer: 'CN=测试 CA', ...dates, number: '1f', entries: 1200, revoked }] });
  for (const part of [
    'CN=测试 CA',
    '2026/11/01 签发，下次更新日期是 2026/12/01',
    '1,200 张已吊销',
    '1004',
    '另有 1,195 个序列号',
  ])
    expect(text).toContain(part);
  expect(text).toContain('密钥已泄露');
  expect(text).not.toContain('1005');
  expect(text).not.toContain('没有可导入的证书或私钥');
  expect(screen.queryByRole('button', { name: '导入' })).toBeNull();
  expect(screen.getAllByRole('button', { name: '关闭' })).toHaveLength(2);
});

it.each([
  ['valid', '申请的签名有效'],
  ['invalid', '申请的签名无效'],
  ['unknown', '无法验证申请的签名'],
] as const)('[F02] shows the subject and names of a request, and that its signature is %s', (signature, words) => {
  const request = {
    subject: 'CN=张三',
    algorithm: 'ec-p256',
    subjectAlternativeNames: ['DNS:example.test'],
    signature,
  };
  const text = show({ kind: 'csr', requests: [request] });
  for (const part of ['证书申请', 'CN=张三', 'EC P-256 · DNS:example.test', words]) expect(text).toContain(part);
});

it('[F02] a file without a CRL or request still says that nothing can be imported', () => {
  expect(show({ kind: 'pem' })).toContain('没有可导入的证书或私钥');
});
