// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { BrowsersPage } from '../../../renderer/features/browsers/browsers-page.tsx';
import { ElsewherePane } from '../../../renderer/features/browsers/elsewhere-pane.tsx';
import { calmAction, findingAction, firstFinding } from '../../../renderer/features/browsers/next-action.ts';
import { EmptyList } from '../../../renderer/features/certificates/empty-list.tsx';
import { InstalledLines } from '../../../renderer/features/detail/checks/installed-lines.tsx';
import { usePlaces } from '../../../renderer/state/stores/use-places.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { everything, useStores } from '../../../renderer/state/stores/stores-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { reported } from '../support/fake-losses.ts';
import { firefox, inventoryOf, samplePlacement, sampleRow, sampleStore } from '../support/sample-stores.ts';
import { objectsAnswer, sampleToken } from '../support/sample-tokens.ts';

const many = Array.from({ length: 5000 }, (_, index) =>
  sampleRow({ sha256: index.toString(16).padStart(64, '0'), displayName: `持有人 ${index}` }),
);
let bridge: FakeBridge;

function show(rows = [sampleRow()], stores = [sampleStore()], more: object = {}): void {
  bridge = installBridge({
    'stores.list': () => ({ stores }),
    'stores.inventory': ({ input }) => ({ ...inventoryOf(rows, input as { offset: number; limit: number }), ...more }),
  });
  render(<BrowsersPage />);
}

const lastInput = (call: string) => bridge.requests.findLast((request) => request.call === call)?.input;

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
  useStores.setState({ stores: null, query: everything, list: null, pages: new Map(), error: null, revision: 0 });
  closeDialogs();
});
afterEach(cleanup);

describe('[S01] [S08] the browsers page', () => {
  it('shows each store with its state in words, its next step and 未验证', async () => {
    const damaged = { ...firefox, state: 'damaged', certificates: null, withKey: null } as const;
    const mac = sampleStore({ id: 'macos:login', kind: 'macos', name: '登录钥匙串', path: null, verified: false });
    show([sampleRow()], [sampleStore(), damaged, mac], {
      unread: [
        { storeId: firefox.id, storeName: firefox.name, code: 'store-damaged' },
        { storeId: sampleStore().id, storeName: 'Chromium', code: 'store-locked' },
      ],
    });
    const cards = await screen.findAllByRole('listitem');
    expect(cards.map((card) => within(card).getByText(/可以安装|已损坏/).textContent)).toEqual([
      '可以安装',
      '已损坏',
      '可以安装',
    ]);
    expect(within(cards[1] as HTMLElement).getByRole('button', { name: '重新检查' })).toBeTruthy();
    expect(within(cards[2] as HTMLElement).getByText('未验证')).toBeTruthy();
    expect(await screen.findByText('无法读取 Chromium，其中的证书没有列出')).toBeTruthy();
    expect(screen.queryByText('无法读取 Firefox (default)，其中的证书没有列出')).toBeNull();
  });

  it('an empty page has one primary button, and a default profile is marked only beside others', async () => {
    show([], [sampleStore({ certificates: 0, withKey: 0 }), firefox]);
    const filled = await screen.findByRole('button', { name: '导入证书文件' });
    expect(screen.getByText('还没有证书')).toBeTruthy();
    expect(filled.className).toContain('primary');
    expect(screen.getByRole('button', { name: '安装证书' }).className).not.toContain('primary');
    expect(screen.queryByText('默认')).toBeNull();
    cleanup();
    show([sampleRow()], [firefox, { ...firefox, id: 'firefox:b', name: 'Firefox (b)', isDefault: false }]);
    expect(await screen.findAllByText('默认')).toHaveLength(1);
    expect(screen.getByRole('button', { name: '安装证书' }).className).toContain('primary');
  });

  it('a certificate already installed in the only browser links to its details', async () => {
    show([sampleRow({ places: [samplePlacement()] })]);
    await act(async () => fireEvent.click(await screen.findByText('张三')));
    const sheet = await screen.findByRole('dialog', { name: '证书的位置' });
    expect(within(sheet).getByRole('button', { name: '查看证书' }).className).toContain('primary');
    expect(within(sheet).queryByRole('button', { name: '安装到浏览器' })).toBeNull();
  });

  it('[S04] [S05] an unreadable system store mentions neither a folder nor libnss3', async () => {
    const unread = { state: 'tools-missing', path: null, verified: false, certificates: null, withKey: null } as const;
    const windows = sampleStore({ ...unread, id: 'windows:MY', kind: 'windows', name: 'Windows' });
    const mac = sampleStore({ ...unread, id: 'macos:login', kind: 'macos', name: 'macOS', state: 'unverified-off' });
    show([sampleRow()], [sampleStore({ state: 'tools-missing' }), windows, mac]);
    const [nss, ...own] = await screen.findAllByRole('listitem');
    expect(nss?.textContent).toContain('libnss3');
    expect(own[0]?.textContent).toContain('无法读取系统证书库');
    expect(own[1]?.textContent).toContain('请先在设置里启用');
    for (const card of own) expect(card.textContent).not.toMatch(/libnss3|文件夹的权限|备份所在的文件夹/);
  });

  it('renders only the visible rows, and requests others when they come into view', async () => {
    show(many);
    const grid = await screen.findByRole('grid', { name: '证书及其位置' });
    expect(grid.getAttribute('aria-rowcount')).toBe('5001');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
    const first = within(grid).getAllByRole('row')[1] as HTMLElement;
    await act(async () => fireEvent.keyDown(first, { key: 'End' }));
    expect(await within(grid).findByText('持有人 4999')).toBeTruthy();
    expect(lastInput('stores.inventory')).toMatchObject({ offset: 4900 });
  });

  it('says whether each certificate is installed or tested, and names the bank', async () => {
    const proof = { kind: 'signed', at: '2026-11-28T00:00:00Z', passed: true, host: null } as const;
    const named = { subject: 'CN=张三,OU=海川银行,O=CFCA', issuer: 'CN=CFCA OCA31', issuerName: 'CFCA OCA31' };
    const rows = [
      sampleRow({ ...named, keyInVault: true, places: [] }),
      sampleRow({ places: [samplePlacement()] }),
      sampleRow({ places: [samplePlacement({ proofs: [proof] })] }),
      sampleRow({ places: [samplePlacement({ hardware: '银行软件' })] }),
    ].map((row, index) => ({ ...row, sha256: `${index}`.repeat(64) }));
    show(rows);
    const shown = await screen.findAllByRole('row');
    const last = shown.slice(1).map((row) => within(row).getAllByRole('gridcell').at(-1)?.textContent ?? '');
    expect(last.map((words) => words.slice(0, 6))).toEqual([
      '未安装安装',
      '尚未测试测试',
      '私钥测试通过',
      '无法在这里测',
    ]);
    expect(shown[1]?.textContent).toContain('海川银行 · CFCA OCA31');
    expect(last.join('')).not.toContain('有效');
  });

  it('[E08] shows a loss instead of the valid status, unless the vault has the lost certificate’s key', async () => {
    const rows = [
      sampleRow({ loss: reported('stolen') }),
      sampleRow({ loss: reported('lost'), keyInVault: false }),
      sampleRow({ loss: reported('lost') }),
    ].map((row, index) => ({ ...row, sha256: `${index}`.repeat(64) }));
    show(rows);
    const shown = (await screen.findAllByRole('row')).slice(1).map((row) => within(row).getAllByRole('gridcell')[0]);
    expect(shown.map((cell) => /(被盗|遗失|有效) ·/.exec(cell?.textContent ?? '')?.[1])).toEqual([
      '被盗',
      '遗失',
      '有效',
    ]);
    const rings = shown.map((cell) => cell?.querySelector('circle:last-child')?.getAttribute('class') ?? '');
    expect(rings.map((ring) => /bad|ok/.exec(ring)?.[0])).toEqual(['bad', 'bad', 'ok']);
  });

  it('filters by store and opens all places of a certificate', async () => {
    show([sampleRow({ places: [samplePlacement()] })]);
    fireEvent.click(await screen.findByRole('button', { name: '只看这个位置 Chromium' }));
    await waitFor(() => expect(lastInput('stores.inventory')).toMatchObject({ place: sampleStore().id }));
    const row = await screen.findByText('张三');
    await act(async () => fireEvent.click(row));
    const sheet = await screen.findByRole('dialog', { name: '证书的位置' });
    fireEvent.click(within(sheet).getByRole('button', { name: '移除 Chromium' }));
    expect(openedWith('stores.remove')).toMatchObject({ candidates: [{ storeId: sampleStore().id }] });
  });

  it('filters by a connected token, and keeps an unplugged one as the selected filter', async () => {
    const places = [samplePlacement({ storeId: 'token:0A1B', storeName: '我的 U盾', storeKind: 'token' })];
    show([sampleRow({ places })], undefined, { tokens: [{ id: 'token:0A1B', name: '我的 U盾' }] });
    await screen.findByRole('option', { name: 'USB Key 我的 U盾' });
    fireEvent.change(screen.getByRole('combobox', { name: '位置' }), { target: { value: 'token:0A1B' } });
    await waitFor(() => expect(lastInput('stores.inventory')).toMatchObject({ place: 'token:0A1B' }));
    cleanup();
    show([], undefined, { total: 1 });
    const gone = await screen.findByRole<HTMLOptionElement>('option', { name: 'USB Key 0A1B' });
    expect(gone.selected).toBe(true);
  });

  it('[E08] offers no installation of a stolen certificate', () => {
    const idle = sampleRow({ keyInVault: true, places: [] });
    const loss = { kind: 'stolen', reportedAt: '2026-11-28T00:00:00Z', done: [], replaced: false } as const;
    expect(calmAction(idle)?.name).toBe('install');
    expect(calmAction({ ...idle, loss: { ...loss, done: [] } })).toBeNull();
  });

  it('offers the matching action for each finding', () => {
    const keyless = sampleRow({ places: [samplePlacement({ hasKey: false })], findings: ['key-missing'] });
    expect(findingAction(keyless, 'key-missing')?.name).toBe('installKey');
    expect(findingAction({ ...keyless, keyInVault: false }, 'key-missing')?.name).toBe('importKey');
    const own = sampleRow({ places: [samplePlacement()] });
    expect(findingAction(own, 'expired-installed')?.name).toBe('remove');
    expect(findingAction({ ...own, keyInVault: false }, 'only-in-store')?.name).toBe('takeIn');
    const token = sampleRow({ places: [samplePlacement({ hardware: 'Bank CSP' })] });
    expect(findingAction(token, 'expired-installed')).toBeNull();
    expect(firstFinding({ ...own, findings: ['expired-installed', 'key-missing'] })).toBe('key-missing');
    expect(calmAction(sampleRow())?.name).toBe('install');
    expect(calmAction(sampleRow({ status: 'expired' }))).toBeNull();
    expect(calmAction(own)?.name).toBe('test');
    expect(calmAction(token)).toBeNull();
  });

  it('[U06] an empty vault links to certificates that only the browsers have', () => {
    installBridge({});
    render(<EmptyList />);
    fireEvent.click(screen.getByRole('button', { name: /从浏览器或系统导入/ }));
    expect(useRoute.getState().room).toBe('browsers');
    expect(useStores.getState().query.finding).toBe('only-in-store');
    for (const [name, room] of [
      [/USB Key/, 'tokens'],
      [/先练习一遍/, 'overview'],
    ] as const) {
      fireEvent.click(screen.getByRole('button', { name }));
      expect(useRoute.getState().room).toBe(room);
    }
    expect(screen.getByRole('button', { name: /从备份恢复/ })).toBeDefined();
    useRoute.setState({ room: 'certificates' });
  });
});

it('[L03] the checklist shows where a certificate is installed and tested, and which old ones remain', async () => {
  const [detail] = sampleCertificates(Date.now());
  if (detail === undefined) throw new Error('no sample');
  const old = 'd'.repeat(64);
  installBridge({
    'stores.list': () => ({ stores: [sampleStore(), firefox] }),
    'stores.places': () => ({
      places: [
        samplePlacement({ proofs: [{ kind: 'signed', at: '2026-11-24T12:00:00Z', passed: true, host: null }] }),
        samplePlacement({ storeId: firefox.id, storeName: firefox.name, hasKey: false }),
      ],
      namesakes: [
        {
          sha256: old,
          displayName: '张三',
          notAfter: '2026-01-01T00:00:00Z',
          status: 'expired',
          storeIds: [firefox.id],
        },
      ],
      readAt: '2026-11-24T12:00:00Z',
    }),
  });
  const Lines = () => <InstalledLines detail={detail} state={usePlaces(detail.sha256)} />;
  render(
    <ul>
      <Lines />
    </ul>,
  );
  expect(await screen.findByText('已安装到 Chromium')).toBeTruthy();
  expect(screen.getByText(/^私钥测试通过，2026\/11\/24/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '安装私钥 Firefox (default)' }));
  expect(openedWith('stores.install')).toMatchObject({ storeId: firefox.id });
  expect(screen.getByText('同名的旧证书还安装在 Firefox (default)')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^移除/ }));
  expect(openedWith('stores.remove')).toMatchObject({ candidates: [{ sha256: old }] });
});

it('[S01] [T02] a certificate found only on a USB key is copied for reminders; no backup is promised', async () => {
  const onKey = samplePlacement({ storeId: 'token:0123456789', storeKind: 'token', hardware: 'Key 3003' });
  useTokens.setState({ last: [sampleToken()] });
  onTestFinished(() => useTokens.setState({ last: null }));
  installBridge({
    'stores.inventory': () => inventoryOf([sampleRow({ inVault: false, keyInVault: false, places: [onKey] })]),
    'tokens.objects': ({ input }) => objectsAnswer([], input),
  });
  render(<ElsewherePane sha256={sampleRow().sha256} />);
  expect(await screen.findByText('复制到保险库后，可以设置到期提醒。私钥留在 USB Key 里，无法备份。')).toBeTruthy();
  expect(screen.queryByText(/也可以备份/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '复制到保险库' }));
  await waitFor(() => expect(openedWith('tokens.take-in')).toEqual({ token: sampleToken() }));
});

it('[S01] a certificate whose key is in other hardware is not said to be on a USB key', async () => {
  const inTpm = samplePlacement({ storeKind: 'windows', hardware: 'Microsoft Platform Crypto Provider' });
  installBridge({
    'stores.inventory': () => inventoryOf([sampleRow({ inVault: false, keyInVault: false, places: [inTpm] })]),
  });
  render(<ElsewherePane sha256={sampleRow().sha256} />);
  expect(await screen.findByText('导入保险库后，可以设置到期提醒。私钥不能离开所在的设备，无法备份。')).toBeTruthy();
  expect(screen.queryByText(/复制到保险库/)).toBeNull();
});

it.each([
  ['valid', 'incomplete', true],
  ['valid', 'complete', false],
  // The list doesn't count it either.
  ['expired', 'incomplete', false],
] as const)('[S01] outside the vault, %s, its chain %s: a missing issuer is explained: %j', async (...given) => {
  const [status, chainState, isShown] = given;
  const row = sampleRow({ inVault: false, status, chainState, places: [samplePlacement()] });
  installBridge({ 'stores.inventory': () => inventoryOf([row]) });
  render(<ElsewherePane sha256={row.sha256} />);
  await screen.findByText('不在保险库里');
  expect(screen.queryByText('证书链不完整') !== null).toBe(isShown);
  expect(screen.queryByText(/^缺少上级证书，有的网站可能不接受/) !== null).toBe(isShown);
});
