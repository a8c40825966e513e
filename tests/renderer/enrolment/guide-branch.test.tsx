// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { openApplyGuide, openRenewGuide, useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { reportLosses } from '../../../renderer/state/losses.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { openGuideRoom, press, sampleBank, stepsShown } from '../support/guide-room.tsx';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
const lost = { ...zhang, subject: 'CN=张三,OU=海川银行,O=CFCA,C=CN', issuer: 'CN=CFCA OCA31,O=CFCA' };

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  closeDialogs();
  useGuide.setState({ guide: null, guided: null, early: {}, left: null });
});

it('[E02] [E08] replaces a certificate by phone or at a branch, without an address, and resumes with its ticks', async () => {
  const room = openGuideRoom({ certificates: [lost] });
  act(() => openApplyGuide(lost.sha256));
  await press('我准备好了');
  await press('不在网站办理，打电话或去柜台');
  await waitFor(() => expect(stepsShown()).toMatchObject({ ready: 'done', site: 'done', prove: 'now' }));
  expect(stepsShown()).not.toHaveProperty('sign-in');
  expect(stepsShown()).not.toHaveProperty('find');
  expect(room.inputs('webEnrolments.start')).toEqual([
    { profileId: null, bankName: '海川银行', purpose: 'replace', renews: lost.sha256, folderId: null },
  ]);
  expect(room.inputs('profiles.addBank')).toEqual([]);
  await press('我已办理');
  await waitFor(() => expect(stepsShown()).toMatchObject({ prove: 'done', download: 'now' }));
  expect(screen.getByRole('heading', { name: '拿到新证书' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '选择文件…' })).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: /机构已确认新证书有效/ })).toBeTruthy();
  await press('返回');
  expect(await screen.findByText('打电话或去柜台')).toBeTruthy();
  await press('继续：海川银行 · 张三');
  await waitFor(() => expect(stepsShown()).toMatchObject({ ready: 'done', site: 'done', prove: 'done' }));
  await press('把“不在网站办理，打电话或去柜台”改为未完成');
  expect(await screen.findByRole('button', { name: '保存' })).toBeTruthy();
});

it('[E02] applies at a branch of a bank whose website is known, and still shows its phone', async () => {
  const bank = sampleBank({ confirmedAt: null });
  const phoned = { ...bank, profile: { ...bank.profile, contact: { phone: '95588' } } };
  const room = openGuideRoom({ profiles: [phoned] });
  act(() => openApplyGuide());
  await press('我准备好了');
  await press('用这个网址');
  await press('不在网站办理，打电话或去柜台');
  await waitFor(() => expect(stepsShown()).toMatchObject({ site: 'done', prove: 'now' }));
  expect(room.inputs('webEnrolments.start').at(-1)).toMatchObject({ profileId: null, bankName: bank.profile.name });
  expect(screen.getByText('95588')).toBeTruthy();
});

it('[E02] [E08] shows the phone saved with the loss while applying, and proposes it with a website', async () => {
  openGuideRoom({ certificates: [lost] }, { 'webEnrolments.authorityOf': () => ({ profileId: null, phone: '95111' }) });
  act(() => openApplyGuide(lost.sha256));
  expect(await screen.findByText('95111')).toBeTruthy();
  await press('我准备好了');
  const phone = await screen.findByRole<HTMLInputElement>('textbox', { name: '电话（可不填）' });
  expect(phone.value).toBe('95111');
  const name = screen.getByRole<HTMLInputElement>('textbox', { name: '银行或机构名称' });
  const bank = name.value;
  fireEvent.change(name, { target: { value: '远山银行' } });
  expect(phone.value).toBe('');
  fireEvent.change(name, { target: { value: bank } });
  expect(phone.value).toBe('95111');
  await press('不在网站办理，打电话或去柜台');
  await waitFor(() => expect(stepsShown()).toMatchObject({ site: 'done', prove: 'now' }));
  expect(screen.getByText('95111')).toBeTruthy();
  await press('打印步骤');
  const sheet = (await screen.findByRole('dialog')).textContent;
  expect(sheet).toContain('95111');
  expect(sheet).toContain(bank);
  expect(sheet).not.toContain('尚未填写');
});

it('[E08] closes the renewal steps of a certificate once it is reported', async () => {
  openGuideRoom({ certificates: [lost] }, { 'losses.report': () => ({ losses: [] }) });
  await act(async () => openRenewGuide(lost.sha256));
  await act(async () => reportLosses(['0'.repeat(64)], 'stolen'));
  expect(useGuide.getState().guide).not.toBeNull();
  await act(async () => reportLosses([lost.sha256], 'stolen'));
  expect(useGuide.getState().guide).toBeNull();
});
