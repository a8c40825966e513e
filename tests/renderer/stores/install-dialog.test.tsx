// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InstallDialog } from '../../../renderer/features/browsers/install/install-dialog.tsx';
import { preselected } from '../../../renderer/state/stores/install-places.ts';
import { installVerdict } from '../../../renderer/features/browsers/install/installed-step.tsx';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialog, closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { clearSecrets } from '../../../renderer/state/vault/secrets-store.ts';
import { useStores } from '../../../renderer/state/stores/stores-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { reported } from '../support/fake-losses.ts';
import { pageOf } from '../support/page-of.ts';
import { firefox, sampleStore } from '../support/sample-stores.ts';

type Item = CallOutput<'stores.install'>['items'][number];

const sha256 = 'a'.repeat(64);
const chromium = sampleStore();
const pair = { sha256, displayName: '张三' };
const certificates = [pair];
const at = '2026-11-24T12:00:00Z';
const signed = { kind: 'signed', at, passed: true, host: null } as const;
const planned = (storeId: string, more: object = {}) => ({
  ...pair,
  storeId,
  outcome: 'install',
  code: null,
  withIssuers: 0,
  namesake: false,
  loss: null,
  ...more,
});

const closed = vi.fn<() => void>();
let bridge: FakeBridge;

function open(answers: Parameters<typeof installBridge>[0] = {}, start = certificates): void {
  bridge = installBridge({
    'stores.list': () => ({ stores: [chromium, firefox] }),
    'stores.planInstall': ({ input }) => ({
      items: (input as { storeIds: string[] }).storeIds.map((id) => planned(id)),
      needPassword: [],
      running: [],
    }),
    'stores.install': ({ input }) => ({
      items: (input as { storeIds: string[] }).storeIds.map((storeId) => ({
        ...pair,
        storeId,
        outcome: 'installed',
        code: null,
        proofs: [signed],
      })),
    }),
    'vault.status': () => unlockedVault,
    'certificates.detail': () => ({ ...sampleCertificates(Date.parse(at))[0], hasPrivateKey: true, loss: null }),
    ...answers,
  });
  render(<InstallDialog start={start} storeId={null} onClose={closed} />);
}

const button = (name: string) => screen.findByRole('button', { name });
const press = async (name: string) => {
  const found = await button(name);
  await act(async () => fireEvent.click(found));
};
const inputOf = (call: string) => bridge.requests.findLast((request) => request.call === call)?.input;

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
  closed.mockReset();
  useStores.setState({ stores: null });
  closeDialogs();
  useVault.setState({ status: unlockedVault });
});
afterEach(cleanup);

describe('[S03] the install wizard', () => {
  it('preselects the writable verified stores, or the requested one', () => {
    const all = [
      chromium,
      { ...firefox, state: 'absent' } as const,
      sampleStore({ id: 'firefox:b', state: 'locked' }),
      sampleStore({ id: 'firefox:c', state: 'damaged' }),
      sampleStore({ id: 'macos:login', verified: false }),
    ];
    expect(preselected(all, null)).toEqual([chromium.id, firefox.id]);
    expect(preselected(all, 'firefox:b')).toEqual(['firefox:b']);
    expect(preselected(all, 'firefox:c')).toEqual([]);
  });

  it('[E08] marks a stolen certificate in the list to choose from, but not a lost one whose key is back', async () => {
    const all = sampleCertificates(Date.parse(at)).map((each) => ({ ...each, hasPrivateKey: true }));
    const kinds = ['stolen', 'lost', null] as const;
    const rows = all.slice(0, 3).map((each, index) => {
      const kind = kinds[index] ?? null;
      return { ...each, loss: kind === null ? null : reported(kind) };
    });
    open({ 'certificates.page': () => pageOf(rows) }, []);
    const boxes = await screen.findAllByRole('checkbox');
    expect(boxes.map((box) => box.closest('li')?.textContent.includes('已登记'))).toEqual([true, false, false]);
    expect(screen.getByRole('checkbox', { name: /已登记为被盗/ })).toBeTruthy();
  });

  it('shows the plan before writing, then the key test of each place', async () => {
    open();
    await press('下一步');
    expect(await screen.findByText('张三 → Chromium')).toBeTruthy();
    expect(bridge.requests.map(({ call }) => call)).not.toContain('stores.install');
    await press('安装');
    expect(await screen.findByText('已安装，私钥测试通过')).toBeTruthy();
    expect(screen.getAllByText(/^私钥测试通过，2026\/11\/24/)).toHaveLength(2);
    expect(inputOf('stores.install')).toEqual({
      certificates: [sha256],
      storeIds: [chromium.id, firefox.id],
      passwords: [],
    });
    expect((await button('测试登录')).className).toContain('primary');
    expect((await button('完成')).className).not.toContain('primary');
    await press('测试登录');
    expect(openedWith('stores.test')).toMatchObject({ placed: { storeId: chromium.id } });
  });

  it('[S03] the places keep their names while the stores are read again after the installation', async () => {
    let times = 0;
    open({
      'stores.list': async () => {
        times += 1;
        return times === 1 ? { stores: [chromium, firefox] } : await new Promise(() => undefined);
      },
    });
    await press('下一步');
    await press('安装');
    expect(await screen.findByText('张三 → Chromium')).toBeTruthy();
    expect(times).toBe(2);
    await press('测试登录');
    expect(openedWith('stores.test')).toMatchObject({ placed: { storeName: 'Chromium' } });
  });

  it('says why an installation is refused, and disables Install when nothing is left', async () => {
    open({
      'stores.planInstall': () => ({
        items: [
          planned(chromium.id, { outcome: 'already-installed' }),
          planned(firefox.id, { outcome: 'refused', code: 'key-missing', namesake: true }),
        ],
        needPassword: [],
        running: [],
      }),
    });
    await press('下一步');
    expect(await screen.findByText('已安装，不会重复写入')).toBeTruthy();
    expect(screen.getByText(/没有找到这张证书的私钥/)).toBeTruthy();
    expect(screen.getByText(/同名的旧证书/)).toBeTruthy();
    expect((await button('安装')).hasAttribute('disabled')).toBe(true);
  });

  it('[E08] warns of a stolen certificate, and still installs it', async () => {
    open({
      'stores.planInstall': () => ({
        items: [planned(chromium.id, { loss: 'stolen' }), planned(firefox.id, { loss: 'stolen' })],
        needPassword: [],
        running: [],
      }),
    });
    await press('下一步');
    expect(await screen.findByText('已登记为被盗：张三')).toBeTruthy();
    expect(screen.getByText(/^用这张证书登录不安全/)).toBeTruthy();
    await press('安装');
    expect(await screen.findByText('已安装，私钥测试通过')).toBeTruthy();
  });

  it('[E08] ticks no place for a stolen certificate, and warns in the same step', async () => {
    const [detail] = sampleCertificates(Date.parse(at));
    open({ 'certificates.detail': () => ({ ...detail, hasPrivateKey: true, loss: reported('stolen') }) });
    expect(await screen.findByText(/^已登记为被盗：/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Chromium' }).checked).toBe(false);
    expect(screen.queryByText(/可以安装/)).toBeNull();
    expect((await button('下一步')).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Chromium' }));
    await press('下一步');
    expect(await screen.findByText('张三 → Chromium')).toBeTruthy();
  });

  it('[E08] ticks no place and plans nothing before it knows whether the certificate is stolen', async () => {
    const [detail] = sampleCertificates(Date.parse(at));
    let answer: (value: unknown) => void = () => undefined;
    open({ 'certificates.detail': () => new Promise((resolve) => (answer = resolve)) });
    await waitFor(() => expect(useStores.getState().stores).not.toBeNull());
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: '下一步' })).toBeNull();
    await act(async () => answer({ ...detail, hasPrivateKey: true, loss: reported('stolen') }));
    expect((await button('下一步')).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Chromium' }));
    await press('下一步');
    await press('安装');
    expect(inputOf('stores.install')).toMatchObject({ storeIds: [chromium.id] });
    expect(bridge.requests.filter(({ call }) => call === 'certificates.detail')).toHaveLength(1);
  });

  it('[E08] ticks no place if a certificate could not be read', async () => {
    open({
      'certificates.detail': () => {
        throw new Error('unreadable');
      },
    });
    const chromiumBox = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^Chromium/ });
    expect(chromiumBox.checked).toBe(false);
  });

  it('[E08] warns of a stolen certificate although another one is unreadable', async () => {
    const [detail] = sampleCertificates(Date.parse(at));
    const start = [pair, { sha256: 'b'.repeat(64), displayName: '李四' }];
    const loss = reported('stolen');
    open(
      {
        'certificates.detail': ({ input }) => {
          if ((input as { sha256: string }).sha256 !== sha256) throw new Error('unreadable');
          return { ...detail, hasPrivateKey: true, loss };
        },
      },
      start,
    );
    expect(await screen.findByText(/^已登记为被盗：/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Chromium' }).checked).toBe(false);
  });

  it('asks for a primary password where needed, and installs with it', async () => {
    open({
      'stores.planInstall': () => ({ items: [planned(firefox.id)], needPassword: [firefox.id], running: [] }),
    });
    await press('下一步');
    const field = await screen.findByLabelText('Firefox (default) 的主密码（Primary Password）');
    expect((await button('安装')).hasAttribute('disabled')).toBe(true);
    fireEvent.change(field, { target: { value: 'primary 密码' } });
    await press('安装');
    await screen.findByText('已安装，私钥测试通过');
    expect(inputOf('stores.install')).toMatchObject({
      passwords: [{ storeId: firefox.id, password: 'primary 密码' }],
    });
  });

  it('[X04] closes with its password field when the vault locks', async () => {
    open({
      'stores.planInstall': () => ({ items: [planned(firefox.id)], needPassword: [firefox.id], running: [] }),
    });
    await press('下一步');
    await screen.findByLabelText(/Primary Password/);
    act(() => clearSecrets());
    expect(closed).toHaveBeenCalled();
  });

  it('[K03] asks to unlock a locked vault first, and plans nothing if that is cancelled', async () => {
    useVault.setState({ status: { ...unlockedVault, state: 'locked' } });
    open();
    await press('下一步');
    await waitFor(() => expect(isOpen('unlock')).toBe(true));
    await act(async () => closeDialog('unlock', false));
    expect(inputOf('stores.planInstall')).toBeUndefined();
    await press('下一步');
    await act(async () => closeDialog('unlock', true));
    await screen.findByText('张三 → Chromium');
  });

  it('reports success only if the key passed its signing test', () => {
    const item: Item = { ...pair, storeId: chromium.id, outcome: 'installed', code: null, proofs: [signed] };
    const failed: Item = { ...item, outcome: 'failed', code: 'store-locked', proofs: [] };
    expect(installVerdict([item]).title).toBe('doneAll');
    expect(installVerdict([{ ...item, proofs: [{ ...signed, passed: false }] }]).title).toBe('doneUnproved');
    expect(installVerdict([item, failed]).title).toBe('doneSome');
    expect(installVerdict([failed]).title).toBe('doneNone');
  });
});
