// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { leaveQueue, stopChoosing } from '../../../renderer/state/enrolment/renew-many.ts';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import type { CertificateDetail, CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { certificateSummarySchema } from '../../../shared/schemas/certificates/certificate.ts';
import type { BatchItem } from '../../../shared/schemas/enrolment/renewal.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen } from '../support/dialogs.tsx';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { bankId, openGuideRoom, press } from '../support/guide-room.tsx';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const successor = 'cd'.repeat(32);

function line(name: string, protocol: 'est' | 'web' | 'manual', days: number) {
  const sha256 = name.codePointAt(0)?.toString(16).padStart(64, '0') ?? '';
  const members = Object.keys(certificateSummarySchema.shape);
  const whole = {
    ...zhang,
    sha256,
    displayName: name,
    issuer: 'CN=Some CA',
    status: 'expiring',
    notAfter: inDays(days),
  };
  const certificate = Object.fromEntries(
    Object.entries(whole).filter(([member]) => members.includes(member)),
  ) as CertificateSummary;
  return { kind: 'certificate', certificate, authority: { profileId: bankId, name: '海川银行', protocol } } as const;
}

const rows = [
  line('甲', 'est', 3),
  line('乙', 'web', 9),
  line('丙', 'est', 20),
  line('丁', 'manual', 25),
  line('戊', 'est', 90),
];
const [first, , third] = rows;
const idOf = (row: (typeof rows)[number] | undefined): string => row?.certificate.sha256 ?? '';

const item = (row: (typeof rows)[number] | undefined, change: Partial<BatchItem> = {}): BatchItem => ({
  sha256: idOf(row),
  displayName: row?.certificate.displayName ?? '',
  way: 'server',
  outcome: 'renewed',
  code: null,
  details: {},
  successor,
  places: [],
  checks: [],
  ...change,
});

async function dueDialog(...answers: readonly (readonly BatchItem[])[]) {
  const left = [...answers];
  const certificates = rows.map(({ certificate }) => ({ ...zhang, ...certificate }));
  const room = openGuideRoom({ rows, certificates }, { 'renewals.submitMany': () => ({ items: left.shift() ?? [] }) });
  await press('批量更新证书');
  await press('选择 30 天内到期的全部证书');
  await screen.findByText('已选 4 张');
  await press('继续');
  return { room, dialog: await screen.findByRole('dialog', { name: '批量更新证书（4 张）' }) };
}

beforeEach(async () => {
  installMatchMedia();
  stopChoosing();
  leaveQueue();
  await startI18n('zh-CN');
});
afterEach(cleanup);

describe('renewing several at once', () => {
  it('[E11] shows how each certificate renews before sending, and sends only the automatic ones', async () => {
    const { room, dialog } = await dueDialog([item(first), item(third)]);
    const shown = within(dialog)
      .getAllByRole('listitem')
      .map((each) => [each.getAttribute('data-way'), each.firstChild?.textContent]);
    expect(shown).toEqual([
      ['server', '甲'],
      ['server', '丙'],
      ['page', '乙'],
      ['file', '丁'],
    ]);
    expect(room.inputs('renewals.submitMany')).toEqual([]);
    await press('更新证书（2 张）');
    const summary = await within(dialog).findByRole('status', { name: '汇总' });
    expect(summary.textContent).toBe('已更新证书2需要您办理2');
    const certificates = [idOf(first), idOf(third)];
    expect(room.inputs('renewals.submitMany')).toEqual([{ certificates, seen: [], passwords: [] }]);
  });

  it('[E11] says why some were not renewed, and retries only those, with the browser’s password', async () => {
    const kept: BatchItem['places'][number] = {
      storeId: 'firefox:a',
      storeName: 'Firefox',
      storeKind: 'firefox',
      outcome: 'kept',
      code: 'store-needs-password',
      proofs: [],
      restart: false,
    };
    const { room, dialog } = await dueDialog(
      [
        item(first, { outcome: 'not-installed', code: 'store-needs-password', places: [kept] }),
        item(third, { outcome: 'failed', code: 'server-unreachable', successor: null }),
      ],
      [item(first), item(third)],
    );
    await press('更新证书（2 张）');
    await within(dialog).findByText(/^Firefox：/);
    expect(dialog.querySelector('li[data-outcome="failed"]')?.textContent).toContain('无法连接这台服务器');
    fireEvent.change(within(dialog).getByLabelText(/Firefox/), { target: { value: 'primary1' } });
    await press('重试 2 张');
    await waitFor(() => expect(dialog.querySelectorAll('li[data-outcome="renewed"]')).toHaveLength(2));
    expect(room.inputs('renewals.submitMany').at(-1)).toEqual({
      certificates: [idOf(first), idOf(third)],
      seen: [],
      passwords: [{ storeId: 'firefox:a', password: 'primary1' }],
    });
    expect(within(dialog).queryByRole('button', { name: /^重试/ })).toBeNull();
  });

  it('[E11] [E10] shows preflight findings once, and continues with them as seen', async () => {
    const times = { here: '2026-11-26T12:20:00.000Z', there: '2026-11-26T12:00:00.000Z' };
    const checks: BatchItem['checks'] = [{ subject: 'clock', result: 'warn', finding: 'clock-off', details: times }];
    const stopped = { outcome: 'preflight', successor: null, checks } as const;
    const { room, dialog } = await dueDialog([item(first, stopped), item(third, stopped)], [item(first), item(third)]);
    await press('更新证书（2 张）');
    await waitFor(() => expect(dialog.querySelectorAll('[data-finding]')).toHaveLength(1));
    await press('仍要继续');
    await waitFor(() => expect(room.inputs('renewals.submitMany').at(-1)).toMatchObject({ seen: ['clock-off'] }));
  });

  it('[E11] stops if software intercepts the connection, and names the certificate and the CA', async () => {
    const checks: BatchItem['checks'] = [
      { subject: 'server', result: 'bad', finding: 'server-security-software', details: { issuer: 'CN=X' } },
    ];
    const { dialog } = await dueDialog([item(first), item(third, { outcome: 'preflight', successor: null, checks })]);
    await press('更新证书（2 张）');
    await within(dialog).findByText('已停止，没有向“海川银行”申请“丙”的新证书');
  });

  it('[E11] leads through the certificates that need the user one by one, each with its own action', async () => {
    await dueDialog([item(first), item(third)]);
    await press('更新证书（2 张）');
    await press('逐张办理（2 张）');
    expect(isOpen('renewal.many')).toBe(false);
    const bar = (await screen.findByText('下一张：乙（第 1 张，共 2 张）')).parentElement as HTMLElement;
    await act(async () => fireEvent.click(within(bar).getByRole('button', { name: '如何更新' })));
    expect(useGuide.getState().guide).toMatchObject({ kind: 'renew', sha256: idOf(rows[1]) });
    await press('下一张证书');
    await screen.findByText('下一张：丁（第 2 张，共 2 张）');
    await press('完成');
    expect(screen.queryByText(/^下一张：/)).toBeNull();
  });
});
