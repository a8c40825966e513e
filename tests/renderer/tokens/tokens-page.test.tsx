// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokensChanged, useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { byteSize } from '../../../renderer/lib/text/byte-size.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { recordedBackup } from '../support/recorded-backup.ts';
import { objectsAnswer, sampleModule, samplePair, sampleToken } from '../support/sample-tokens.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { isOff, openAdvanced, openTokensRoom, press } from '../support/tokens-room.tsx';

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
});
afterEach(cleanup);

const contents = async () => screen.findByRole('region', { name: '网银盾' });

describe('[T02] the USB keys page', () => {
  it('follows plugging in and out while it is open, and selects a single token', async () => {
    const room = openTokensRoom({ tokens: [] });
    await screen.findByText('请插入 USB Key');
    expect(room.inputs('tokens.follow')).toEqual([{ on: true }]);
    room.tokens = [sampleToken()];
    await act(async () => tokensChanged());
    expect(await contents()).toBeTruthy();
    expect(screen.getByText('没有锁定，不提供剩余次数')).toBeTruthy();
    expect(screen.queryByText('浏览器')).toBeNull();
    room.tokens = [];
    await act(async () => tokensChanged());
    await screen.findByText('请插入 USB Key');
    cleanup();
    expect(room.inputs('tokens.follow')).toEqual([{ on: true }, { on: false }]);
  });

  it('shows the last list at once on return, while the tokens are read again', async () => {
    const slow = Promise.withResolvers<undefined>();
    openTokensRoom();
    await screen.findByRole('heading', { name: '网银盾' });
    cleanup();
    const before = useTokens.getState().last;
    openTokensRoom({}, { 'tokens.list': async () => slow.promise });
    act(() => useTokens.setState({ last: before }));
    expect(screen.getByRole('heading', { name: '网银盾' })).toBeTruthy();
    expect(screen.queryByText('正在查找 USB Key')).toBeNull();
  });

  it('[T01] offers the system store, a reminder and the modules if no token is found', async () => {
    openTokensRoom({ tokens: [] });
    await screen.findByRole('region', { name: '插入后没有显示？' });
    await press(/只提醒到期/);
    expect(await screen.findByRole('dialog')).toBeTruthy();
    await press('取消');
    await press(/查看系统里有没有 USB Key 的证书/);
    expect(useRoute.getState().room).toBe('browsers');
    useRoute.setState({ room: 'certificates' });
    await press(/添加厂商的模块/);
    expect(await screen.findByRole('dialog', { name: 'USB Key 的模块' })).toBeTruthy();
  });

  it('says why tokens cannot be used at all', async () => {
    openTokensRoom({}, { 'tokens.list': () => ({ tokens: [], unavailable: 'no compiler' }) });
    expect(await screen.findByText(/缺少读取 USB Key 的组件：no compiler/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'USB Key 的模块' }).hasAttribute('disabled')).toBe(true);
  });

  it('shows serial number, free space, wrong PIN entries and module in words', async () => {
    openTokensRoom({
      tokens: [sampleToken({ wrongPins: 2, otherModules: [{ moduleId: 'c'.repeat(64), name: 'ykcs11' }] })],
    });
    await openAdvanced();
    const facts = await screen.findByRole('region', { name: 'USB Key 信息' });
    expect(facts.textContent).toContain('0123456789');
    expect(facts.textContent).toMatch(/64 ?kB.*128 ?kB/);
    expect(facts.textContent).toContain('连续输错 2 次');
    expect(facts.textContent).toContain('长度 4 至 12 位');
    expect(within(facts).getByLabelText('选择模块')).toBeTruthy();
    expect(screen.getByText('PIN 已连续输错 2 次')).toBeTruthy();
  });

  it('[T11] names a stopped module, retries a paused one, and reports one that waits for consent', async () => {
    const room = openTokensRoom(
      {
        modules: [
          sampleModule({ faults: 1, state: 'stopped' }),
          sampleModule({ moduleId: 'c'.repeat(64), name: 'Bad', state: 'paused', faults: 3 }),
          sampleModule({ moduleId: 'd'.repeat(64), name: 'New', state: 'needs-consent' }),
          sampleModule({ moduleId: 'e'.repeat(64), name: 'TPM', state: 'broken', faults: 1 }),
        ],
      },
      { 'tokens.retryModule': () => ({ module: sampleModule() }) },
    );
    expect(await screen.findByText(/模块“OpenSC”没有响应，已重新启动/)).toBeTruthy();
    expect(screen.queryByText(/模块“TPM”没有响应/)).toBeNull();
    expect(screen.getByText('有 1 个模块等待您允许')).toBeTruthy();
    await press('重试这个模块');
    expect(room.inputs('tokens.retryModule')).toEqual([{ moduleId: 'c'.repeat(64) }]);
  });
});

it('sizes keep a space before their unit in both languages', () => {
  expect([byteSize(1830, 'zh-CN'), byteSize(378, 'zh-CN'), byteSize(378, 'en')]).toEqual([
    '1.8 kB',
    '378 字节',
    '378 bytes',
  ]);
});

describe('[T03] the objects on a token', () => {
  it('shows the serial number of a certificate and copies it', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    openTokensRoom();
    const card = await screen.findByRole('region', { name: '张三' });
    expect(card.textContent).toContain('序列号10 44');
    fireEvent.click(within(card).getByRole('button', { name: '复制“序列号”' }));
    expect(writeText.mock.calls).toEqual([['10 44']]);
  });

  it('shows a pair in one row, its properties in words, and each object in the sheet', async () => {
    openTokensRoom({ tokens: [sampleToken({ unlocked: true })] });
    await openAdvanced();
    const grid = await screen.findByRole('grid', { name: 'USB Key 里的证书和密钥' });
    const rows = within(grid).getAllByRole('row');
    expect(rows).toHaveLength(2);
    expect(screen.getByText(/^1 项 · /)).toBeTruthy();
    expect(within(grid).getByText('张三').title).toBe('张三');
    expect(rows[1]?.textContent).toMatch(/证书 \+ 私钥 \+ 公钥.*在这个 USB Key 里生成不可导出 · 每次使用都要输入 PIN/);
    await act(async () => fireEvent.click(rows[1] as HTMLElement));
    const sheet = await screen.findByRole('dialog', { name: 'USB Key 里的一组证书和密钥' });
    expect(within(sheet).getAllByRole('listitem')).toHaveLength(3);
    expect(within(sheet).getByRole('button', { name: '测试私钥' }).hasAttribute('disabled')).toBe(false);
    expect(within(sheet).getByRole('button', { name: '签发自签名证书' }).hasAttribute('disabled')).toBe(true);
    expect(within(sheet).getAllByText('内容已保护，不能修改').length).toBeGreaterThan(0);
  });

  it('shows the first rows while reading, loads the rest, and renders only the visible rows of 1,000', async () => {
    // Public keys, because each certificate also gets a card outside the table.
    const objects = Array.from({ length: 1000 }, (_, index) => samplePair(index, `公钥 ${index}`)[2]).filter(
      (object) => object !== undefined,
    );
    const rest = Promise.withResolvers<undefined>();
    const room = openTokensRoom(
      { objects },
      {
        'tokens.objects': async ({ input }) => {
          const { offset } = input as { offset: number };
          if (offset === 0 && room.inputs('tokens.objects').length === 1) {
            return objectsAnswer(objects.slice(0, 40), input, { read: 40, complete: false });
          }
          await rest.promise;
          return objectsAnswer(objects, input);
        },
      },
    );
    await openAdvanced();
    expect(await screen.findByText('已读取 40 项')).toBeTruthy();
    const grid = screen.getByRole('grid', { name: 'USB Key 里的证书和密钥' });
    expect(grid.getAttribute('aria-rowcount')).toBe('-1');
    expect(within(grid).getByText('公钥 0')).toBeTruthy();
    await act(async () => rest.resolve(undefined));
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('1001'));
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
    expect(room.inputs('tokens.objects')).toContainEqual(expect.objectContaining({ offset: 40, fresh: false }));
    const first = within(grid).getAllByRole('row')[1] as HTMLElement;
    await act(async () => fireEvent.keyDown(first, { key: 'End' }));
    expect(await within(grid).findByText('公钥 999')).toBeTruthy();
  });

  it('shows a read error and retries', async () => {
    let fails = true;
    openTokensRoom(
      {},
      {
        'tokens.objects': ({ input }) => {
          if (fails) throw new Refusal('token-removed');
          return objectsAnswer(samplePair(1), input);
        },
      },
    );
    await screen.findByText(/操作过程中被拔下/);
    fails = false;
    await press('再试一次');
    await openAdvanced();
    expect(await screen.findByRole('grid', { name: 'USB Key 里的证书和密钥' })).toBeTruthy();
  });
});

describe('[T05] read-only until managed', () => {
  it('hides PIN actions under Advanced, and offers no write actions before management is on', async () => {
    openTokensRoom();
    await contents();
    expect(screen.queryByRole('button', { name: '输入 PIN' })).toBeNull();
    await openAdvanced();
    expect(screen.getByText('证书和密钥只读，PIN 可以修改')).toBeTruthy();
    for (const name of ['生成密钥', '写入证书', '复制证书和私钥', '清空', '重设忘记或锁定的 PIN'])
      expect(screen.queryByRole('button', { name: `${name}…` })).toBeNull();
    expect(isOff('修改 PIN…')).toBe(false);
    expect(isOff('输入 PIN')).toBe(false);
  });

  it('enables management only after the possible losses were shown', async () => {
    const room = openTokensRoom({}, { 'tokens.manage': () => ({}) });
    await press('开启 我自己管理这个 USB Key');
    const losses = await screen.findByText('可能的损失');
    const kept = screen.getByText('存备份不会删除 USB Key 里的证书和密钥。');
    expect(kept.compareDocumentPosition(losses)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.getByText('USB Key 里现有 1 张证书。')).toBeTruthy();
    expect(isOff('开启')).toBe(true);
    fireEvent.click(screen.getByLabelText('我自己管理这个 USB Key，知道里面的内容可能丢失'));
    room.tokens = [sampleToken({ managed: true })];
    await press('开启');
    expect(room.inputs('tokens.manage')).toEqual([{ tokenId: sampleToken().id, on: true }]);
    await waitFor(() => expect(isOff('生成密钥…')).toBe(false));
  });
});

describe('[T02] [B05] the user’s own USB key', () => {
  const overviewOf = (backups: readonly (typeof recordedBackup)[]) => ({
    backups: backups.map((each) => ({ ...each, names: [], isOutdated: false })),
    counts: { withKey: 0, current: 0, outdated: 0 },
    passphrase: 'kept',
    recoverySaved: true,
    onlyHere: false,
  });

  it('shows its backups and its use, and no warnings about bank keys', async () => {
    const onToken = { ...recordedBackup, kind: 'token' as const, place: 'token:0123456789' };
    const overview = overviewOf([onToken, recordedBackup]);
    openTokensRoom({ objects: [] }, { 'backups.overview': () => overview });
    expect(await screen.findByText('存有 1 份证书管家备份。')).toBeTruthy();
    expect(screen.getByText(/您自己的 USB Key 可以用来存备份/)).toBeTruthy();
    for (const fact of ['无法备份', '须由发证机构补办', /只读/]) expect(screen.queryByText(fact)).toBeNull();
  });

  it('shows its backups and those of a certificate copied to it', async () => {
    const kept = samplePair(1).map((each) => ({
      ...each,
      certificate: each.certificate && { ...each.certificate, inVault: true },
    }));
    openTokensRoom(
      { objects: kept },
      {
        'backups.overview': () => overviewOf([{ ...recordedBackup, kind: 'token', place: 'token:0123456789' }]),
        'backups.ofCertificate': () => ({
          state: 'current',
          verifiedAt: recordedBackup.verifiedAt,
          backups: [{ ...recordedBackup, current: true }],
        }),
      },
    );
    expect(await screen.findByText('存有 1 份证书管家备份')).toBeTruthy();
    expect(await screen.findByText('有 1 份备份')).toBeTruthy();
  });
});
