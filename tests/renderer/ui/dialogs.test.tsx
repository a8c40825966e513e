// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialog, closeDialogs, openDialog, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  installBridge({});
  await startI18n('en');
});
afterEach(() => {
  act(closeDialogs);
  cleanup();
});

const names = () => useDialogs.getState().open.map(({ name }) => name);

it('[U02] a dialog opens over another; Escape closes one at a time and the focus returns to what opened it', async () => {
  const user = userEvent.setup();
  renderWithDialogs(<button onClick={() => void openDialog('watch', { entry: null })}>Open</button>);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('dialog');
  act(() => void openDialog('unlock'));
  await waitFor(() => expect(screen.getAllByRole('dialog', { hidden: true })).toHaveLength(2));
  await user.keyboard('{Escape}');
  expect(names()).toEqual(['watch']);
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  await user.keyboard('{Escape}');
  expect(names()).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })));
});

it('[U02] the next dialog of a flow replaces the one before; others stay underneath', async () => {
  const ended = vi.fn<(result: unknown) => void>();
  void openDialog('vault.recovery').then(ended);
  void openDialog('tour');
  void openDialog('vault.export');
  expect(names()).toEqual(['tour', 'vault.export']);
  await Promise.resolve();
  expect(ended).toHaveBeenCalledExactlyOnceWith(undefined);
});

it('[K03] a dialog returns its result to the code that opened it', async () => {
  const unlocked = openDialog('unlock');
  closeDialog('unlock', true);
  await expect(unlocked).resolves.toBe(true);
  expect(names()).toEqual([]);
});

it('[U02] a dialog that fails says so and can be closed; the page stays', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  renderWithDialogs(<p>the page</p>);
  // Invalid input for the dialog.
  act(() => void openDialog('reminders', { about: 'x', name: null as unknown as string }));
  expect((await screen.findByRole('dialog')).textContent).toContain('couldn’t be shown');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('the page')).toBeTruthy();
  logged.mockRestore();
});
