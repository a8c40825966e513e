// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BackupPage } from '../../../renderer/features/backup/backup-page.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { type Drive, startBackup, useBackups } from '../../../renderer/state/backups-store.ts';
import { closeDialogs, isDialogOpen, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { type CertificateList, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { storesChanged } from '../../../renderer/state/stores/stores-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { ListedBackup } from '../../../shared/schemas/vault/backup.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { bankId, sampleBank } from '../support/guide-room.tsx';
import { pageOf } from '../support/page-of.ts';
import { listedBackup } from '../support/recorded-backup.ts';
import { press, sampleSummaries } from '../support/overview-room.tsx';
import { inventoryOf, samplePlacement, sampleRow } from '../support/sample-stores.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const now = Date.parse('2026-11-28T07:40:00Z');
const made: ListedBackup = {
  ...listedBackup,
  id: '11111111-1111-4111-8111-111111111111',
  createdAt: '2026-11-21T10:40:00Z',
  place: '/media/KINGSTON',
  fileName: 'certsteward-backup-20261121-184000.tar',
  bytes: 12_000,
  certificates: 2,
  keys: 1,
  byPassphrase: true,
  byRecovery: true,
  verifiedAt: '2026-11-21T10:40:00Z',
  lookedAt: '2026-11-21T10:40:00Z',
  names: ['李会计', '远大商贸', '张三'],
};

const kingston: Drive = {
  driveId: '33333333-1111-4111-8111-111111111111',
  name: 'KINGSTON',
  displayPath: '/media/KINGSTON',
  bytes: 64e9,
  freeBytes: 58e9,
  readOnly: false,
  backups: 3,
  lastBackupAt: made.createdAt,
};
const other: Drive = {
  ...kingston,
  driveId: '44444444-1111-4111-8111-111111111111',
  name: 'OTHER',
  displayPath: '/media/OTHER',
  backups: 0,
  lastBackupAt: null,
};

const onlyOnKey = sampleRow({
  displayName: '李会计-税务',
  notAfter: '2026-11-30T00:00:00Z',
  inVault: false,
  places: [samplePlacement({ storeId: 'token:4ce84cbd985433dc', storeName: 'BJ-UKEY-02', storeKind: 'token' })],
});

function openRoom(
  counts: { withKey: number; current: number; outdated: number },
  backups: ListedBackup[],
  drives: readonly Drive[] = [],
  recoverySaved = true,
  answers: Parameters<typeof installBridge>[0] = {},
) {
  const [own] = sampleSummaries(now);
  useBackups.setState({ overview: null, error: null });
  useVault.setState({ status: { ...unlockedVault, keys: counts.withKey, recoverySaved } });
  const inStores = backups.some(({ kind }) => kind === 'token') ? [onlyOnKey] : [];
  const authority = { profileId: bankId, name: '海川银行', protocol: 'web' };
  const rows = Array.from({ length: 23 }, (_, index) => {
    const sha256 = String(index).padStart(64, '0');
    return { kind: 'certificate', certificate: { ...own, sha256 }, authority };
  });
  const bridge = installBridge({
    'backups.overview': () => ({ backups, onlyHere: false, counts, passphrase: 'kept', recoverySaved }),
    'backups.drives': () => ({ drives }),
    'tokens.list': () => ({ tokens: [], unavailable: null }),
    'tokens.follow': () => ({}),
    'renewals.list': () => ({ rows, total: rows.length }),
    'profiles.list': () => ({ profiles: [sampleBank()], examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'stores.inventory': ({ input }) => inventoryOf(inStores, input as object),
    'files.chooseDestination': () => ({
      outcome: 'chosen',
      destinationId: bankId,
      displayPath: '/home/zhang/sheet.pdf',
    }),
    'files.savePdf': () => ({ displayPath: '/home/zhang/sheet.pdf', bytes: 1 }),
    ...answers,
  });
  renderWithDialogs(<BackupPage />);
  return bridge;
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  useSettings.setState({ info: null });
});
afterEach(() => {
  act(closeDialogs);
  cleanup();
});

it('[B04] the page says first whether everything is backed up, and has one action for it', async () => {
  openRoom({ withKey: 3, current: 1, outdated: 1 }, [made], [], false);
  const state = (await screen.findByRole('heading', { name: '还有证书没有备份' })).closest('[data-backup-state]');
  expect(state?.getAttribute('data-backup-state')).toBe('someUnsaved');
  expect(state?.querySelectorAll('p')).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: '备份…' })).toHaveLength(1);
  expect(screen.getByText(/李会计/).textContent).toBe('李会计、远大商贸等');
  expect(screen.getByText('2 张证书').nextElementSibling?.textContent).toBe('1 个私钥');
  expect(within(screen.getByRole('region', { name: '恢复码' })).getByText('尚未写下')).toBeDefined();
});

it('[B04] the page says that there is no backup', async () => {
  openRoom({ withKey: 2, current: 0, outdated: 0 }, []);
  await screen.findByRole('heading', { name: '没有备份' });
  expect(document.querySelector('[data-backup-state="unsaved"]')).not.toBeNull();
});

it('[B04] warns of backups that are all on this computer, and offers another one', async () => {
  const counts = { withKey: 1, current: 1, outdated: 0 };
  openRoom(counts, [made], [], true, {
    'backups.overview': () => ({ backups: [made], onlyHere: true, counts, passphrase: 'kept', recoverySaved: true }),
  });
  const state = (await screen.findByRole('heading', { name: '备份只在本机硬盘上' })).closest('[data-backup-state]');
  expect(state?.textContent).toContain('请再备份一份到 U 盘');
  expect(screen.queryByText('全部已备份')).toBeNull();
  await click('备份…');
  await screen.findByRole('dialog', { name: '备份' });
});

it.each([
  ['passphrase', true, '忘记主密码时，用来解锁保险库和之后的备份'],
  ['os-store', true, '换电脑或其他解锁方式失效时，用来解锁保险库和之后的备份'],
  ['os-store', false, '换电脑或其他解锁方式失效时，只有恢复码能解锁保险库'],
] as const)('[B05] says what the recovery code is for in a vault with %s, saved: %s', async (kind, isSaved, hint) => {
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [made], [], isSaved);
  const protectors = [{ kind, createdAt: '2026-11-01T00:00:00Z' }];
  act(() => useVault.setState({ status: { ...unlockedVault, protectors, recoverySaved: isSaved } }));
  expect(within(await screen.findByRole('region', { name: '恢复码' })).getByText(hint)).toBeDefined();
});

it('[B04] [K01] asks first for an unsaved recovery code once every backup is current', async () => {
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [made], [], false);
  const headline = await screen.findByRole('heading', { name: '先写下恢复码' });
  const state = headline.closest<HTMLElement>('[data-backup-state]') ?? document.body;
  expect(within(state).getByRole('button', { name: '备份…' }).className).not.toContain('primary');
  await userEvent.click(within(state).getByRole('button', { name: '写下恢复码' }));
  expect(isDialogOpen('vault.recovery')).toBe(true);
});

it('[B04] the sheet for the family lists expiry, contacts and the backup’s place, and no secret', async () => {
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [made], [kingston]);
  await screen.findByRole('heading', { name: '全部已备份' });
  await press('家人应急说明');
  const dialog = screen.getByRole('dialog', { name: '家人应急说明' });
  const row = (await within(dialog).findAllByRole('rowheader'))[0]?.closest('tr');
  expect(row?.textContent).toContain(sampleSummaries(now)[0]?.displayName ?? '?');
  expect(row?.textContent).toContain(sampleBank().profile.contact?.phone ?? '?');
  expect(row?.textContent).toContain('ebank.haichuan.example');
  const where = `U 盘“KINGSTON”里的文件 ${made.fileName}`;
  await waitFor(() => expect(within(dialog).getByText('备份位置').nextElementSibling?.textContent).toBe(where));
  expect(dialog.textContent).toContain('另有 13 张');
  expect(dialog.textContent).toContain('带横线的地方，请打印后手写');
  expect(dialog.textContent).toContain('选“从备份恢复”，需要备份时的密码或恢复码');
  expect(within(dialog).getByText('存放备份的 U 盘放在').nextElementSibling?.textContent).toBe('');
  // A finder of the sheet shouldn't find the code too.
  expect(within(dialog).queryByText('恢复码放在')).toBeNull();
  expect(document.querySelectorAll('[data-print-sheet]')).toHaveLength(1);
});

it('[B04] the sheet for the family is saved as PDF without a printer and names USB keys by their labels', async () => {
  const onToken: ListedBackup = { ...made, kind: 'token', place: 'token:4ce84cbd985433dc' };
  const { requests } = openRoom({ withKey: 1, current: 1, outdated: 0 }, [onToken]);
  useTokens.setState({ last: [sampleToken({ serial: '4ce84cbd985433dc', label: 'BJ-UKEY-02' })] });
  await screen.findByText('在 USB Key BJ-UKEY-02 (…5433dc) 里');
  await press('家人应急说明');
  const dialog = screen.getByRole('dialog', { name: '家人应急说明' });
  await waitFor(() => expect(dialog.textContent).toContain('李会计-税务'));
  expect(dialog.textContent).toContain('在 USB Key BJ-UKEY-02 里');
  expect(within(dialog).queryByRole('button', { name: '打印' })).toBeNull();
  await press('存为 PDF');
  await waitFor(() => expect(dialog.querySelector('[data-dialog="foot"]')?.textContent).toContain('/sheet.pdf'));
  expect(requests.find(({ call }) => call === 'files.savePdf')?.input).toEqual({ destinationId: bankId });
  await act(async () => startI18n('en'));
  expect(within(dialog).getByText('USB key')).toBeDefined();
});

it('[B06] the wizard offers to manage only a USB key without certificates from a CA', async () => {
  const own = sampleToken({ id: '2'.repeat(64), serial: '2', label: '备用U盾' });
  let read: { readonly id: string; readonly name: string }[] = [];
  const listed = {
    'tokens.list': () => ({ tokens: [sampleToken(), own], unavailable: null }),
    'stores.inventory': ({ input }: { readonly input: unknown }) => ({
      ...inventoryOf((input as { place: string }).place === 'token:0123456789' ? [onlyOnKey] : []),
      tokens: read,
    }),
    'tokens.modules': () => ({ modules: [], missing: [], unavailable: null, notes: [] }),
    'certificates.page': () => pageOf([]),
  };
  openRoom({ withKey: 1, current: 0, outdated: 1 }, [made], [], true, listed);
  await click('备份…');
  await userEvent.click(await screen.findByRole('radio', { name: /USB Key/ }));
  expect(await screen.findAllByText(/^可能存有机构签发的证书/)).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /^自己管理/ })).toBeNull();
  read = ['token:0123456789', 'token:2'].map((id) => ({ id, name: id }));
  act(storesChanged);
  const list = screen.getByRole('radiogroup', { name: '选择 USB Key' });
  await within(list).findByRole('button', { name: '自己管理“备用U盾”…' });
  expect(screen.queryByRole('button', { name: '自己管理“网银盾”…' })).toBeNull();
  expect(list.textContent).not.toContain('如果由您自己管理');
  const keys = within(list).getAllByRole('radio');
  expect(keys.map((key) => key.closest('label')?.textContent)).toEqual([
    expect.stringContaining('备用U盾尚未开启“我自己管理这个 USB Key”'),
    expect.stringContaining('网银盾存有机构签发的证书'),
  ]);
  await click('自己管理“备用U盾”…');
  const { open } = useDialogs.getState();
  expect(open.map(({ name }) => name)).toEqual(['backup.create', 'tokens.manage']);
  expect(open.at(-1)?.input).toMatchObject({ token: { id: own.id } });
});

it('[B06] restoring from a USB key names it by its label', async () => {
  const onToken: ListedBackup = { ...made, kind: 'token', place: 'token:4ce84cbd985433dc' };
  const displayPath = `${onToken.place}/${made.fileName}`;
  const known = { 'backups.openKnown': () => ({ fileId: bankId, displayPath }) };
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [onToken], [], true, known);
  useTokens.setState({ last: [sampleToken({ serial: '4ce84cbd985433dc', label: 'BJ-UKEY-02' })] });
  await click(/^恢复/);
  const dialog = await screen.findByRole('dialog', { name: '从备份恢复' });
  await within(dialog).findByText(`在 USB Key BJ-UKEY-02 (…5433dc) 里 · ${made.fileName}`);
  expect(dialog.textContent).not.toContain('token:');
});

const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

it('[B04] preselects the drive with this vault’s backups, and writes nothing before a press', async () => {
  const { requests } = openRoom({ withKey: 1, current: 0, outdated: 1 }, [made], [other, kingston]);
  await click('备份到 KINGSTON…');
  const dialog = screen.getByRole('dialog', { name: '备份' });
  const drive = await within(dialog).findByRole<HTMLInputElement>('radio', { name: /KINGSTON/ });
  expect(drive.checked).toBe(true);
  expect(dialog.textContent).toContain('有 3 份备份');
  expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: /OTHER/ }).checked).toBe(false);
  expect(requests.some(({ call }) => call === 'backups.create')).toBe(false);
});

it('[B04] counts CA certificates, which the list hides, separately', async () => {
  openRoom({ withKey: 2, current: 1, outdated: 1 }, []);
  useVault.setState({ status: { ...unlockedVault, certificates: 3001 } });
  useCertificates.setState({ list: { authorities: 1 } as CertificateList });
  act(() => startBackup());
  expect(await screen.findByText(/^3,000 张证书、1 张上级证书、全部私钥/)).toBeTruthy();
  act(() => useCertificates.setState({ list: null }));
});

it('[B04] a backup started from another page preselects the same drive', async () => {
  openRoom({ withKey: 1, current: 0, outdated: 1 }, [made], [other, kingston]);
  act(() => startBackup());
  const drive = await screen.findByRole<HTMLInputElement>('radio', { name: /KINGSTON/ });
  await waitFor(() => expect(drive.checked).toBe(true));
});

it('[B04] preselects the drive that is plugged in, even without a backup on it', async () => {
  openRoom({ withKey: 1, current: 0, outdated: 1 }, [made], [other]);
  await click('备份…');
  const drive = await screen.findByRole<HTMLInputElement>('radio', { name: /OTHER/ });
  await waitFor(() => expect(drive.checked).toBe(true));
});

it('[B04] keeps the user’s choice when the drives are listed again', async () => {
  openRoom({ withKey: 2, current: 1, outdated: 1 }, [made], [other, kingston]);
  await click('备份到 KINGSTON…');
  await click('下一步');
  await userEvent.click(await screen.findByRole('radio', { name: /^文件夹/ }));
  await click('上一步');
  await click('下一步');
  await screen.findByRole('radio', { name: /KINGSTON/ });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /^文件夹/ }).checked).toBe(true);
});

it('[B07] shows the address of a server as it was typed', async () => {
  const place = 'https://dav.example.com/%E5%BC%A0%E4%B8%89/100%';
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [
    { ...made, kind: 'webdav', place: 'https://dav.example.com/%E5%BC%A0%E4%B8%89' },
    { ...made, id: bankId, kind: 'webdav', place },
  ]);
  expect(await screen.findByText('https://dav.example.com/张三')).toBeTruthy();
  expect(screen.getByText(place)).toBeTruthy();
});
