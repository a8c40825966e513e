// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { devicesOf } from '../../../renderer/features/tokens/device/devices.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { certificateSummarySchema, type CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { reported } from '../support/fake-losses.ts';
import { sampleBank } from '../support/guide-room.tsx';
import { inventoryOf, samplePlacement, sampleRow } from '../support/sample-stores.ts';
import { samplePair, sampleToken } from '../support/sample-tokens.ts';
import { chooseToken, refreshTokens, useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { openTokensRoom, press } from '../support/tokens-room.tsx';

const [zhang] = sampleCertificates(Date.now());
const members = Object.keys(certificateSummarySchema.shape);
const summary = (change: Partial<CertificateSummary>): CertificateSummary => ({
  ...(Object.fromEntries(Object.entries(zhang ?? {}).filter(([name]) => members.includes(name))) as CertificateSummary),
  hasPrivateKey: false,
  backup: null,
  ...change,
});
const onKey = (serial: string, label = '网银盾') => ({ label, serial, keyId: '01', seen: true });
const onWindows = (change: Parameters<typeof samplePlacement>[0] = {}) =>
  samplePlacement({
    storeId: 'windows:MY',
    storeName: 'Windows',
    storeKind: 'windows',
    hardware: 'Haichuan CSP',
    ...change,
  });

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
  useEnrolment.setState({ profiles: null, examples: [], requests: [], error: null });
  useGuide.setState({ guide: null, guided: null, early: {} });
});
afterEach(cleanup);

function answers(known: readonly CertificateSummary[], profiles: readonly HeldProfile[] = []) {
  const rows = known.map((certificate) => ({ kind: 'certificate', certificate, authority: null }));
  return {
    'renewals.list': () => ({ rows, total: rows.length }),
    'profiles.list': () => ({ profiles, examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'webEnrolments.list': () => ({ webEnrolments: [] }),
    'webEnrolments.authorityOf': () => ({ profileId: profiles[0]?.id ?? null }),
    'webEnrolments.openAddress': () => ({ opened: true, browser: null, failed: null }),
    'stores.places': () => ({ places: [samplePlacement()], namesakes: [], readAt: '2026-11-28T07:40:00Z' }),
  };
}

describe('[T02] the known USB keys', () => {
  const connected = sampleToken({ serial: '1', label: '插着的' });

  it('are the connected ones, those only Windows knows, and the absent ones, each once', () => {
    const here = summary({ sha256: '1'.repeat(64), keyOnToken: onKey('1') });
    const away = summary({ sha256: '2'.repeat(64), keyOnToken: onKey('2', '家里的') });
    const kept = summary({ sha256: '3'.repeat(64), keyOnToken: onKey('', 'Haichuan CSP') });
    const inStores = [
      sampleRow({ sha256: '3'.repeat(64), inVault: true, places: [onWindows()] }),
      sampleRow({ sha256: '4'.repeat(64), inVault: false, places: [onWindows()] }),
      // Read from the USB key itself.
      sampleRow({
        sha256: '5'.repeat(64),
        inVault: false,
        places: [onWindows(), samplePlacement({ storeId: 'token:1', storeKind: 'token' })],
      }),
      // A software key.
      sampleRow({ sha256: '6'.repeat(64), inVault: false, places: [onWindows({ hardware: null })] }),
    ];
    const devices = devicesOf([connected], { inVault: [here, away, kept], inStores });
    expect(devices.map(({ kind, known }) => [kind, known.map(({ sha256 }) => sha256.slice(0, 1))])).toEqual([
      ['connected', ['1']],
      ['store', ['3', '4']],
      ['away', ['2']],
    ]);
  });
});

describe('[T02] [R01] a bank’s USB key', () => {
  const [object] = samplePair(1, '上海云帆贸易有限公司');
  const sha256 = object?.certificate?.sha256 ?? '';
  const known = summary({ sha256, displayName: '上海云帆贸易有限公司', keyOnToken: onKey('0123456789') });
  const objects = [object].flatMap((each) => each ?? []);
  const card = async () => screen.findByRole('region', { name: '上海云帆贸易有限公司' });

  it('shows its certificate with the days left, its uses, and the PIN state in words', async () => {
    openTokensRoom({ objects }, answers([known], [sampleBank()]));
    expect((await card()).textContent).toMatch(/^(\d\d)天\1 天上海云帆贸易有限公司/);
    const device = await screen.findByRole('region', { name: '网银盾' });
    await within(device).findByText('ebank.haichuan.example');
    expect(device.textContent).toContain('PIN 没有锁定');
    for (const fact of ['次数不确定 PIN 时不要试', '私钥无法备份', '丢失或损坏须由发证机构补办', '浏览器Chromium'])
      await waitFor(() => expect(device.textContent).toContain(fact));
    expect(screen.queryByRole('button', { name: '输入 PIN' })).toBeNull();
  });

  it('shows the days left of a certificate missing from the vault in the list of keys', async () => {
    const places = [samplePlacement({ storeId: 'token:0123456789', storeKind: 'token' })];
    const notAfter = new Date(Date.now() + 20.5 * 86_400_000).toISOString();
    const row = sampleRow({ displayName: '海川贸易有限公司', inVault: false, notAfter, places });
    openTokensRoom({ objects }, { ...answers([]), 'stores.inventory': () => inventoryOf([row]) });
    const list = await screen.findByRole('list', { name: 'USB Key 列表' });
    await waitFor(() => expect(list.textContent).toMatch(/海川贸易有限公司 · .*2[01] 天/));
  });

  it('leads from a superseded certificate to the new one, not to its renewal', async () => {
    const places = [samplePlacement({ storeId: 'token:0123456789', storeKind: 'token' })];
    const row = sampleRow({ sha256, status: 'superseded', supersededBy: 'e'.repeat(64), places });
    openTokensRoom({ objects }, { ...answers([]), 'stores.inventory': () => inventoryOf([row]) });
    await waitFor(async () => expect((await card()).textContent).toContain('已被取代'));
    expect(screen.queryByRole('button', { name: /如何更新/ })).toBeNull();
    await press(/^查看新证书/);
    expect(useCertificates.getState().selected).toBe('e'.repeat(64));
  });

  it('does not say that a key cannot be backed up while the vault has it', async () => {
    openTokensRoom({ objects }, answers([{ ...known, hasPrivateKey: true }]));
    const device = await screen.findByRole('region', { name: '网银盾' });
    await within(device).findByText('浏览器');
    await waitFor(() => expect(within(device).queryByText('无法备份')).toBeNull());
    expect(within(device).queryByText('丢失或损坏')).toBeNull();
  });

  it('says of the other keys only that they cannot be backed up if the vault has one of them', async () => {
    const both = [object, samplePair(2, '李四')[0]].flatMap((each) => each ?? []);
    openTokensRoom({ objects: both }, answers([{ ...known, hasPrivateKey: true }]));
    const device = await screen.findByRole('region', { name: '网银盾' });
    await waitFor(() => expect(device.textContent).toContain('其他私钥无法备份'));
    expect(within(device).queryByText('丢失或损坏')).toBeNull();
  });

  const [signing, encryption] = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string];
  const partOf = (of: string, notAfter: string) => ({
    sha256: of,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter,
    status: 'valid' as const,
    hasKey: true,
    backup: null,
  });
  const pair = {
    signing: partOf(signing, '2090-12-31T00:00:00Z'),
    encryption: partOf(encryption, '2091-12-31T00:00:00Z'),
  };
  const company = { displayName: '上海云帆贸易有限公司', subject: 'CN=上海云帆贸易有限公司,OU=远洲银行' };
  const onDevice = [signing, encryption].flatMap((of, index) =>
    samplePair(index + 1, company.displayName)
      .slice(0, 2)
      .map((each) => ({
        ...each,
        algorithm: 'sm2',
        certificate: each.certificate && { ...each.certificate, ...company, sha256: of },
        key: each.key && { ...each.key, canSign: index === 0, canDecrypt: false },
      })),
  );
  const partsShown = async () => {
    const parts = await screen.findAllByRole('region', { name: /上海云帆贸易有限公司 · (签名|加密)证书$/ });
    return parts.map((part) => [
      part.getAttribute('data-certificate'),
      within(part).queryAllByRole('button', { name: /^如何更新/ }).length,
    ]);
  };

  it('shows both certificates of a pair with one renewal and the bank’s name', async () => {
    const both = summary({ ...company, sha256: signing, pair, keyOnToken: onKey('0123456789') });
    openTokensRoom({ objects: onDevice }, answers([both], [sampleBank()]));
    await waitFor(async () =>
      expect(await partsShown()).toEqual([
        [signing, 1],
        [encryption, 0],
      ]),
    );
    const device = await screen.findByRole('region', { name: '网银盾' });
    expect(device.textContent).toContain('更新证书和设置提醒，请在签名证书处操作');
    expect(device.textContent).toContain('远洲银行');
    await waitFor(() => expect(device.textContent).toContain('私钥无法备份'));
  });

  it('[E08] leads from a lost pair to its replacement, not to a renewal', async () => {
    const lost = summary({ ...company, sha256: signing, pair, loss: reported('lost'), keyOnToken: onKey('77') });
    openTokensRoom({ tokens: [], objects: [] }, answers([lost]));
    await waitFor(async () =>
      expect(await partsShown()).toEqual([
        [signing, 0],
        [encryption, 0],
      ]),
    );
    expect(screen.getAllByText('已登记为遗失')).toHaveLength(2);
    expect(screen.queryByText(/插入这个 USB Key 后/)).toBeNull();
    await press(/^遗失补办/);
    expect(openedWith('loss')).toEqual({ start: signing });
  });

  it('identifies signing and encryption certificate by their keys, and copies both before renewal', async () => {
    const takeIn = () => ({ added: 2, known: 0 });
    const room = openTokensRoom({ objects: onDevice }, { ...answers([]), 'tokens.takeIn': takeIn });
    await waitFor(async () =>
      expect(await partsShown()).toEqual([
        [signing, 1],
        [encryption, 0],
      ]),
    );
    await press(/^如何更新/);
    const ids = onDevice.filter(({ certificate }) => certificate !== null).map(({ id }) => id);
    await waitFor(() => expect(room.inputs('tokens.takeIn')).toMatchObject([{ objectIds: ids }]));
  });

  it('does not treat two RSA certificates of one name as a pair', async () => {
    const rsa = onDevice.map((each) => ({ ...each, algorithm: 'rsa-2048' }));
    openTokensRoom({ objects: rsa }, answers([]));
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^如何更新/ })).toHaveLength(2));
    expect(screen.queryByRole('region', { name: /(签名|加密)证书$/ })).toBeNull();
  });

  it('stays selected when it is plugged in beside another', async () => {
    const other = sampleToken({ id: 'b'.repeat(64), serial: '77', label: '另一个' });
    const mine = sampleToken({ id: 'c'.repeat(64), serial: '0123456789' });
    const room = openTokensRoom({ tokens: [other], objects: [] }, answers([known]));
    await waitFor(() => expect(useTokens.getState().tokens).toHaveLength(1));
    act(() => chooseToken('away 0123456789'));
    room.tokens = [other, mine];
    await act(() => refreshTokens());
    await waitFor(() => expect(useTokens.getState().chosen).toBe(mine.id));
  });

  it('opens the bank’s confirmed website', async () => {
    const room = openTokensRoom({ objects }, answers([known], [sampleBank()]));
    await press(/打开网站/);
    expect(room.inputs('webEnrolments.openAddress')).toEqual([{ profileId: sampleBank().id, storeId: null }]);
  });

  it('asks for the website address if none is known', async () => {
    openTokensRoom({ objects }, answers([known]));
    await press(/填写网址/);
    expect(openedWith('certificates.bank-site')).toEqual({ sha256 });
  });

  it('links to the renewal guide and the reminders', async () => {
    openTokensRoom({ objects }, answers([known]));
    await press(/^如何更新/);
    await waitFor(() => expect(useGuide.getState().guide).toEqual({ kind: 'renew', sha256, id: null }));
    await press(/^提醒/);
    expect(openedWith('reminders')).toMatchObject({ about: sha256, bank: expect.stringContaining(known.issuerName) });
  });

  it('offers to copy its certificate to the vault if it is missing there', async () => {
    openTokensRoom({ objects }, answers([]));
    await card();
    await press('复制到保险库');
    expect(openedWith('tokens.take-in')?.token.serial).toBe('0123456789');
  });

  it('copies a missing certificate to the vault before the renewal guide opens', async () => {
    const takeIn = () => ({ added: 1, known: 0 });
    const room = openTokensRoom({ objects }, { ...answers([]), 'tokens.takeIn': takeIn });
    await card();
    await press(/^如何更新/);
    await waitFor(() => expect(useGuide.getState().guide).toEqual({ kind: 'renew', sha256, id: null }));
    expect(room.inputs('tokens.takeIn')).toEqual([{ tokenId: sampleToken().id, objectIds: [object?.id] }]);
  });

  it('offers a backup to a managed USB key', async () => {
    openTokensRoom({ tokens: [sampleToken({ managed: true })], objects }, answers([known]));
    await press('备份到这个 USB Key…');
    expect(openedWith('backup.create')).toEqual({ start: [], tokenId: sampleToken().id });
  });
});

describe('[T02] [S04] a USB key that only Windows knows', () => {
  it('has a renewal guide, and neither PIN nor write actions', async () => {
    const known = summary({ displayName: '林晓雯', keyOnToken: onKey('', 'Haichuan CSP') });
    openTokensRoom({ tokens: [] }, answers([known]));
    const device = await screen.findByRole('region', { name: 'Haichuan CSP' });
    expect(within(device).getByText('未验证')).toBeTruthy();
    expect(device.textContent).toContain('证书管家不会读取 PIN，也不会写入');
    await within(device).findByRole('button', { name: /^如何更新/ });
    expect(within(device).queryByRole('button', { name: /高级/ })).toBeNull();
  });
});
