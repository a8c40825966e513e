// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ImportDialog } from '../../../renderer/features/imports/import-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { openImport } from '../../../renderer/state/imports-store.ts';
import { useStores } from '../../../renderer/state/stores/stores-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { answer, certificate, draftId, sha256 } from '../support/sample-preview.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { firefox, inventoryOf, sampleStore } from '../support/sample-stores.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const leftOf = (notAfter: string) => `${daysLeft(notAfter, new Date()).toLocaleString('zh-CN')} 天`;

describe('[F05] one dialog from the file to the tested certificate', () => {
  let bridge: FakeBridge;
  beforeEach(async () => {
    installMatchMedia();
    await startI18n('zh-CN');
    closeDialogs();
    useStores.setState({ stores: null });
    openImport([{ kind: 'file', file: new File(['x'], 'bank.pfx') }]);
  });
  afterEach(cleanup);

  const signed = { kind: 'signed', at: '2026-11-28T00:00:00Z', passed: true, host: null } as const;
  const chromium = sampleStore();
  const importAndInstall = (
    outcomes: Readonly<Record<string, object>>,
    more: Parameters<typeof installBridge>[0] = {},
  ) => {
    useVault.setState({ status: unlockedVault });
    bridge = installBridge({
      'imports.drop': () => ({ draftId }),
      'imports.inspect': () => answer({ code: 'opened' }, true),
      'imports.commit': () => ({
        added: [sha256, 'ca'.repeat(32)],
        known: [],
        keysAdded: 1,
        requests: [],
        webEnrolments: [],
      }),
      'stores.list': () => ({
        stores: [
          chromium,
          firefox,
          sampleStore({ id: 'firefox:b', kind: 'firefox', isDefault: false, name: 'Firefox (b)' }),
        ],
      }),
      'stores.install': ({ input }) => ({
        items: (input as { storeIds: string[] }).storeIds.map((storeId) => {
          const how = outcomes[storeId];
          if (how instanceof Error) throw how;
          return { sha256, storeId, displayName: '张三', outcome: 'installed', code: null, proofs: [signed], ...how };
        }),
      }),
      'backups.drives': () => ({
        drives: [
          {
            driveId: draftId,
            name: 'KINGSTON',
            displayPath: '/media/KINGSTON',
            bytes: 1,
            freeBytes: 1,
            readOnly: false,
            backups: 0,
            lastBackupAt: null,
          },
        ],
      }),
      'vault.status': () => unlockedVault,
      ...more,
    });
    render(<ImportDialog onClose={() => undefined} />);
  };
  const inputsOf = (call: string) => bridge.requests.filter((each) => each.call === call).map(({ input }) => input);

  it('[S02] [S09] one press imports, installs into the default profiles, and says what was tested', async () => {
    const user = userEvent.setup();
    importAndInstall({});
    const go = await screen.findByRole('button', { name: '导入并安装' });
    await expect.poll(() => document.activeElement === go).toBe(true);
    const ticked = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: new RegExp(`^${name}`) });
    expect(['Chromium', 'Firefox \\(default', 'Firefox \\(b'].map((name) => ticked(name).checked)).toEqual([
      true,
      true,
      false,
    ]);
    await user.keyboard('{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(
      `证书已安装，本机测试通过张三 · Test CA · 还有 ${leftOf(certificate.notAfter)}能否登录以银行网站为准`,
    );
    expect(inputsOf('stores.install')).toEqual([
      { certificates: [sha256], storeIds: [chromium.id, firefox.id], passwords: [] },
    ]);
    expect(screen.getByText('私钥可用')).toBeTruthy();
    expect(screen.getByText(/新增 1 张证书 · 新增 1 张上级证书 · 新增 1 个私钥$/)).toBeTruthy();
    expect(screen.getByText('已安装到 Chromium、Firefox (default)')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: '备份到 KINGSTON' }));
    expect(openedWith('backup.create')).toEqual({ start: [sha256], tokenId: null, driveId: draftId });
  });

  it('[U02] shows the result once the bank is known, so that no later button takes the focus', async () => {
    let answerBank = () => undefined as void;
    const bank = new Promise((resolve) => (answerBank = () => resolve({ profileId: null })));
    importAndInstall(
      {},
      {
        'certificates.detail': () => ({ ...sampleCertificates(Date.now(), 1)[0], ...certificate, backup: 'none' }),
        'profiles.list': () => ({ profiles: [], examples: [] }),
        'requests.list': () => ({ requests: [] }),
        'webEnrolments.authorityOf': () => bank,
      },
    );
    await userEvent.click(await screen.findByRole('button', { name: '导入并安装' }));
    await expect.poll(() => inputsOf('webEnrolments.authorityOf').length).toBe(1);
    expect(screen.queryByRole('button', { name: '备份到 KINGSTON' })).toBeNull();
    await act(async () => answerBank());
    expect(await screen.findByRole('button', { name: '备份到 KINGSTON' })).toBeTruthy();
  });

  it('[E08] marks a stolen certificate, selects no place for it, and offers no installation afterwards', async () => {
    const unsafe = [{ sha256, loss: 'stolen' }];
    importAndInstall({}, { 'imports.inspect': () => ({ ...answer({ code: 'opened' }, true), unsafe }) });
    expect(await screen.findByText('已登记为被盗')).toBeTruthy();
    expect(screen.getByText(/请不要安装，改用“遗失补办”申请新证书/)).toBeTruthy();
    const places = await screen.findAllByRole<HTMLInputElement>('checkbox', { name: /^(Chromium|Firefox)/ });
    expect(places.map(({ checked }) => checked)).toEqual([false, false, false]);
    await userEvent.click(screen.getByRole('button', { name: '导入' }));
    expect(await screen.findByText('已登记为被盗：张三')).toBeTruthy();
    expect(screen.queryByText('尚未安装')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '遗失补办' }));
    expect(openedWith('loss')).toEqual({ start: sha256 });
  });

  it.each(['managed', 'free'])('[B01] names no drive while a %s USB key is plugged in too', async (how) => {
    useTokens.setState({ last: [sampleToken({ managed: how === 'managed' })] });
    onTestFinished(() => useTokens.setState({ last: null }));
    const read = [{ id: 'token:0123456789', name: '0123456789' }];
    importAndInstall({}, { 'stores.inventory': () => ({ ...inventoryOf([]), tokens: read }) });
    await userEvent.setup().click(await screen.findByRole('button', { name: '导入并安装' }));
    expect(await screen.findByRole('button', { name: '备份…' })).toBeTruthy();
  });

  it('[S08] names a place that failed and retries it alone, and calls nothing tested before', async () => {
    const user = userEvent.setup();
    const outcomes: Record<string, object> = {
      [firefox.id]: { outcome: 'failed', code: 'store-locked', proofs: [] },
    };
    importAndInstall(outcomes);
    await user.click(await screen.findByRole('button', { name: '导入并安装' }));
    expect((await screen.findByRole('alert')).textContent).toContain('已导入，但有些位置没有安装');
    expect(screen.getByText('没有安装到 Firefox (default)')).toBeTruthy();
    expect(screen.queryByText(/能否登录以银行网站为准/)).toBeNull();
    delete outcomes[firefox.id];
    await user.click(screen.getByRole('button', { name: '再试一次' }));
    expect(await screen.findByText('已安装到 Chromium、Firefox (default)')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('能否登录以银行网站为准');
    expect(inputsOf('stores.install').at(-1)).toMatchObject({ storeIds: [firefox.id] });
    expect(inputsOf('imports.commit')).toHaveLength(1);
  });

  it('[S08] does not call a key tested that has not signed', async () => {
    importAndInstall({ [chromium.id]: { proofs: [] } });
    await userEvent.click(await screen.findByRole('button', { name: '导入并安装' }));
    expect((await screen.findByRole('alert')).textContent).toContain('已安装，但尚未确认私钥可用');
    const about = (title: string) => screen.getByText(title).parentElement?.textContent;
    expect(about('已安装到 Chromium')).toContain('尚未确认私钥可用');
    expect(about('已安装到 Firefox (default)')).toContain('已重新读取并测试');
  });

  it('[S02] imports an expired certificate without installing it', async () => {
    const expired = { ...certificate, notAfter: '2026-01-02T00:00:00Z' };
    const opened = answer({ code: 'opened' }, true);
    const report = { ...opened.report, certificates: [expired] };
    importAndInstall({}, { 'imports.inspect': () => ({ ...opened, report }) });
    await userEvent.click(await screen.findByRole('button', { name: '导入' }));
    await screen.findByRole('alert');
    expect(screen.queryByText('尚未安装到浏览器')).toBeNull();
    expect(inputsOf('stores.install')).toEqual([]);
  });

  it('[X11] a refused permission leaves the certificate imported, says so, and Enter tries again', async () => {
    const user = userEvent.setup();
    importAndInstall({ [chromium.id]: new Refusal('not-granted', { why: 'refused' }) });
    await user.click(await screen.findByRole('button', { name: '导入并安装' }));
    expect((await screen.findByRole('alert')).textContent).toContain('已导入，但没有安装');
    expect(screen.getByText('没有安装到 Chromium、Firefox (default)')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '再试一次' }));
  });

  const older = { sha256: 'b'.repeat(64), displayName: '张三的旧证书', notAfter: '2020-12-18T00:00:00Z' };
  it.each([
    ['left ticked', false, true],
    ['unticked', true, false],
  ])(
    '[E07] names the old certificate that a file replaces, and passes the tick to main: %s',
    async (_name, unticks, isReplaced) => {
      const user = userEvent.setup();
      const holders = [{ sha256, number: '1101**********1234', replaces: older }];
      bridge = installBridge({
        'imports.drop': () => ({ draftId }),
        'imports.inspect': () => ({ ...answer({ code: 'opened' }, true), holders }),
        'imports.commit': () => ({ added: [sha256], known: [], keysAdded: 1, requests: [], webEnrolments: [] }),
      });
      render(<ImportDialog onClose={() => undefined} />);
      const tick = await screen.findByRole<HTMLInputElement>('checkbox', {
        name: /取代已于 2020年12月18日 周五过期的“张三的旧证书”/,
      });
      expect(tick.checked).toBe(true);
      expect(screen.getByText('1101**********1234 · 含私钥')).toBeTruthy();
      if (unticks) await user.click(tick);
      await user.click(await screen.findByRole('button', { name: '导入' }));
      await screen.findByRole('alert');
      expect(inputsOf('imports.commit')).toMatchObject([{ twins: [{ sha256, old: older.sha256, isReplaced }] }]);
      expect(screen.queryAllByText('已取代“张三的旧证书”')).toHaveLength(isReplaced ? 1 : 0);
    },
  );

  it('[S09] says which certificate to pick if an older one of the same name stays in the browser', async () => {
    const user = userEvent.setup();
    const namesake = { sha256: older.sha256, displayName: '张三', notAfter: older.notAfter, status: 'expired' };
    importAndInstall({});
    bridge = installBridge({
      'imports.drop': () => ({ draftId }),
      'imports.inspect': () => answer({ code: 'opened' }, true),
      'imports.commit': () => ({ added: [sha256], known: [], keysAdded: 1, requests: [], webEnrolments: [] }),
      'stores.install': () => ({
        items: [
          { sha256, storeId: chromium.id, displayName: '张三', outcome: 'installed', code: null, proofs: [signed] },
        ],
      }),
      'stores.places': () => ({
        places: [],
        namesakes: [{ ...namesake, storeIds: [chromium.id] }],
        readAt: '2026-11-28T00:00:00Z',
      }),
      'vault.status': () => unlockedVault,
    });
    await user.click(await screen.findByRole('button', { name: '导入并安装' }));
    expect(await screen.findByText(/名称相同，登录时请选 2047\/01\/01 到期的证书（序列号末尾 1）。/)).toBeTruthy();
  });

  it('[E07] 只导入 offers first to replace the old one where it is still installed', async () => {
    const pair = { old: older.sha256, successor: sha256 };
    const facts = { profileId: null, protocol: null, from: certificate.notBefore, pair, left: 1 };
    importAndInstall({}, { 'renewals.of': () => facts });
    await userEvent.click(await screen.findByRole('button', { name: '只导入' }));
    expect((await screen.findByRole('button', { name: '替换旧证书' })).className).toContain('primary');
    await expect.poll(() => screen.queryByRole('button', { name: '安装到浏览器' })).toBeNull();
    expect(screen.getByRole('button', { name: '完成' }).className).not.toContain('primary');
  });

  it('[E01] a known certificate is imported once more only for a guide that waits for it', async () => {
    const known = answer({ code: 'opened' }, true);
    const certificates = [{ ...certificate, hasPrivateKey: false }];
    const preview = { ...known, known: [sha256], report: { ...known.report, certificates, keys: [] } };
    for (const forGuide of [false, true]) {
      closeDialogs();
      openImport([{ kind: 'draft', draftId, ...(forGuide && { forGuide }) }]);
      importAndInstall({}, { 'imports.inspect': () => preview });
      await screen.findByText(/文件里的证书都已在保险库里/);
      expect(screen.queryAllByRole('button', { name: '导入' })).toHaveLength(forGuide ? 1 : 0);
      cleanup();
    }
  });

  it('只导入 installs nothing', async () => {
    const user = userEvent.setup();
    importAndInstall({});
    await user.click(await screen.findByRole('button', { name: '只导入' }));
    expect((await screen.findByRole('alert')).textContent).toContain('已导入');
    expect(inputsOf('stores.install')).toEqual([]);
  });
});
