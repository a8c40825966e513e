// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkKey } from '../../../renderer/features/enrolment/guide/key-check.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { startReplacement } from '../../../renderer/state/enrolment/enrolment-dialogs.ts';
import {
  closeGuide,
  endGuide,
  openApplyGuide,
  openRenewGuide,
  refreshGuide,
  useGuide,
} from '../../../renderer/state/enrolment/guide-store.ts';
import { forgetTokenObjects } from '../../../renderer/state/tokens/token-objects-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { GuidedEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { TokenObject } from '../../../shared/schemas/token.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { isOpen } from '../support/dialogs.tsx';
import { at, guideId, openGuideRoom, press, sampleBank, stepsShown } from '../support/guide-room.tsx';
import { samplePlacement } from '../support/sample-stores.ts';
import { objectsAnswer, samplePair, sampleToken } from '../support/sample-tokens.ts';

const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
const { sha256 } = zhang;
const old = {
  ...zhang,
  hasPrivateKey: false,
  keyOnToken: { label: '网银盾', serial: '1234', keyId: '01', seen: true },
};
const later = new Date(Date.parse(zhang.notAfter) + 365 * 86_400_000).toISOString();

const begun: GuidedEnrolment = {
  id: guideId,
  profile: { name: '海川银行', host: 'ebank.haichuan.example' },
  purpose: 'renew',
  renews: sha256,
  folder: null,
  startedAt: at,
  files: [],
  steps: { site: at, 'usb-key': at },
  certificate: null,
  endedAt: null,
};

const onKey = (change: Partial<TokenObject['certificate']>): readonly TokenObject[] =>
  samplePair(1).map((each) => ({ ...each, certificate: each.certificate && { ...each.certificate, ...change } }));
const { displayName, notAfter } = zhang;

async function openWithKey(others: readonly TokenObject[], answers: Parameters<typeof openGuideRoom>[1] = {}) {
  const objects = [...onKey({ sha256, displayName, notAfter, inVault: true }), ...others];
  const room = openGuideRoom(
    { certificates: [old], profiles: [sampleBank()], guided: begun },
    {
      'tokens.list': () => ({ tokens: [sampleToken({ serial: '1234' })], unavailable: null }),
      'tokens.modules': () => ({ modules: [], missing: [], unavailable: null, notes: [] }),
      'tokens.follow': () => ({}),
      'tokens.objects': ({ input }) => objectsAnswer(objects, input),
      ...answers,
    },
  );
  await act(async () => openRenewGuide(sha256));
  return room;
}

const tickValid = async () => act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /我已在.*看到/ })));

beforeEach(async () => {
  installMatchMedia();
  act(forgetTokenObjects);
  await startI18n('zh-CN');
});
afterEach(cleanup);

describe('[E11] the guide for a certificate on a USB key', () => {
  it('has no file step, and says what to install before signing in', async () => {
    const room = await openWithKey([]);
    await waitFor(() =>
      expect(Object.keys(stepsShown())).toEqual(['site', 'sign-in', 'find', 'prove', 'on-key', 'valid']),
    );
    expect(screen.getByText('插入 USB Key（U盾），登录网站时按提示输入 PIN')).toBeTruthy();
    expect(screen.getByText(/^登录前先按网站的要求安装 USB Key 驱动和安全控件/)).toBeTruthy();
    expect(room.inputs('preflight.local').at(-1)).toMatchObject({ target: 'token' });
    expect(
      screen.getByText(/新证书可能写在 USB Key 里，也可能是一个文件；是文件时选“银行给了我一个文件”/),
    ).toBeTruthy();
    expect(screen.getByText('正在网站上办理')).toBeTruthy();
    expect(screen.queryByText(/等待银行/)).toBeNull();
  });

  it('shows brief checks before the steps on request, and hides the saved guides', async () => {
    const check = { subject: 'network', result: 'ok', finding: 'network-wired', details: {} };
    openGuideRoom({ certificates: [zhang] }, { 'preflight.local': () => ({ checks: [check] }) });
    await act(async () => openRenewGuide(sha256));
    const before = await screen.findByRole('region', { name: '办理前检查' });
    const steps = screen.getByRole('list', { name: '步骤' });
    expect(before.compareDocumentPosition(steps)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await press('查看 2 项');
    await waitFor(() => expect(before.querySelector('[data-finding="network-wired"]')).not.toBeNull());
    expect(before.textContent).not.toContain('使用网线上网');
    // The form appears once the guides are read.
    await screen.findByRole('textbox', { name: '银行或机构名称' });
    const saved = () => screen.queryByRole('region', { name: '办理指南（可选）' });
    expect(saved()).toBeNull();
    act(closeGuide);
    expect(saved()).not.toBeNull();
  });

  it('says in plain words that a website cannot be found', async () => {
    const server = { subject: 'server', result: 'unknown', finding: 'server-unreachable' };
    const checks = [{ ...server, details: { reason: 'ENOTFOUND' } }];
    openGuideRoom(
      { certificates: [zhang], profiles: [sampleBank()], guided: begun },
      { 'preflight.server': () => ({ checks }) },
    );
    await act(async () => openRenewGuide(sha256));
    await press('查看 1 项');
    await press('测试能否连接 ebank.haichuan.example');
    await screen.findByText('找不到这个网址，可能拼写有误，或没有连上网络。');
    expect(screen.getByText('连接失败').className).toContain('bad');
    expect(screen.getByRole('button', { name: '重新测试 ebank.haichuan.example' })).toBeTruthy();
  });

  it.each([
    ['CN=王芳,O=电子税务', 'CN=CFCA ACS OCA31,O=CFCA', '电子税务'],
    ['CN=王芳', 'CN=CFCA ACS OCA31', 'CFCA ACS OCA31'],
  ])('[E08] replaces a certificate of a bank that is not saved: %s', async (subject, issuer, bank) => {
    const lost = { ...zhang, displayName: '王芳', subject, issuer, issuerName: 'CFCA ACS OCA31' };
    openGuideRoom({ certificates: [lost], profiles: [sampleBank()] });
    const replaced = { sha256, subject, profileId: null };
    await act(async () => startReplacement({ ...replaced, purpose: 'renew' }));
    await screen.findByRole('radio', { name: /海川银行/ });
    expect(screen.queryByRole('button', { name: '其他银行或机构' })).toBeNull();
    act(closeDialogs);
    await act(async () => startReplacement({ ...replaced, purpose: 'replace' }));
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /海川银行/ })).checked).toBe(false);
    await press('其他银行或机构');
    await screen.findByRole('heading', { name: '补办证书：王芳' });
    expect(screen.getByText(`${bank} · 通用指南`)).toBeTruthy();
    await press('我准备好了');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '银行或机构名称' }).value).toBe(bank);
    await press('打印步骤');
    expect(document.querySelector('[data-print-sheet]')?.textContent).toContain('补办证书：王芳');
    expect(useGuide.getState().guide).toEqual({ kind: 'apply', replaces: sha256, id: null });
  });

  it('keeps the ticks made before a bank is chosen when it is opened again', async () => {
    openGuideRoom({ certificates: [zhang] });
    await act(async () => openApplyGuide());
    await press('我准备好了');
    const again = async () => {
      await act(async () => openApplyGuide());
      return stepsShown();
    };
    expect(await again()).toMatchObject({ ready: 'done', site: 'now' });
    act(closeGuide);
    expect(await again()).toMatchObject({ ready: 'done', site: 'now' });
    await act(async () => openRenewGuide(sha256));
    expect(await again()).toMatchObject({ ready: 'done', site: 'now' });
    act(endGuide);
    expect(await again()).toMatchObject({ ready: 'now' });
  });

  it('prints which USB key the certificate is on', async () => {
    await openWithKey([]);
    await press('打印步骤');
    expect(document.querySelector('[data-print-sheet]')?.textContent).toContain('USB Key网银盾');
  });

  it('is not complete while the key has only the old certificate', async () => {
    const room = await openWithKey([]);
    for (const done of ['我已登录', '我找到了', '我已办理']) await press(done);
    await screen.findByText(/^USB Key 里仍是旧证书（.*到期）。办好后请拔下 USB Key，重新插入再查看。$/);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /完成前面的步骤后可勾选/ }).disabled).toBe(true);
    expect(stepsShown()).toMatchObject({ 'on-key': 'now', valid: 'open' });
    expect(screen.queryByText('全部完成')).toBeNull();
    expect(room.inputs('webEnrolments.cancel')).toEqual([]);
  });

  it('switches to the steps for a file if the bank gave one, and back', async () => {
    const file = { draftId: '55555555-0000-4000-8000-000000000000', fileName: '新证书.pfx' };
    const chosen = [[], [file]];
    const room = await openWithKey([], {
      'imports.choose': () => ({ files: chosen.shift() }),
      'webEnrolments.expect': () => ({}),
    });
    for (const done of ['我已登录', '我找到了', '我已办理']) await press(done);
    await screen.findByText(/^USB Key 里仍是旧证书/);
    await press('银行给了我一个文件');
    expect(Object.keys(stepsShown())).toEqual(['site', 'sign-in', 'find', 'download', 'import', 'back-up']);
    await press('证书在 USB Key 里');
    await waitFor(() => expect(stepsShown()).toMatchObject({ 'on-key': 'now' }));
    await press('银行给了我一个文件');
    await waitFor(() => expect(isOpen('import')).toBe(true));
    expect(room.inputs('webEnrolments.expect')).toEqual([{ id: guideId, draftIds: [file.draftId] }]);
  });

  it.each(['imports.choose', 'webEnrolments.tick'])('says at the step what failed: %s', async (call) => {
    const fail = () => {
      throw new Refusal('file-unreadable');
    };
    const room = await openWithKey([], { 'imports.choose': () => ({ files: [] }), [call]: fail });
    room.guided = { ...begun, steps: { ...begun.steps, 'sign-in': at, find: at, prove: at } };
    await act(refreshGuide);
    await press('银行给了我一个文件');
    const step = document.querySelector('[data-step="on-key"]');
    await waitFor(() => expect(step?.querySelector('[data-error-code="file-unreadable"]')).not.toBeNull());
    expect(stepsShown()).toMatchObject({ 'on-key': 'now' });
    expect(room.inputs('webEnrolments.tick')).toHaveLength(call === 'imports.choose' ? 0 : 1);
  });

  it('[E08] titles a replacement without the name while the certificate is being read', async () => {
    openGuideRoom({ certificates: [zhang] }, { 'certificates.detail': () => new Promise(() => undefined) });
    await act(async () => openApplyGuide(sha256));
    await screen.findByRole('heading', { name: '补办证书' });
    await press('打印步骤');
    expect(document.querySelector('[data-print-sheet] b')?.textContent).toBe('补办证书');
  });

  it.each([
    [[samplePlacement()], true],
    [[], false],
  ])('is complete once a file is imported and backed up, and says what to sign in with', async (places, isThere) => {
    const fresh = { ...zhang, sha256: 'e'.repeat(64), hasPrivateKey: true, backup: 'current' } as const;
    openGuideRoom(
      {
        certificates: [old, fresh],
        profiles: [sampleBank()],
        guided: { ...begun, certificate: fresh.sha256, endedAt: at },
      },
      { 'stores.places': () => ({ places, namesakes: [], readAt: at }) },
    );
    await act(async () => useGuide.setState({ guide: { kind: 'renew', sha256, id: guideId } }));
    await screen.findAllByText('全部完成');
    expect(new Set(Object.values(stepsShown()))).toEqual(new Set(['done']));
    await screen.findByText('USB Key 里仍是旧证书，能否停用请问银行或机构。');
    await waitFor(() => expect(screen.queryByText(/^以后登录用浏览器里的新证书/) !== null).toBe(isThere));
    await waitFor(() => expect(screen.queryByRole('button', { name: '安装到浏览器' }) === null).toBe(isThere));
  });

  it('shows the date of the new certificate, and ends the application when finished', async () => {
    const room = await openWithKey(onKey({ displayName, notAfter: later }));
    for (const done of ['我已登录', '我找到了', '我已办理']) await press(done);
    await screen.findByText(/^新证书 .*到期$/);
    expect(screen.getByText(/ · 新证书.+到期$/)).toBeTruthy();
    expect(screen.getByText(/点“复制到保险库”/)).toBeTruthy();
    await tickValid();
    await screen.findAllByText('全部完成');
    expect(screen.getByText(/^以后请使用新证书（.+到期），旧证书最晚能用到 .+。$/)).toBeTruthy();
    await press('完成');
    await waitFor(() => expect(useGuide.getState().guide).toBeNull());
    expect(room.inputs('webEnrolments.cancel')).toEqual([{ id: guideId, isFinished: true }]);
    expect(screen.queryByText('正在网站上办理')).toBeNull();
  });
});

describe('[E11] the check of a USB key', () => {
  const was = { sha256, displayName: '041@Z110101199001011234@1', notAfter: zhang.notAfter };
  const renewed = {
    ...zhang,
    sha256: 'd'.repeat(64),
    notAfter: later,
    displayName: '041@Z1101**********1234@1',
    inVault: false,
  };

  it('finds the newest certificate of the same holder, whose number may be masked', () => {
    expect(checkKey(was, [{ ...renewed, sha256, notAfter: zhang.notAfter }, renewed])).toMatchObject({
      state: 'newer',
    });
  });

  it('skips CA certificates, other holders and the other half of a pair', () => {
    const half = { ...renewed, notAfter: new Date(Date.parse(zhang.notAfter) + 1000).toISOString() };
    const others = [{ ...renewed, isCa: true }, { ...renewed, displayName: '李四' }, half];
    expect(checkKey(was, others)).toEqual({ state: 'unseen' });
    expect(checkKey(was, [...others, { ...renewed, sha256, notAfter: zhang.notAfter }])).toEqual({ state: 'old' });
  });
});
