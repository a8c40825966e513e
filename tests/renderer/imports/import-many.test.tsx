// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImportDialog } from '../../../renderer/features/imports/import-dialog.tsx';
import { minutesLeft } from '../../../renderer/features/imports/many/use-many-files.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { openImport } from '../../../renderer/state/imports-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { type FakeBridge, installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

const idOf = (number: number) => `${String(number).padStart(8, '0')}-1111-4111-8111-111111111111`;
const names = ['a.cer', 'b.pfx', 'c.pfx', 'd.pfx'];

/** a.cer is importable, d.pfx is truncated, b.pfx and c.pfx have different passwords. */
function stateOf(name: string, password: string | null) {
  const taken = { state: 'taken', added: 1, known: 0, keysAdded: 1, keysLeftOut: 0 };
  const left = (code: string) => ({ state: 'left', kind: 'pkcs12', diagnosis: { code } });
  if (name === 'a.cer') return taken;
  if (name.startsWith('d')) return left('damaged');
  if (password === null) return left('needs-password');
  return password === name ? taken : left('wrong-password');
}

const open = (files: readonly string[]) =>
  openImport(files.map((name) => ({ kind: 'file', file: new File(['x'], name) })));

describe('[F04] many files at once', () => {
  let needsPassphrase: boolean;
  /** Holds back every `imports.take` after the first. */
  let held: PromiseWithResolvers<void> | null;
  let bridge: FakeBridge;
  beforeEach(async () => {
    needsPassphrase = false;
    held = null;
    let takes = 0;
    installMatchMedia();
    await startI18n('zh-CN');
    closeDialogs();
    const drafts = new Map<string, string>();
    let dropped = 0;
    bridge = installBridge({
      'imports.drop': ({ input }) => {
        dropped += 1;
        drafts.set(idOf(dropped), (input as { fileName: string }).fileName);
        return { draftId: idOf(dropped) };
      },
      'imports.take': async ({ input }) => {
        takes += 1;
        if (takes > 1) await held?.promise;
        const { draftIds, password } = input as { draftIds: string[]; password: string | null };
        const items = draftIds.map((draftId) => {
          const state = stateOf(drafts.get(draftId) ?? '', password);
          const isRefused = needsPassphrase && state.state === 'taken';
          return { draftId, ...(isRefused ? { state: 'failed', code: 'secret-required' } : state) };
        });
        return { items, requests: [], webEnrolments: [] };
      },
      'imports.discard': () => ({}),
      'vault.setPassphrase': () => {
        needsPassphrase = false;
        return unlockedVault;
      },
    });
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    useVault.setState({ status: null });
  });

  it('are counted by their result, and each password says how many files it opened', async () => {
    const user = userEvent.setup();
    const closed = vi.fn<() => void>();
    open(names);
    render(<ImportDialog onClose={closed} />);
    const field = await screen.findByLabelText('用这个密码试全部 2 个文件');
    expect(document.activeElement).toBe(field);
    const counts = () => screen.getByTestId('import-summary').textContent;
    expect(counts()).toBe('已导入1需要密码2文件已损坏1');
    await user.type(field, 'b.pfx{Enter}');
    expect(await screen.findByText('打开了 1 个文件，还剩 1 个')).toBeTruthy();
    expect(counts()).toBe('已导入2需要密码1文件已损坏1');
    expect(screen.getByLabelText<HTMLInputElement>('用这个密码试全部 1 个文件').value).toBe('');
    expect(screen.getByText('需要密码（1）')).toBeTruthy();
    await user.type(screen.getByLabelText('用这个密码试全部 1 个文件'), 'c.pfx{Enter}');
    await waitFor(() => expect(screen.queryByLabelText(/用这个密码试/)).toBeNull());
    expect(screen.queryByText(/^打开了/)).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '完成' })));
    await user.click(screen.getByRole('button', { name: '查看证书' }));
    expect(closed).toHaveBeenCalledOnce();
    expect(useRoute.getState().room).toBe('certificates');
  });

  it('count a password once if it is tried again after the passphrase was set', async () => {
    const user = userEvent.setup();
    needsPassphrase = true;
    open(['b.pfx', 'c.pfx']);
    render(<ImportDialog onClose={vi.fn<() => void>()} />);
    await user.type(await screen.findByLabelText('用这个密码试全部 2 个文件'), 'b.pfx{Enter}');
    for (const label of ['主密码', '再输入一次主密码']) {
      await user.type(await screen.findByLabelText(label), '我的主密码 long enough');
    }
    await user.click(screen.getByRole('button', { name: '设置主密码并继续' }));
    expect(await screen.findByText('打开了 1 个文件，还剩 1 个')).toBeTruthy();
    expect(screen.getByText('密码不对，已试 1 次')).toBeTruthy();
  });

  it('ask for the passphrase at the first file with a password, once, and read the others after that', async () => {
    const user = userEvent.setup();
    useVault.setState({ status: { ...unlockedVault, state: 'keyless', protectors: [] } });
    const passwords = Array.from({ length: 40 }, (_, index) => `p${index}.pfx`);
    open(passwords);
    render(<ImportDialog onClose={vi.fn<() => void>()} />);
    await screen.findByLabelText('再输入一次主密码');
    expect(bridge.requests.filter(({ call }) => call === 'imports.take')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: '上一步' }));
    await user.click(screen.getByRole('button', { name: '继续' }));
    expect(await screen.findByLabelText('用这个密码试全部 40 个文件')).toBeTruthy();
  });

  it('[F04] ask before they stop when the dialog is closed, and continue with the whole count', async () => {
    const user = userEvent.setup();
    const closed = vi.fn<() => void>();
    const stopped = () => screen.findByText(/^已停止/);
    const takes = () => bridge.requests.filter(({ call }) => call === 'imports.take');
    held = Promise.withResolvers<void>();
    open(Array.from({ length: 64 }, (_, index) => `d${index}.pfx`));
    render(<ImportDialog onClose={closed} />);
    await screen.findByText('正在导入，16 / 64');
    // A stop while the files are still being read would leave them out.
    await waitFor(() => expect(takes()).toHaveLength(2));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('alert').textContent).toContain('停止导入？已导入的会保留。');
    await user.click(screen.getByRole('button', { name: '继续导入' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: '停止' }));
    expect(closed).not.toHaveBeenCalled();
    held.resolve();
    await stopped();
    held = Promise.withResolvers<void>();
    await user.click(screen.getByRole('button', { name: '继续' }));
    await screen.findByText('正在导入，32 / 64');
    await user.click(screen.getByRole('button', { name: '停止导入' }));
    held.resolve();
    await stopped();
    await user.keyboard('{Escape}');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('show roughly how long the rest takes', async () => {
    let now = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 5_000));
    open(Array.from({ length: 320 }, (_, index) => `d${index}.pfx`));
    render(<ImportDialog onClose={vi.fn<() => void>()} />);
    expect(await screen.findByText(/^正在导入，\d+ \/ 320，大约还需 \d+ 分钟$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '停止导入' })).toBeTruthy();
  });

  it('estimate the time left from the last half minute', () => {
    const fast = Array.from({ length: 11 }, (_, index) => ({ at: index * 1_000, done: index * 100 }));
    expect(minutesLeft(fast, 6_000)).toBe(1);
    const slow = Array.from({ length: 40 }, (_, index) => ({ at: 10_000 + index * 1_000, done: 1_000 + index }));
    expect(minutesLeft([...fast, ...slow], 600)).toBe(10);
  });

  it('are listed a hundred at a time, and not while they wait', async () => {
    const user = userEvent.setup();
    open(Array.from({ length: 230 }, (_, index) => `d${index}.pfx`));
    render(<ImportDialog onClose={vi.fn<() => void>()} />);
    expect(screen.queryByText('尚未导入')).toBeNull();
    const counts = () => screen.getByTestId('import-summary').textContent;
    await waitFor(() => expect(counts()).toBe('文件已损坏230'), { timeout: 20_000 });
    await user.click(screen.getByRole('button', { name: '再显示 100 个' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(200);
    await user.click(screen.getByRole('button', { name: '再显示 30 个' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(230);
    expect(screen.queryByRole('button', { name: /再显示/ })).toBeNull();
  });
});
