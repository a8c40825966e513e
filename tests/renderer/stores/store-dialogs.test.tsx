// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestInstalledKeyDialog } from '../../../renderer/features/browsers/install/test-installed-key-dialog.tsx';
import { RemoveDialog } from '../../../renderer/features/browsers/remove/remove-dialog.tsx';
import { serverAddress } from '../../../renderer/features/browsers/install/server-address.ts';
import { TakeInDialog } from '../../../renderer/features/browsers/take-in-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useStores } from '../../../renderer/state/stores/stores-store.ts';
import { openedWith } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';
import { sampleStore } from '../support/sample-stores.ts';

const chromium = sampleStore();
const at = '2026-11-24T12:00:00Z';
const placed = { sha256: 'a'.repeat(64), displayName: '张三', storeId: chromium.id, storeName: chromium.name };
const lookId = '3f2a91c0-0000-4000-8000-000000000000';
const close = () => undefined;
let bridge: FakeBridge;

function answer(answers: Parameters<typeof installBridge>[0]): void {
  bridge = installBridge({
    'stores.list': () => ({ stores: [chromium] }),
    'vault.status': () => unlockedVault,
    'certificates.page': () => pageOf([]),
    ...answers,
  });
}

const press = async (name: string) => {
  const button = await screen.findByRole('button', { name });
  await act(async () => fireEvent.click(button));
};
const disabled = (name: string) => screen.getByRole('button', { name }).hasAttribute('disabled');
const calls = (call: string) => bridge.requests.filter((request) => request.call === call);

beforeEach(async () => {
  await startI18n('zh-CN');
  useStores.setState({ stores: null });
  closeDialogs();
});
afterEach(cleanup);

describe('[S06] removal', () => {
  const planOf = (more: object = {}) => ({
    items: [{ ...placed, storeName: undefined, keyStays: false, lastCopy: false, code: null, ...more }].map(
      ({ storeName: _name, ...item }) => item,
    ),
    needPassword: [],
    running: [chromium.id],
  });

  it('says what is removed, and which browser needs a restart', async () => {
    answer({
      'stores.planRemove': () => planOf(),
      'stores.remove': () => ({
        items: [
          { sha256: placed.sha256, storeId: placed.storeId, displayName: '张三', outcome: 'removed', code: null },
        ],
        restart: [chromium.id],
      }),
    });
    render(<RemoveDialog candidates={[placed]} onClose={close} />);
    await screen.findByText('证书连同私钥一起移除');
    expect(screen.getByText(/Chromium 正在运行/)).toBeTruthy();
    expect(calls('stores.remove')).toEqual([]);
    await press('移除');
    expect(await screen.findByText(/Chromium 还会显示已移除的证书/)).toBeTruthy();
    expect(calls('stores.remove')[0]?.input).toMatchObject({ evenLastCopy: false });
  });

  it('removes the last copy of a key only after its name was typed, and offers to keep it', async () => {
    answer({
      'stores.planRemove': () => planOf({ lastCopy: true }),
      'stores.remove': () => ({ items: [], restart: [] }),
    });
    render(<RemoveDialog candidates={[placed]} onClose={close} />);
    await screen.findByText('这是已知的最后一份私钥');
    expect(disabled('移除')).toBe(true);
    fireEvent.change(screen.getByLabelText('在这里输入'), { target: { value: '张三' } });
    expect(disabled('移除')).toBe(false);
    await press('移除');
    expect(calls('stores.remove')[0]?.input).toMatchObject({ evenLastCopy: true });
    cleanup();
    render(<RemoveDialog candidates={[placed]} onClose={close} />);
    await press('先导入保险库');
    expect(openedWith('stores.take-in')).toMatchObject({ placed });
  });
});

describe('[S09] the key test', () => {
  it('reads the server from an address, in Unicode and punycode', () => {
    expect(serverAddress('https://bank.example.cn/login')).toMatchObject({ host: 'bank.example.cn', port: 443 });
    expect(serverAddress('https://例子.测试:8443/')).toMatchObject({
      host: '例子.测试',
      punycodeHost: 'xn--fsqu00a.xn--0zwm56d',
      port: 8443,
    });
    for (const refused of ['http://bank.cn', 'bank.cn', 'https://', 'https://user@bank.cn/', 'javascript:alert(1)'])
      expect(serverAddress(refused), refused).toBeNull();
  });

  it('connects only after showing the host, and sends the certificate only after the server is approved', async () => {
    answer({
      'stores.test': () => ({ proofs: [{ kind: 'signed', at, passed: true, host: null }] }),
      'stores.lookAtServer': () => ({
        lookId,
        host: 'bank.example.cn',
        punycodeHost: 'bank.example.cn',
        port: 443,
        chain: [{ sha256: 'b'.repeat(64), displayName: 'bank.example.cn', notAfter: at }],
        trusted: false,
        problem: 'SELF_SIGNED_CERT_IN_CHAIN',
        statusWithout: 403,
      }),
      'stores.login': () => ({
        outcome: 'taken',
        status: 200,
        proof: { kind: 'login', at, passed: true, host: 'bank.example.cn' },
      }),
    });
    render(<TestInstalledKeyDialog placed={placed} onClose={close} />);
    await press('测试私钥');
    await screen.findByText('私钥测试通过');
    await press('再测试登录网站');
    fireEvent.change(await screen.findByLabelText('网址'), { target: { value: 'https://bank.example.cn/login' } });
    expect(screen.getByText('bank.example.cn')).toBeTruthy();
    expect(calls('stores.lookAtServer')).toEqual([]);
    await press('连接并查看服务器证书');
    await screen.findByText(/SELF_SIGNED_CERT_IN_CHAIN/);
    expect(disabled('用证书登录')).toBe(true);
    fireEvent.click(screen.getByLabelText(/我确认这个服务器可信/));
    expect(calls('stores.login')).toEqual([]);
    await press('用证书登录');
    expect(await screen.findByText('服务器接受了这张证书')).toBeTruthy();
    expect(calls('stores.login')[0]?.input).toMatchObject({ lookId, storeId: chromium.id });
  });

  it('asks for the primary password when the store wants it', async () => {
    answer({
      'stores.test': () => {
        throw new Refusal('store-needs-password');
      },
    });
    render(<TestInstalledKeyDialog placed={placed} onClose={close} />);
    await press('测试私钥');
    expect(await screen.findByLabelText(/Primary Password/)).toBeTruthy();
  });
});

describe('[S10] importing from a store', () => {
  it('explains a non-exportable key, and imports the certificate alone', async () => {
    answer({
      'stores.takeIn': ({ input }) => {
        if ((input as { withKey: boolean }).withKey) throw new Refusal('not-exportable');
        return { added: true, keyAdded: false };
      },
    });
    render(<TakeInDialog placed={placed} hardware={false} onClose={close} />);
    await press('导入保险库');
    expect(await screen.findByText(/重新申请私钥可导出的证书/)).toBeTruthy();
    await press('只导入证书');
    expect(await screen.findByText('证书已存入保险库，不含私钥。')).toBeTruthy();
  });

  it('[B01] offers a backup of an imported key', async () => {
    answer({ 'stores.takeIn': () => ({ added: true, keyAdded: true }) });
    render(<TakeInDialog placed={placed} hardware={false} onClose={close} />);
    await press('导入保险库');
    expect(await screen.findByRole('button', { name: /^立即备份$|^写下恢复码$/ })).toBeTruthy();
  });

  it('[S02] imports from a U盾 without requesting its key', async () => {
    answer({ 'stores.takeIn': () => ({ added: true, keyAdded: false }) });
    render(<TakeInDialog placed={placed} hardware onClose={close} />);
    expect(screen.getByText(/私钥无法从 USB Key 导出/)).toBeTruthy();
    await press('导入保险库');
    expect(calls('stores.takeIn')[0]?.input).toMatchObject({ withKey: false });
  });
});
