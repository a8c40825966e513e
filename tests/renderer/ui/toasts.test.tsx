// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n, switchLanguage, wordsIn } from '../../../renderer/i18n/i18n.ts';
import { copyText } from '../../../renderer/state/copy-text.ts';
import { closeDialogs, openDialog, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { goTo } from '../../../renderer/state/route-store.ts';
import { stayMs, toast, undoableMs, useToasts } from '../../../renderer/state/toasts-store.ts';
import { Toasts, toastSaidAfterMs } from '../../../renderer/ui/feedback/toasts.tsx';
import { installBridge, unlockedVault } from '../support/fake-bridge.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const deleted = (undo: () => Promise<void> = async () => undefined) =>
  act(() => toast((say) => say('trash.moved', { count: 3 }), undo));
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const undoButton = () => screen.queryByRole('button', { name: 'Undo' });

describe('[U07] a message with an undo', () => {
  beforeEach(async () => {
    await startI18n('en');
    vi.useFakeTimers();
    installBridge({ 'vault.status': () => useVault.getState().status ?? unlockedVault });
    useToasts.setState({ toasts: [] });
    closeDialogs();
    goTo('overview');
    render(<Toasts />);
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('stays ten seconds, and as long as the focus is on it', async () => {
    deleted();
    await pass(stayMs.undo - 100);
    expect(undoButton()).not.toBeNull();
    act(() => undoButton()?.focus());
    await pass(stayMs.undo * 3);
    expect(undoButton()).not.toBeNull();
    const region = screen.getByRole('status', { name: 'Messages' });
    fireEvent.pointerEnter(region);
    fireEvent.pointerLeave(region);
    await pass(stayMs.undo * 3);
    expect(undoButton()).not.toBeNull();
    act(() => undoButton()?.blur());
    await pass(stayMs.undo);
    expect(undoButton()).toBeNull();
  });

  it('[U02] is announced once, after the focus returned from its dialog', async () => {
    const said = () => screen.getAllByRole('status').at(-1)?.textContent;
    deleted();
    await pass(toastSaidAfterMs - 1);
    expect(said()).toBe('');
    await pass(1);
    expect(said()).toBe('Messages 3 certificates deleted');
    act(() => toast((say) => say('vault.lockedNow')));
    await pass(stayMs.plain);
    expect(screen.getByText('3 certificates deleted')).toBeTruthy();
    expect(said()).toBe('');
  });

  it('[E07] a warning isn’t marked as done, and stays as long as an undo', async () => {
    act(() => toast((say) => say('bankSite.openedOther', { browser: 'Edge' }), null, [], null, 'warn'));
    await pass(stayMs.undo - 100);
    expect(screen.getByText(/^Edge didn’t start/).parentElement?.className).toContain('warn');
    await pass(100);
    expect(screen.queryByText(/^Edge didn’t start/)).toBeNull();
  });

  it('changes its language with the app', async () => {
    deleted();
    expect(screen.getByText('3 certificates deleted')).toBeTruthy();
    await act(() => switchLanguage('zh-CN'));
    expect(screen.getByText('已删除 3 张证书')).toBeTruthy();
    expect(screen.getByRole('button', { name: '撤销操作' })).toBeTruthy();
  });

  it('Ctrl+Z undoes only the newest action, once, and does nothing in a text field', async () => {
    const [first, second] = [
      vi.fn<() => Promise<void>>(async () => undefined),
      vi.fn<() => Promise<void>>(async () => undefined),
    ];
    deleted(first);
    deleted(second);
    const field = document.body.appendChild(document.createElement('input'));
    fireEvent.keyDown(field, { key: 'z', ctrlKey: true });
    expect(second).not.toHaveBeenCalled();
    await act(async () => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
    expect(second).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
    expect(undoButton()).toBeNull();
    field.remove();
  });

  it('keeps its undo after a failure, so that it can be retried', async () => {
    const undo = vi.fn<() => Promise<void>>(async () => {
      throw new AppError('vault-busy');
    });
    deleted(undo);
    await act(async () => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
    expect(screen.queryByText('3 certificates deleted')).toBeNull();
    expect(undoButton()).not.toBeNull();
    await act(async () => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
    expect(undo).toHaveBeenCalledTimes(2);
  });

  it('[U02] returns the focus to where it was', async () => {
    const before = document.body.appendChild(document.createElement('button'));
    before.focus();
    deleted();
    act(() => undoButton()?.focus());
    await act(async () => undoButton()?.click());
    expect(undoButton()).toBeNull();
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  it('[U02] returns the focus to the list if the deleted row had it', async () => {
    const main = document.body.appendChild(document.createElement('main'));
    main.innerHTML = '<div role="row" tabindex="0">first</div><button>second</button>';
    main.querySelector('button')?.focus();
    deleted();
    act(() => undoButton()?.focus());
    main.querySelector('button')?.remove();
    await act(async () => undoButton()?.click());
    expect(document.activeElement?.getAttribute('role')).toBe('row');
    main.remove();
  });

  it.each([
    ['scrolls the focused control out from under it', 720, 1],
    ['scrolls nothing if the focused control is above it', 640, 0],
  ])('[U02] %s', (_title, top, times) => {
    const scroll = vi.fn<() => void>();
    const button = document.body.appendChild(document.createElement('button'));
    button.scrollIntoView = scroll;
    button.getBoundingClientRect = () => new DOMRect(1100, top, 80, 32);
    button.focus();
    const places = vi.spyOn(HTMLDivElement.prototype, 'getBoundingClientRect');
    places.mockReturnValue(new DOMRect(1006, 708, 344, 46));
    act(() => toast((say) => say('common.copied', { what: 'PEM' })));
    expect(scroll).toHaveBeenCalledTimes(times);
    places.mockRestore();
    button.remove();
  });

  it('[U02] scrolls the copied text out from under it, too', () => {
    const scroll = vi.fn<() => void>();
    const copied = document.body.appendChild(document.createElement('dd'));
    copied.innerHTML = '<button>Copy</button>';
    copied.scrollIntoView = scroll;
    copied.getBoundingClientRect = () => new DOMRect(1000, 640, 340, 80);
    copied.querySelector('button')?.focus();
    const places = vi.spyOn(HTMLDivElement.prototype, 'getBoundingClientRect');
    places.mockReturnValue(new DOMRect(1006, 708, 344, 46));
    act(() => toast((say) => say('common.copied', { what: 'PEM' })));
    expect(scroll).toHaveBeenCalledOnce();
    places.mockRestore();
    copied.remove();
  });

  it('shows a repeated text once, and drops an undo that newer messages made obsolete', () => {
    const shown = () => useToasts.getState().toasts.map(({ say }) => say(wordsIn('en')));
    const restored = (about: string[]) => act(() => toast((say) => say('trash.restored', { count: 1 }), null, about));
    act(() => {
      const undo = async () => undefined;
      toast((say) => say('trash.moved', { count: 2 }), undo, ['a', 'b']);
      toast((say) => say('common.copied', { what: 'PEM' }));
      toast((say) => say('common.copied', { what: 'PEM' }));
    });
    restored(['a']);
    expect(shown()).toEqual(['2 certificates deleted', 'PEM copied', '1 certificate restored']);
    restored(['b', 'a']);
    expect(shown()).toEqual(['PEM copied', '1 certificate restored']);
  });

  it.each([
    ['another page opens', () => goTo('backup')],
    ['a dialog opens', () => void openDialog('licences')],
  ])('stays when %s, unlike a plain message', async (_title, change) => {
    deleted();
    act(() => toast((say) => say('detail.saved')));
    await pass(stayMs.shortest - 100);
    act(() => toast((say) => say('common.copied', { what: 'PEM' })));
    await pass(100);
    act(change);
    expect(screen.queryByText('Saved')).toBeNull();
    expect(screen.queryByText('PEM copied')).not.toBeNull();
    await pass(stayMs.shortest - 100);
    expect(useToasts.getState().toasts).toHaveLength(1);
    expect(undoButton()).not.toBeNull();
  });

  it('disappears when Recently deleted opens, if it reports a deletion', () => {
    const undo = async () => undefined;
    act(() => toast((say) => say('trash.moved', { count: 2 }), undo, ['a', 'b']));
    act(() => void openDialog('certificates.trash'));
    expect(undoButton()).toBeNull();
  });

  const pressZ = (target: Element = document.body) =>
    act(async () => void fireEvent.keyDown(target, { key: 'z', ctrlKey: true }));

  it('Ctrl+Z undoes the latest action after its message is gone, once, and says which', async () => {
    const undo = vi.fn<() => Promise<void>>(async () => undefined);
    deleted(undo);
    expect(undoButton()?.textContent).toBe('UndoCtrl Z');
    await pass(undoableMs - 100);
    await pressZ();
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.getByText('Undone: 3 certificates deleted')).toBeTruthy();
    await pressZ();
    expect(undo).toHaveBeenCalledOnce();
    const nothing = screen.getByText('Nothing to undo').closest('div');
    expect([...(nothing?.querySelector('svg')?.classList ?? [])]).toContain('lucide-info');
  });

  it.each([
    ['the action is too old', async () => pass(undoableMs)],
    [
      'another vault is open',
      async () => useVault.setState({ status: { ...unlockedVault, folder: 'other', deleted: 3 } }),
    ],
    ['the item was restored', async () => act(() => toast((say) => say('trash.restored', { count: 1 }), null, ['a']))],
  ])('[K10] Ctrl+Z undoes nothing if %s', async (_title, change) => {
    useVault.setState({ status: { ...unlockedVault, deleted: 3 } });
    const undo = vi.fn<() => Promise<void>>(async () => undefined);
    act(() => toast((say) => say('trash.moved', { count: 1 }), undo, ['a']));
    await pass(stayMs.undo);
    await change();
    await pressZ();
    expect(undo).not.toHaveBeenCalled();
    expect(screen.getByText('Nothing to undo')).toBeTruthy();
  });

  it.each([
    ['leads to Recently deleted after a deletion', ['a'], 'Restore certificates from “Recently deleted”'],
    ['says that it can’t be undone', [], 'Something has changed since, so this can’t be undone here'],
  ])('[K10] once the vault has changed, Ctrl+Z %s', async (_title, about, said) => {
    useVault.setState({ status: { ...unlockedVault, deleted: 3 } });
    const undo = vi.fn<() => Promise<void>>(async () => undefined);
    act(() => toast((say) => say('trash.moved', { count: 1 }), undo, about));
    await pass(stayMs.undo);
    useVault.setState({ status: { ...unlockedVault, deleted: 3, revision: 99 } });
    await pressZ();
    expect(undo).not.toHaveBeenCalled();
    expect(screen.getByText(said)).toBeTruthy();
  });

  it('[K10] Ctrl+Z leads to Recently deleted if the deletion can’t be undone', async () => {
    useVault.setState({ status: { ...unlockedVault, deleted: 3 } });
    const undo = async () => {
      throw new AppError('not-found');
    };
    act(() => toast((say) => say('trash.moved', { count: 1 }), undo, ['a']));
    await pass(stayMs.undo);
    await pressZ();
    expect(screen.getByText('Restore certificates from “Recently deleted”')).toBeTruthy();
    act(() => screen.getByRole('button', { name: 'Recently deleted' }).click());
    expect(useDialogs.getState().open.map(({ name }) => name)).toEqual(['certificates.trash']);
  });

  it('Ctrl+Z says why a late undo failed, and can be pressed again', async () => {
    const undo = vi.fn<() => Promise<void>>(async () => {
      throw new AppError('vault-busy');
    });
    deleted(undo);
    await pass(stayMs.undo);
    await pressZ();
    expect(useToasts.getState().toasts).toHaveLength(1);
    await pressZ();
    expect(undo).toHaveBeenCalledTimes(2);
  });

  it('[L03] a message about copying names what was copied', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => undefined } });
    await act(() => copyText('00:A1', (say) => say('detail.serial')));
    expect(screen.getByText('Serial number copied')).toBeTruthy();
  });

  it('a message without an undo disappears sooner', async () => {
    act(() => toast((say) => say('detail.saved')));
    await pass(stayMs.plain);
    expect(useToasts.getState().toasts).toEqual([]);
  });
});
