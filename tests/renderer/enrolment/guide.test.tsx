// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GuideFacts, guideLines } from '../../../renderer/features/enrolment/guide/guide-steps.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { refreshEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { openRenewGuide, useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { GuidedEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { at, bankId, guideId, openGuideRoom, press, sampleBank, stepsShown } from '../support/guide-room.tsx';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
const { sha256 } = zhang;

const guided = (change: Partial<GuidedEnrolment> = {}): GuidedEnrolment => ({
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
  ...change,
});

const field = (name: string) => screen.getByRole('textbox', { name });
const fill = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } });

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(cleanup);

describe('[E11] [E07] how to renew at a bank without a profile', () => {
  const open = async () => act(async () => openRenewGuide(sha256));

  it('starts with the official address, which the user types once, compares and confirms', async () => {
    const shownWhileComparing: boolean[] = [];
    const named = { ...zhang, subject: 'CN=张三,OU=海川银行,O=CFCA,C=CN', issuer: 'CN=CFCA OCA31,O=CFCA' };
    const room = openGuideRoom(
      { certificates: [named] },
      {
        'profiles.addBank': () => {
          room.profiles = [sampleBank({ confirmedAt: null })];
          return room.profiles[0];
        },
        'profiles.confirm': async () => {
          await act(refreshEnrolment);
          shownWhileComparing.push(screen.queryByText('尚未核对') !== null);
          room.profiles = [sampleBank()];
          return room.profiles[0];
        },
        'webEnrolments.openAddress': () => ({ opened: true, browser: null, failed: null }),
      },
    );
    await open();
    await screen.findByRole('heading', { name: /如何更新证书：张三/ });
    expect(stepsShown()).toEqual({
      site: 'now',
      'sign-in': 'open',
      find: 'open',
      download: 'open',
      import: 'open',
      'back-up': 'open',
    });
    expect((field('银行或机构名称') as HTMLInputElement).value).toBe('海川银行');
    fill('网址', 'http://ebank.haichuan.example');
    expect(screen.getByText(/^网址必须以 https:\/\/ 开头/)).toBeTruthy();
    fill('网址', 'ebank.haichuan.example/login');
    fill('电话（可不填）', '95xxx');
    const save = screen.getByRole('button', { name: '保存' });
    expect(save.hasAttribute('disabled')).toBe(true);
    // The host alone, without the path.
    expect(screen.getByTestId('bank-host').textContent).toBe('ebank.haichuan.example');
    fireEvent.click(screen.getByRole('checkbox', { name: '网址已与银行卡背面或官方资料核对' }));
    await press('保存');
    await waitFor(() => expect(room.inputs('webEnrolments.start')).toHaveLength(1));
    expect(shownWhileComparing).toEqual([false]);
    expect(stepsShown()).toMatchObject({ site: 'now', 'sign-in': 'open' });
    await press('打开网站');
    await waitFor(() => expect(stepsShown()).toMatchObject({ site: 'done', 'sign-in': 'now' }));
    const typed = { name: '海川银行', address: 'https://ebank.haichuan.example/login', phone: '95xxx', branch: null };
    expect(room.inputs('profiles.addBank')).toEqual([{ ...typed, replaces: null }]);
    expect(room.inputs('profiles.confirm')).toEqual([{ id: bankId, typedHost: 'ebank.haichuan.example' }]);
    expect(room.inputs('webEnrolments.link')).toEqual([{ sha256, profileId: bankId }]);
    expect(room.inputs('webEnrolments.start')).toEqual([
      { profileId: bankId, purpose: 'renew', renews: sha256, folderId: null },
    ]);
  });

  it('clears the tick when another address is typed', async () => {
    openGuideRoom({ certificates: [zhang] });
    await open();
    await screen.findByRole('heading', { name: /如何更新证书：张三/ });
    fill('网址', 'a.example');
    fireEvent.click(screen.getByRole('checkbox', { name: /已与银行卡/ }));
    fill('网址', 'b.example');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /已与银行卡/ }).checked).toBe(false);
  });

  it('calls the menu path a common place, and says whom to ask if it isn’t found', async () => {
    const room = openGuideRoom({
      certificates: [zhang],
      profiles: [sampleBank()],
      guided: guided({ steps: { site: at } }),
    });
    await open();
    await press('我已登录');
    expect(screen.getByText('常见位置，以网站为准')).toBeTruthy();
    await press('没有找到');
    expect(screen.getByRole('alert').textContent).toContain('拨打 95xxx，或到柜台咨询。');
    await press('我找到了');
    expect(stepsShown()).toMatchObject({ 'sign-in': 'done', find: 'done', download: 'now' });
    expect(room.guided?.steps).toEqual({ site: at, 'sign-in': at, find: at });
    await press('把“找到更新证书的入口”改为未完成');
    expect(stepsShown()).toMatchObject({ find: 'now' });
  });

  it('watches the downloads folder only on request, and stops on request', async () => {
    const room = openGuideRoom({ certificates: [zhang], profiles: [sampleBank()], guided: guided() });
    await open();
    await screen.findByText('新文件出现后提示您导入');
    expect(room.inputs('webEnrolments.move')).toEqual([]);
    await press('留意“下载”文件夹');
    await screen.findByText('正在留意“/home/z/下载”，有新文件时提示您导入');
    await press('停止');
    await screen.findByText('新文件出现后提示您导入');
    expect(room.inputs('webEnrolments.move')).toMatchObject([{ id: guideId }, { id: guideId, folderId: null }]);
  });

  it('scrolls a downloaded file into view, and makes only its button primary', async () => {
    const shown: Element[] = [];
    Element.prototype.scrollIntoView = function scroll() {
      shown.push(this);
    };
    const kind = { kind: 'pkcs12', state: 'needs-password', diagnosis: null } as const;
    const file = { fileId: bankId, fileName: '新证书.pfx', bytes: 1, foundAt: at, ...kind };
    const came = guided({ steps: { site: at }, files: [file] });
    openGuideRoom({ certificates: [zhang], profiles: [sampleBank()], guided: came });
    await open();
    const steps = within(await screen.findByRole('list', { name: '步骤' }));
    const take = await steps.findByRole('button', { name: '导入：新证书.pfx' });
    await waitFor(() => expect(shown.some((each) => each.contains(take))).toBe(true));
    await steps.findByRole('button', { name: '打开网站' });
    expect(steps.getAllByRole('button').filter(({ className }) => className.includes('primary'))).toEqual([take]);
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('offers to install and back up the new certificate after the import', async () => {
    const renewed = { ...zhang, sha256: 'd'.repeat(64), displayName: '张三 2027', backup: 'none' as const };
    const ended = guided({ certificate: renewed.sha256, endedAt: at, steps: { site: at, 'sign-in': at, find: at } });
    openGuideRoom({ certificates: [zhang, renewed], profiles: [sampleBank()], guided: ended });
    await act(async () => useGuide.setState({ guide: { kind: 'renew', sha256, id: guideId } }));
    await waitFor(() => expect(stepsShown()).toMatchObject({ import: 'done', 'back-up': 'now' }));
    expect(screen.queryByRole('button', { name: '没有收到文件？' })).toBeNull();
    await press('安装到浏览器');
    expect(openedWith('stores.install')?.start).toMatchObject([{ sha256: renewed.sha256 }]);
    act(closeDialogs);
    await press('备份');
    expect(openedWith('backup.create')?.start).toEqual([renewed.sha256]);
  });

  it('expects the files that the user chooses, in any folder', async () => {
    const draftId = '55555555-0000-4000-8000-000000000000';
    const room = openGuideRoom(
      { certificates: [zhang], profiles: [sampleBank()], guided: guided() },
      {
        'imports.choose': () => ({ files: [{ draftId, fileName: 'a.pfx' }] }),
        'webEnrolments.expect': () => ({}),
      },
    );
    await open();
    expect(await screen.findByRole('button', { name: '没有收到文件？' })).toBeTruthy();
    await press('选择文件…');
    await waitFor(() => expect(isOpen('import')).toBe(true));
    expect(room.inputs('webEnrolments.expect')).toEqual([{ id: guideId, draftIds: [draftId] }]);
  });

  it('prints the steps with address, telephone and a masked number, and no secret', async () => {
    openGuideRoom({ certificates: [zhang], profiles: [sampleBank()], guided: guided() });
    await open();
    await screen.findAllByText('海川银行');
    await press('打印步骤');
    const sheet = document.querySelector('[data-print-sheet]')?.textContent ?? '';
    expect(sheet).toContain('更新证书：张三');
    expect(sheet).toContain('海川银行 · ebank.haichuan.example');
    expect(sheet).toContain('95xxx');
    expect(sheet).toContain('网站 → 安全中心 → 更新证书 · 常见位置，以网站为准');
    expect(sheet).toContain('不要在这张纸上写密码或 PIN');
    expect(sheet).not.toContain('110101199001011234');
  });

  it('keeps the bank when the renewal is cancelled', async () => {
    const room = openGuideRoom({ certificates: [zhang], profiles: [sampleBank()], guided: guided() });
    await open();
    await press('放弃办理');
    await waitFor(() => expect(useGuide.getState().guide).toBeNull());
    expect(room.inputs('webEnrolments.cancel')).toEqual([{ id: guideId, isFinished: false }]);
    expect(room.profiles).toHaveLength(1);
  });
});

describe('[E11] the first application at a bank', () => {
  it('keeps the tick that was set before the bank is known', async () => {
    const room = openGuideRoom(
      {},
      {
        'profiles.addBank': () => {
          room.profiles = [sampleBank()];
          return room.profiles[0];
        },
        'profiles.confirm': () => sampleBank(),
      },
    );
    await press('申请证书');
    await screen.findByRole('heading', { name: '第一次申请证书' });
    expect(screen.queryByText('尚未核对')).toBeNull();
    expect(Object.keys(stepsShown())).toHaveLength(9);
    await press('我准备好了');
    fill('银行或机构名称', '海川银行');
    fill('网址', 'https://ebank.haichuan.example');
    fireEvent.click(screen.getByRole('checkbox', { name: /已与银行卡/ }));
    await press('保存');
    await waitFor(() => expect(stepsShown()).toMatchObject({ ready: 'done', site: 'now' }));
    await press('我已打开');
    expect(room.guided?.steps).toEqual({ ready: at, site: at });
  });

  it('fills in the bank of the lost certificate', async () => {
    const lost = { ...zhang, subject: 'CN=张三,OU=海川银行,O=CFCA,C=CN' };
    openGuideRoom({ certificates: [lost] });
    await act(async () => useGuide.setState({ guide: { kind: 'apply', replaces: sha256, id: null } }));
    await press('我准备好了');
    expect((field('银行或机构名称') as HTMLInputElement).value).toBe('海川银行');
  });

  it('saves only name, date and bank of a certificate that is on the phone', async () => {
    const steps = { ready: at, site: at, 'sign-in': at };
    const room = openGuideRoom(
      { profiles: [sampleBank()], guided: guided({ purpose: 'apply', renews: null, steps }) },
      {
        'watched.add': () => ({}),
        'watched.list': () => ({ entries: [] }),
        'preflight.local': () => ({
          checks: [{ subject: 'target', result: 'unknown', finding: 'key-by-page', details: {} }],
        }),
      },
    );
    await act(async () => useGuide.setState({ guide: { kind: 'apply', replaces: null, id: guideId } }));
    expect(document.querySelector('[data-finding="key-by-page"]')).not.toBeNull();
    await press('证书只在手机里');
    expect(document.querySelector('[data-finding="key-by-page"]')).toBeNull();
    await press('可以这样问');
    expect(screen.getByText('我的证书能不能改为存放在 USB Key 或文件里？')).toBeTruthy();
    fill('名称', '张三 手机银行');
    fireEvent.change(screen.getByLabelText('到期日'), { target: { value: '2027-11-28' } });
    await press('添加提醒');
    expect(room.inputs('watched.add')).toEqual([{ name: '张三 手机银行', lastDay: '2027-11-28', place: '海川银行' }]);
  });
});

describe('[E11] the steps of a guide', () => {
  const facts: GuideFacts = {
    kind: 'apply',
    held: sampleBank(),
    guided: guided({ purpose: 'apply', renews: null }),
    early: {},
    isOnUsbKey: false,
    keyCheck: null,
    result: null,
    codeSaved: true,
  };
  const done = (change: Partial<GuideFacts>) =>
    guideLines({ ...facts, ...change }).flatMap(({ step, isDone }) => (isDone ? [step] : []));

  it('tick the site once it was opened, not when its address was saved', () => {
    expect(done({})).toEqual([]);
    expect(done({ early: {}, guided: guided({ steps: { site: at } }) })).toEqual(['site']);
  });

  it('count a backup before the recovery code is saved', () => {
    const came = guided({ certificate: sha256, endedAt: at, steps: { site: at } });
    const result = { backup: 'current', bankValidOn: '2026-11-28', hasPrivateKey: true } as const;
    const before = ['ready', 'site', 'sign-in', 'find', 'prove', 'download'];
    expect(done({ guided: came, result })).toEqual([...before, 'import', 'back-up', 'valid']);
    expect(done({ guided: came, result, codeSaved: false })).toContain('back-up');
  });

  it('have no file step for a certificate on a USB key', () => {
    const steps = guideLines({ ...facts, guided: guided({ steps: { 'usb-key': at } }) }).map(({ step }) => step);
    expect(steps).toEqual(['ready', 'site', 'sign-in', 'find', 'prove', 'valid']);
  });
});
