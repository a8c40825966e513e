// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WrittenStep } from '../../../renderer/features/backup/create/written-step.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useBackups } from '../../../renderer/state/backups-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { recordedBackup } from '../support/recorded-backup.ts';
import { isOpen, renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(() => installMatchMedia());
afterEach(() => {
  cleanup();
  useBackups.setState({ overview: null, error: null });
});

const nothing = () => undefined;

interface Shown {
  readonly own?: boolean;
  readonly onlyHere?: boolean;
  readonly recoverySaved?: boolean;
  readonly driveId?: string | null;
  readonly files?: number;
  readonly onTrash?: (() => Promise<object>) | undefined;
}

const elsewhere = vi.fn<() => void>();

function showWritten(shown: Shown) {
  const { own = false, onlyHere = false, recoverySaved = true, driveId = null, files = 1, onTrash } = shown;
  const file = (index: number) => ({
    fileId: `${String(index).padStart(2, '0')}444444-1111-4111-8111-111111111111`,
    displayPath: `/home/zhang/下载/证书${index}.pfx`,
  });
  const bridge = installBridge({
    'backups.originals': () => ({
      files: Array.from({ length: files }, (_each, index) => file(index)),
      canTrash: true,
    }),
    'backups.trashOriginals':
      onTrash ?? (({ input }) => ({ gone: (input as { fileIds: string[] }).fileIds, failed: null })),
    'operations.cancel': () => ({ cancelled: true }),
    'backups.eject': () => {
      throw new Refusal('not-available', { what: 'udisksctl' });
    },
  });
  useVault.setState({ status: { ...unlockedVault, recoverySaved } });
  const rehearsedBy = ['passphrase' as const];
  const backup = { ...recordedBackup, certificates: 11, byRecovery: true };
  const created = { backup, signed: 1, untested: 0, issuers: 1, rehearsedBy, leftOut: 0, removed: 0, onlyHere };
  renderWithDialogs(
    <Dialog title="wizard" onClose={nothing}>
      <WrittenStep
        created={created}
        own={own}
        driveId={driveId}
        onAgain={nothing}
        onElsewhere={elsewhere}
        onClose={nothing}
      />
    </Dialog>,
  );
  return bridge;
}

const complete = 'Backup complete. Test restore passed.';
const here = 'The backup is on this computer’s own disk';

it('[B01] [K01] says nothing of the recovery code once it is saved', async () => {
  await startI18n('en');
  showWritten({});
  expect(screen.getByText(complete)).toBeDefined();
  expect(screen.queryByText('Write down the code')).toBeNull();
  expect(screen.queryByText(here)).toBeNull();
});

it.each([
  [true, /^This backup unlocks with its separate passphrase/],
  [false, /^Only backups made after you write down the recovery code/],
])('[B01] [K01] is complete before the code is saved, which is separate advice (own: %s)', async (own, advice) => {
  await startI18n('en');
  showWritten({ own, recoverySaved: false });
  expect(within(screen.getByRole('alert')).getByText(complete)).toBeDefined();
  expect(screen.getByText(advice)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Write down the code' }));
  expect(isOpen('vault.recovery')).toBe(true);
  // Nor does the code written down from here unlock it.
  act(() => useVault.setState({ status: { ...unlockedVault, recoverySaved: true } }));
  expect(screen.queryByText(/ or .*recovery code/)).toBeNull();
});

it('[B01] says after a backup that all backups are on this computer’s own disk', async () => {
  await startI18n('en');
  showWritten({ onlyHere: true });
  expect(screen.getByText(complete)).toBeDefined();
  expect(screen.getByText(here)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Back up somewhere else' }));
  expect(elsewhere).toHaveBeenCalledOnce();
});

it('[B01] names what the test restore used only if the backup also unlocks with something else', async () => {
  await startI18n('en');
  showWritten({});
  expect(
    screen.getByText(/^the vault’s passphrase or the recovery code · just tested: the vault’s passphrase$/),
  ).toBeDefined();
  cleanup();
  showWritten({ recoverySaved: false });
  expect(screen.getByText('the vault’s passphrase').tagName).toBe('DD');
});

it('[B01] says that CertSteward cannot eject drives here, that the backup is complete and how to eject by hand', async () => {
  await startI18n('zh-CN');
  showWritten({ driveId: '33333333-1111-4111-8111-111111111111' });
  await userEvent.click(screen.getByRole('button', { name: '弹出' }));
  const answer = (await screen.findByText(/^证书管家无法在这台电脑上弹出/)).closest('[role="alert"]');
  expect(answer?.textContent).toContain('备份已完成，不受影响。请在文件管理器里弹出');
  expect(document.querySelector('[data-error-code]')).toBeNull();
  expect(screen.queryByRole('button', { name: '弹出' })).toBeNull();
  expect(screen.queryByText(/^请先弹出/)).toBeNull();
});

it('[B01] no longer says that the original file is on the computer once it is in the trash', async () => {
  await startI18n('zh-CN');
  showWritten({});
  await userEvent.click(await screen.findByRole('button', { name: /^移到回收站/ }));
  expect(await screen.findByText('原证书文件已移到回收站，之后仍可还原')).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe('已移走');
  expect(screen.queryByText('原证书文件还在电脑上')).toBeNull();
  expect(screen.queryByText(/^别人拿到文件和密码/)).toBeNull();
});

it('[B01] [D05] moves all original files to the trash at once, with their number', async () => {
  await startI18n('zh-CN');
  const bridge = showWritten({ files: 3 });
  await userEvent.click(await screen.findByRole('button', { name: /^移到回收站：.*证书1/ }));
  await userEvent.click(await screen.findByRole('button', { name: '全部移到回收站（2 个）' }));
  expect(await screen.findByText('原证书文件已移到回收站，之后仍可还原')).toBeDefined();
  const asked = bridge.requests.flatMap(({ call, input }) => (call === 'backups.trashOriginals' ? [input] : []));
  expect(asked).toMatchObject([{ fileIds: { length: 1 } }, { fileIds: { length: 2 } }]);
  expect(screen.queryByRole('button', { name: /移到回收站/ })).toBeNull();
});

it('[D05] [U05] shows the progress over all original files, and asks for no more once cancelled', async () => {
  await startI18n('zh-CN');
  const answer = Promise.withResolvers<object>();
  const bridge = showWritten({ files: 25, onTrash: () => answer.promise });
  await userEvent.click(await screen.findByRole('button', { name: '全部移到回收站（25 个）' }));
  const [first] = bridge.requests.filter(({ call }) => call === 'backups.trashOriginals');
  const { operationId, input } = first ?? {};
  await act(async () => bridge.emit('operation.progress', { operationId, fraction: 0.5, step: 'trashing' }));
  expect(screen.getByRole('progressbar', { name: '正在移到回收站' }).getAttribute('aria-valuenow')).toBe('40');
  await userEvent.click(screen.getByRole('button', { name: '取消操作' }));
  expect(bridge.requests.at(-1)).toMatchObject({ call: 'operations.cancel', input: { operationId } });
  const { fileIds } = input as { fileIds: string[] };
  await act(async () => answer.resolve({ gone: fileIds.slice(0, 10), failed: null }));
  expect(await screen.findByRole('button', { name: '全部移到回收站（15 个）' })).toBeDefined();
  expect(bridge.requests.filter(({ call }) => call === 'backups.trashOriginals')).toHaveLength(1);
  expect(document.querySelector('[data-error-code]')).toBeNull();
});

it('[B01] [B04] counts CA certificates apart from the others', async () => {
  await startI18n('zh-CN');
  showWritten({});
  expect(screen.getByText(/^10 张证书和 1 张上级证书，/)).toBeDefined();
});
