// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../main/vault/protectors/recovery-code.ts';
import { BackupItem } from '../../../renderer/features/backup/backup-item.tsx';
import { type CreateForm, startForm } from '../../../renderer/features/backup/create/create-form.ts';
import { ProtectStep } from '../../../renderer/features/backup/create/protect-step.tsx';
import { RestoreDialog } from '../../../renderer/features/backup/restore/restore-dialog.tsx';
import { VerifyDialog } from '../../../renderer/features/backup/verify/verify-dialog.tsx';
import { OldSecretNotice } from '../../../renderer/features/vault/passphrase/old-secret-notice.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { dayAndTime } from '../../../renderer/lib/text/dates.ts';
import { useAttempt } from '../../../renderer/lib/use-attempt.ts';
import { type BackupOverview, useBackups } from '../../../renderer/state/backups-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ListedBackup } from '../../../shared/schemas/vault/backup.ts';
import { installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { listedBackup, recordedBackup } from '../support/recorded-backup.ts';

const code = formatRecoveryCode(Uint8Array.from({ length: 16 }, (_each, index) => index * 17));
const counts = { withKey: 1, current: 0, outdated: 1 };
const kept: BackupOverview = { backups: [], onlyHere: false, counts, passphrase: 'kept', recoverySaved: true };
const both = { ...recordedBackup, byRecovery: true };
const nothing = () => undefined;
const refuse = () => {
  throw new Refusal('wrong-secret');
};

beforeEach(async () => {
  installMatchMedia();
  installBridge({
    'app.protectContent': () => ({}),
    'backups.openKnown': () => ({ fileId: recordedBackup.id, displayPath: '/media/stick/x.tar' }),
    'backups.preview': refuse,
    'backups.verify': refuse,
  });
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  useBackups.setState({ overview: null, error: null });
});

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const boxes = () => screen.getAllByRole<HTMLInputElement>('textbox');

async function expectRefused(label: string, text: string | RegExp): Promise<HTMLElement> {
  const field = await screen.findByLabelText(label, { selector: 'input' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
  expect(screen.getByText(text)).toBeDefined();
  expect(screen.getByRole('dialog').textContent).not.toContain('密码或恢复码不对');
  return field;
}

it.each([
  ['holds everything', {}, ['能打开']],
  ['lacks a later change', { isOutdated: true }, ['能打开', '不是最新']],
  ['is damaged', { isOutdated: true, problem: 'backup-damaged' as const }, ['已损坏']],
])('[B04] the row of a backup that %s says so', (_which, facts, marks) => {
  render(<BackupItem backup={{ ...listedBackup, ...facts }} />);
  const words = ['能打开', '不是最新', '已损坏'];
  expect(words.filter((word) => screen.queryByText(word) !== null)).toEqual(marks);
});

it('[B03] lists the backups of the vault like the page, with their contents and the newest that opens marked', async () => {
  const times = ['2026-11-22T08:00:00Z', '2026-11-21T10:40:16Z', '2026-11-21T10:40:07Z', '2026-11-20T08:00:00Z'];
  const backups = times.map((createdAt, index): ListedBackup => {
    const id = `${index}1111111-1111-4111-8111-111111111111`;
    const problem = index === 0 ? 'backup-damaged' : null;
    return { ...listedBackup, id, createdAt, names: index === 1 ? ['张三'] : [], problem };
  });
  useBackups.setState({ overview: { ...kept, backups } });
  render(<RestoreDialog start={null} chosen={null} onClose={nothing} />);
  const list = within(await screen.findByRole('region', { name: '我的备份' })).getAllByRole('listitem');
  const [damaged, newest, same, earlier] = list.map(({ textContent }) => textContent);
  const [last = '', minute = '', , day = ''] = times.map((time) => dayAndTime(time, 'zh-CN'));
  expect(damaged).toContain(`${last} 已损坏全部`);
  expect(newest).toContain(`${minute}:16 最近可用的一份张三全部1 张证书1 个私钥`);
  expect(same).toContain(`${minute}:07 全部1 张证书`);
  expect(earlier).toContain(`${day} 全部1 张证书`);
});

it('[B03] marks a wrong passphrase or recovery code of a backup in its field, and names only that', async () => {
  render(<RestoreDialog start={both} chosen={null} onClose={nothing} />);
  expect(await screen.findByRole('radio', { name: '密码' })).toBeDefined();
  await userEvent.type(screen.getByLabelText('备份的密码'), 'not this one');
  await press('打开');
  const text = '密码不对。请检查大小写和输入法。备份之后改过主密码或换过电脑的，请输入备份时的密码。';
  const field = await expectRefused('备份的密码', text);
  expect(document.querySelector('[data-error-code="wrong-secret"]')?.textContent).toBe('密码不对。');
  await userEvent.type(field, 'x');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: '恢复码' }));
  act(() => boxes()[0]?.focus());
  await userEvent.paste(code);
  await press('打开');
  expect(await screen.findByText(/^这个恢复码不能解锁这份备份。/)).toBeDefined();
  expect(boxes().every((box) => box.getAttribute('aria-invalid') === 'true')).toBe(true);
  expect(document.activeElement).toBe(boxes()[0]);
});

it('[B09] marks a wrong passphrase in its field when a backup is checked', async () => {
  render(<VerifyDialog backup={both} onClose={nothing} />);
  await userEvent.type(screen.getByLabelText('备份的密码'), 'not this one');
  await press('检查');
  await expectRefused('备份的密码', /^密码不对。请检查/);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

function Wizard({ overview, start }: { readonly overview: BackupOverview; readonly start: Partial<CreateForm> }) {
  const [form, setForm] = useState<CreateForm>({ ...startForm([], overview), ...start });
  const attempt = useAttempt();
  return (
    <Dialog title="wizard" onClose={nothing}>
      <ProtectStep
        form={form}
        overview={overview}
        attempt={attempt}
        access={{ ready: true, fields: null, take: () => null, refused: nothing }}
        onChange={(values) => setForm((before) => ({ ...before, ...values }))}
        onBack={nothing}
        onWrite={() => void attempt.run(async () => await Promise.reject(new AppError('wrong-secret')))}
      />
    </Dialog>
  );
}

it('[B01] marks a wrong vault passphrase in its field before a backup is written', async () => {
  render(<Wizard overview={{ ...kept, passphrase: 'needed' }} start={{ passphrase: 'not this one' }} />);
  await press('备份并试恢复');
  await expectRefused('保险库的主密码', '主密码不对。请检查大小写和输入法后再试。');
  expect(screen.queryByText('备份未完成')).toBeNull();
});

it('[B01] [B05] focuses a refused recovery code, not the new passphrase of the backup', async () => {
  const own = 'correct horse battery staple 42';
  const start = { withRecovery: true, recoveryCode: code, protection: 'own', own, ownAgain: own } as const;
  render(<Wizard overview={kept} start={start} />);
  await press('备份并试恢复');
  expect(await screen.findByText(/^这个恢复码不能解锁这个保险库。/)).toBeDefined();
  const group = screen.getByTestId('recovery-code-field');
  expect(group.contains(document.activeElement)).toBe(true);
});

it('[B04] a backup leaves the list by a menu named after it', async () => {
  const { requests } = installBridge({ 'backups.forget': () => ({}), 'backups.overview': () => kept });
  render(<BackupItem backup={{ ...listedBackup, ...both, names: ['张三'] }} />);
  await userEvent.click(screen.getByRole('button', { name: /^更多操作：.*的备份$/ }));
  expect(screen.getByRole('menu', { name: /的备份$/ })).toBeDefined();
  await userEvent.click(screen.getByRole('menuitem', { name: /^从列表移除：.*的备份$/ }));
  expect(requests.find(({ call }) => call === 'backups.forget')?.input).toEqual({ id: both.id });
});

it('[K04] leaves out old backups once the list is known to be empty', () => {
  render(<OldSecretNotice onClose={nothing} />);
  expect(screen.getByText('旧的副本和备份仍可用原来的方式解锁')).toBeDefined();
  act(() => useBackups.setState({ overview: kept }));
  expect(screen.getByText('旧的保险库副本仍可用原来的方式解锁')).toBeDefined();
  expect(screen.queryByRole('button', { name: /备份/ })).toBeNull();
});
