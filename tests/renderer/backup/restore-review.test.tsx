// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { RestoreItem } from '../../../shared/schemas/vault/backup.ts';
import type { RestoreChoices } from '../../../renderer/features/backup/restore/restore-choices.ts';
import { ReviewStep } from '../../../renderer/features/backup/restore/review-step.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

type Preview = CallOutput<'backups.preview'>;

const nothingBeside = { profiles: 0, requests: 0, webEnrolments: 0, losses: 0 };

function shown(
  items: readonly RestoreItem[],
  beside: Partial<Preview> = {},
  onChange: (choices: RestoreChoices) => void = () => undefined,
): void {
  const preview: Preview = {
    createdAt: '2026-11-25T12:00:00.000Z',
    items: [...items],
    loneKeys: 0,
    watched: 0,
    anchors: 0,
    ...nothingBeside,
    ...beside,
    ownVault: true,
    byRecovery: false,
    laterBackupAt: null,
    vaultIsOlder: false,
    needsProtector: false,
  };
  const attempt = {
    busy: false,
    error: null,
    number: 0,
    progress: null,
    run: async () => true,
    cancel: () => undefined,
    clear: () => undefined,
  };
  render(
    <ReviewStep
      preview={preview}
      choices={new Map()}
      attempt={attempt}
      access={{ fields: null, ready: true, take: () => null, refused: () => undefined }}
      onChange={onChange}
      onBack={() => undefined}
      onDone={null}
      onRestore={() => undefined}
    />,
  );
}

const item = (state: RestoreItem['state'], parts: RestoreItem['parts']): RestoreItem => ({
  sha256: 'a'.repeat(64),
  displayName: '张三',
  institution: '海川银行',
  notAfter: '2028-01-01T00:00:00.000Z',
  hasKey: true,
  isCa: false,
  state,
  parts,
  conflicts: [],
});

const choices = (): string[] =>
  within(screen.getByRole('listitem'))
    .getAllByRole('radio')
    .map((radio) => radio.closest('label')?.textContent ?? '');

beforeEach(async () => {
  installMatchMedia();
  installBridge({});
  await startI18n('zh-CN');
});
afterEach(cleanup);

describe('[B03] what a backup would change, before it does', () => {
  it('names the bank beside the holder', () => {
    shown([item('new', [])]);
    expect(screen.getByRole('listitem').textContent).toContain('张三 海川银行 · ');
  });

  it('[E08] names a loss report and a replacement, and restores them only by choice', () => {
    shown([item('differs', ['loss', 'renewal'])]);
    expect(choices()).toEqual([
      '保留这台电脑的内容不采用备份里的登记',
      '用备份里的内容遗失登记 · 证书取代记录 · 2026/11/25 备份',
    ]);
  });

  it('shows both values, and keeps this computer’s by default', async () => {
    const onChange = vi.fn<(choices: RestoreChoices) => void>();
    const label = { part: 'label', ours: '陈志远', theirs: '志远 网银' } as const;
    const note = { part: 'note', ours: null, theirs: '柜台办理' } as const;
    const differing = item('differs', ['label', 'note', 'key']);
    shown([{ ...differing, conflicts: [label, note] }], {}, onChange);
    expect(choices()).toEqual([
      '保留这台电脑的内容名称：陈志远 · 备注：解锁保险库后可见',
      '用备份里的内容名称：志远 网银 · 备注：柜台办理 · 2026/11/25 备份',
      '不恢复',
    ]);
    expect(screen.getByRole('listitem').textContent).toContain('备份里有：私钥');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^保留这台电脑的内容/ }).checked).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: /^用备份里的内容/ }));
    expect(onChange.mock.calls).toEqual([[new Map([[differing.sha256, 'theirs']])]]);
  });

  it('[K10] says that a certificate is in 最近删除, and may leave it there', () => {
    shown([item('gaps', ['deleted'])]);
    expect(screen.getByRole('listitem').textContent).toContain('备份里有：证书（本机证书在“最近删除”里）');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /张三/ }).checked).toBe(true);
  });

  it('[E03] [E08] counts what else is restored besides certificates', () => {
    shown([], { profiles: 1, requests: 0, webEnrolments: 3, losses: 4 });
    const line = '还会恢复：1 份办理指南、3 项网页申请、4 条遗失登记。';
    expect(screen.getByText(line)).toBeDefined();
    cleanup();
    shown([]);
    expect(screen.queryByText(/还会恢复/u)).toBeNull();
  });
});
