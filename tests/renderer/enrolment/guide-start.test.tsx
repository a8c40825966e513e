// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { dueDay } from '../../../renderer/lib/text/dates.ts';
import {
  openApplyGuide,
  openRenewGuide,
  refreshGuide,
  useGuide,
} from '../../../renderer/state/enrolment/guide-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { GuidedEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { at, guideId, openGuideRoom, press, sampleBank, stepsShown } from '../support/guide-room.tsx';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
const { sha256 } = zhang;
const notYet = /^现在还不用更新证书/;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(cleanup);

async function openAt(daysLeft: number, ownDays: readonly number[] | null = null): Promise<Date> {
  const end = new Date();
  end.setDate(end.getDate() + daysLeft);
  openGuideRoom(
    { certificates: [{ ...zhang, status: daysLeft > 60 ? 'valid' : 'expiring', notAfter: end.toISOString() }] },
    {
      'reminders.of': () => ({ about: sha256, days: ownDays, planned: [], snoozedUntil: null, canSnooze: false }),
      'preflight.local': () => ({
        checks: [
          { subject: 'target', result: 'unknown', finding: 'key-by-page', details: {} },
          { subject: 'network', result: 'unknown', finding: 'network-unknown', details: {} },
        ],
      }),
    },
  );
  await act(async () => openRenewGuide(sha256));
  await screen.findByRole('heading', { name: /如何更新证书：张三/ });
  return end;
}

it.each([
  { ownDays: null, from: 60 },
  { ownDays: [90, 7], from: 90 },
])('[E11] [E07] a certificate far from expiry says from when to renew it: $from days before', async (each) => {
  const start = await openAt(200, each.ownDays);
  start.setDate(start.getDate() - each.from);
  const date = dueDay(start.toISOString(), 'zh-CN');
  expect(await screen.findByText(`现在还不用更新证书。建议从 ${date}起办理。`)).toBeDefined();
});

it.each([
  { daysLeft: 59, ownDays: null },
  { daysLeft: 80, ownDays: [90, 7] },
])('[E11] [E07] a certificate with $daysLeft days left doesn’t say that renewal is too early', async (each) => {
  await openAt(each.daysLeft, each.ownDays);
  await screen.findByRole('button', { name: '查看 3 项' });
  expect(screen.queryByText(notYet)).toBeNull();
});

it('[E11] [E10] the checks before a renewal say what to look at, not only that something is unknown', async () => {
  await openAt(30);
  await press('查看 3 项');
  expect((await screen.findByText('请您自己查看')).closest('li')?.textContent).toContain('不要使用没有密码的网络');
  expect(screen.queryByText('未知')).toBeNull();
});

const begun: GuidedEnrolment = {
  id: guideId,
  profile: { name: '海川银行', host: 'ebank.haichuan.example' },
  purpose: 'renew',
  renews: sha256,
  folder: null,
  startedAt: at,
  files: [],
  steps: {},
  certificate: null,
  endedAt: null,
};

it('[E11] the file to choose is the primary button once it is the next step', async () => {
  const guided = { ...begun, steps: { site: at, 'sign-in': at, find: at } };
  openGuideRoom({ certificates: [zhang], profiles: [sampleBank()], guided });
  await act(async () => openRenewGuide(sha256));
  const choose = () => screen.getByRole('button', { name: '选择文件…' }).className;
  await screen.findByRole('button', { name: '我已下载' });
  expect(choose()).not.toContain('primary');
  await press('我已下载');
  await waitFor(() => expect(choose()).toContain('primary'));
});

it('[E11] a tick stays when an answer from before it arrives late', async () => {
  const late = Promise.withResolvers<void>();
  let isLate = false;
  const room = openGuideRoom(
    { certificates: [zhang], profiles: [sampleBank()], guided: { ...begun, steps: { site: at } } },
    {
      'webEnrolments.guided': async () => {
        const { guided } = room;
        if (isLate) await late.promise;
        return guided;
      },
    },
  );
  await act(async () => openRenewGuide(sha256));
  await screen.findByRole('button', { name: '我已登录' });
  isLate = true;
  const asked = refreshGuide();
  isLate = false;
  await press('我已登录');
  await waitFor(() => expect(stepsShown()).toMatchObject({ 'sign-in': 'done', find: 'now' }));
  await act(async () => {
    late.resolve();
    await asked;
  });
  expect(stepsShown()).toMatchObject({ 'sign-in': 'done', find: 'now' });
});

it('[E11] the finished backup step doesn’t ask for another backup', async () => {
  const fresh = { ...zhang, sha256: 'e'.repeat(64), hasPrivateKey: true, backup: 'current' } as const;
  const guided = { ...begun, steps: { site: at }, certificate: fresh.sha256, endedAt: at };
  openGuideRoom({ certificates: [zhang, fresh], profiles: [sampleBank()], guided });
  await act(async () => useGuide.setState({ guide: { kind: 'renew', sha256, id: guideId } }));
  await waitFor(() => expect(stepsShown()).toMatchObject({ 'back-up': 'done' }));
  expect(screen.queryByText('换成新证书后需要重新备份')).toBeNull();
});

it('[E02] a file from the bank instead of a USB key is asked for at once', async () => {
  const steps = { ready: at, site: at, 'sign-in': at, find: at, 'usb-key': at };
  const guided = { ...begun, purpose: 'apply', renews: null, steps } as const;
  const room = openGuideRoom({ profiles: [sampleBank()], guided }, { 'imports.choose': () => ({ files: [] }) });
  await act(async () => openApplyGuide());
  await act(async () => useGuide.setState({ guide: { kind: 'apply', replaces: null, id: guideId }, guided }));
  await press('银行给了我一个文件');
  await waitFor(() => expect(stepsShown()).toHaveProperty('download'));
  expect(room.inputs('imports.choose')).toHaveLength(1);
});
