// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exampleProfile } from '../../../main/enrolment/profiles/examples.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { ArrivedFile, WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { WebEnrolmentItem } from '../../../renderer/features/enrolment/web/web-enrolment-item.tsx';
import { startI18n, wordsIn } from '../../../renderer/i18n/i18n.ts';
import { closeDialog, closeDialogs, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { fileArrived } from '../../../renderer/state/arrival-toasts.ts';
import { openImport, useImports } from '../../../renderer/state/imports-store.ts';
import { goTo } from '../../../renderer/state/route-store.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import { useWebEnrolments, webEnrolmentOnScreen } from '../../../renderer/state/enrolment/web-enrolments-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const id = '11111111-0000-4000-8000-000000000000';
const now = '2026-11-26T00:00:00Z';
const fileId = '22222222-0000-4000-8000-000000000000';

const held = (confirmedAt: string | null): HeldProfile => ({
  id: '33333333-0000-4000-8000-000000000000',
  profile: { ...exampleProfile('web'), url: 'https://xn--fiq228c.example.com/apply' },
  host: { ascii: 'xn--fiq228c.example.com', unicode: '中文.example.com' },
  importedAt: '2026-11-01T00:00:00Z',
  confirmedAt,
});

const file = (change: Partial<ArrivedFile> = {}): ArrivedFile => ({
  fileId,
  fileName: '证书.pfx',
  bytes: 3000,
  kind: 'pkcs12',
  state: 'needs-password',
  diagnosis: null,
  foundAt: '2026-11-26T00:00:00Z',
  ...change,
});

const waiting = (change: Partial<WebEnrolment> = {}): WebEnrolment => ({
  id,
  profile: { name: held(null).profile.name, host: 'xn--fiq228c.example.com' },
  purpose: 'apply',
  renews: null,
  folder: { displayPath: '/home/z/下载', isThere: true },
  startedAt: new Date().toISOString(),
  files: [],
  steps: {},
  ...change,
});

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  act(() => {
    useWebEnrolments.setState({ webEnrolments: [], shown: null });
    useToasts.setState({ toasts: [] });
    useImports.setState({ waiting: [] });
    closeDialogs();
  });
});
afterEach(cleanup);

it('[E01] [E06] imports a downloaded file from its row, and says why another can’t be opened', async () => {
  const bridge = installBridge({
    'webEnrolments.openFile': () => ({ draftId: '55555555-0000-4000-8000-000000000000' }),
    'webEnrolments.list': () => ({ webEnrolments: [] }),
  });
  const torn = file({ fileId: id, fileName: '坏的.pfx', state: 'not-read', diagnosis: 'damaged' });
  render(<WebEnrolmentItem webEnrolment={waiting({ files: [file(), torn] })} />);
  expect(screen.getByText('已下载：证书.pfx')).not.toBeNull();
  expect(screen.getByText('已下载：坏的.pfx').parentElement?.textContent).toMatch(/损坏/);
  await userEvent.click(screen.getByRole('button', { name: '导入：证书.pfx' }));
  await waitFor(() => expect(isOpen('import')).toBe(true));
  expect(bridge.requests[0]?.input).toEqual({ id, fileId });
  expect(useImports.getState().waiting).toEqual([
    { kind: 'draft', draftId: '55555555-0000-4000-8000-000000000000', forGuide: true },
  ]);
});

it.each([
  [{}, '正在办理'],
  [{ ready: now }, '尚未打开网站'],
  [{ ready: now, 'usb-key': now }, '尚未打开网站'],
  [{ site: now }, '正在办理'],
  [{ site: now, 'usb-key': now }, '正在网站上办理'],
  [{ site: now, download: now }, '已下载，尚未导入'],
])('[E01] after %j the state is %s', (steps, state) => {
  render(<WebEnrolmentItem webEnrolment={waiting({ steps })} />);
  expect(screen.getByText(state)).not.toBeNull();
});

it('[E02] an application at a branch never mentions a website', () => {
  const profile = { name: '海川银行', host: '' };
  render(<WebEnrolmentItem webEnrolment={waiting({ profile, steps: { ready: now } })} />);
  expect(screen.getByText('正在办理')).not.toBeNull();
});

it('[E01] [E07] names the certificate to renew, since a bank may have issued several', async () => {
  const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
  installBridge({ 'certificates.detail': () => zhang });
  render(<WebEnrolmentItem webEnrolment={waiting({ purpose: 'renew', renews: zhang.sha256 })} />);
  expect(await screen.findByText('张三')).not.toBeNull();
  const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
  expect(names).toEqual(['继续', '取消'].map((action) => `${action}：${held(null).profile.name} · 张三`));
});

it('[E01] says that the downloads folder is missing, and cancels through the main process', async () => {
  const bridge = installBridge({
    'webEnrolments.cancel': () => ({}),
    'webEnrolments.list': () => ({ webEnrolments: [] }),
  });
  render(<WebEnrolmentItem webEnrolment={waiting({ folder: { displayPath: '/media/U盘', isThere: false } })} />);
  expect(screen.getByText('今天开始 · 下载文件夹：/media/U盘')).not.toBeNull();
  expect(screen.getByText('找不到下载文件夹')).not.toBeNull();
  expect(screen.getByText(/\/media\/U盘。请插入文件夹所在的移动硬盘/)).not.toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^取消/ }));
  await waitFor(() => expect(bridge.requests.map(({ call }) => call)).toContain('webEnrolments.cancel'));
});

it('[E01] announces a file while its web enrolment is not on screen, and opens nothing by itself', async () => {
  installBridge({ 'webEnrolments.list': () => ({ webEnrolments: [waiting({ files: [file()] })] }) });
  act(() => webEnrolmentOnScreen(id));
  act(() => fileArrived({ webEnrolmentId: id, fileId, fileName: '证书.pfx' }));
  expect(useToasts.getState().toasts).toEqual([]);
  act(() => webEnrolmentOnScreen(null));
  act(() => fileArrived({ webEnrolmentId: id, fileId, fileName: '证书.pfx' }));
  expect(useToasts.getState().toasts).toHaveLength(1);
  expect(useDialogs.getState().open).toEqual([]);
  act(() => webEnrolmentOnScreen(id));
  expect(useToasts.getState().toasts).toEqual([]);
  act(() => webEnrolmentOnScreen(null));
  await waitFor(() => expect(useWebEnrolments.getState().webEnrolments).toHaveLength(1));
});

it('[E01] hides the message about a file during an import, and shows it again if a file still waits', async () => {
  let files = [file()];
  installBridge({ 'webEnrolments.list': () => ({ webEnrolments: files.length === 0 ? [] : [waiting({ files })] }) });
  const toastCount = () => useToasts.getState().toasts.length;
  const arrive = () => act(async () => fileArrived({ webEnrolmentId: id, fileId, fileName: '证书.pfx' }));
  await arrive();
  expect(toastCount()).toBe(1);
  // A different file is imported: the message returns.
  await act(async () => openImport());
  expect(toastCount()).toBe(0);
  await act(async () => closeDialog('import'));
  await waitFor(() => expect(toastCount()).toBe(1));
  // The import ends the web enrolment: the message doesn't return.
  await act(async () => openImport());
  files = [];
  await act(async () => closeDialog('import'));
  expect(toastCount()).toBe(0);
  // A file that arrives during an import is announced afterwards.
  files = [file()];
  await act(async () => openImport());
  await arrive();
  expect(toastCount()).toBe(0);
  await act(async () => closeDialog('import'));
  await waitFor(() => expect(toastCount()).toBe(1));
});

it('[E01] announces several files in one message that imports them, but not on the enrolment page', async () => {
  const bridge = installBridge({
    'webEnrolments.openFile': () => ({ draftId: '55555555-0000-4000-8000-000000000000' }),
    'webEnrolments.list': () => ({ webEnrolments: [] }),
  });
  const arrive = () =>
    act(async () => {
      fileArrived({ webEnrolmentId: id, fileId, fileName: '证书.pfx' });
      fileArrived({ webEnrolmentId: id, fileId: id, fileName: '密钥.key' });
    });
  const toasts = () => useToasts.getState().toasts;
  await arrive();
  expect(toasts().map(({ say }) => say(wordsIn('en')))).toEqual(['2 new certificate files']);
  await act(async () => toasts()[0]?.action?.run());
  await waitFor(() => expect(useImports.getState().waiting).toHaveLength(2));
  expect(bridge.requests.map(({ input }) => input)).toContainEqual({ id, fileId });
  act(() => closeDialogs());
  await arrive();
  expect(toasts()).toHaveLength(1);
  act(() => goTo('enrolment'));
  expect(toasts()).toEqual([]);
  await arrive();
  expect(toasts()).toEqual([]);
  act(() => goTo('overview'));
});
