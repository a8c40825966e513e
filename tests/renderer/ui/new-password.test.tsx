// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { NewPassword } from '../../../renderer/ui/fields/new-password.tsx';
import { hideAfterMs } from '../../../renderer/ui/fields/password-field.tsx';

beforeEach(async () => startI18n('en'));
afterEach(cleanup);

it('[U05] Tab goes from a new password to its repetition, and then one button shows both', async () => {
  const user = userEvent.setup();
  render(
    <NewPassword
      label="Passphrase"
      labelAgain="Repeat"
      mismatch=""
      value="correct horse"
      again="correct horse"
      onChange={() => undefined}
      onChangeAgain={() => undefined}
      autoFocus
    />,
  );
  const [first, second] = ['Passphrase', 'Repeat'].map((label) => screen.getByLabelText<HTMLInputElement>(label));
  expect(document.activeElement).toBe(first);
  await user.tab();
  expect(document.activeElement).toBe(second);
  await user.tab();
  await user.keyboard(' ');
  expect([first?.type, second?.type]).toEqual(['text', 'text']);
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Hide', 'Hide']);
});

it('[U05] Enter goes from a new password to its empty repetition', async () => {
  const Typed = () => {
    const [value, setValue] = useState('');
    const [again, setAgain] = useState('');
    const texts = { label: 'Passphrase', labelAgain: 'Repeat', mismatch: '' };
    return <NewPassword {...texts} {...{ value, again }} onChange={setValue} onChangeAgain={setAgain} autoFocus />;
  };
  render(<Typed />);
  const focused = () => document.activeElement;
  await userEvent.keyboard('{Enter}');
  expect(focused()).toBe(screen.getByLabelText('Passphrase'));
  await userEvent.keyboard('correct horse{Enter}');
  expect(focused()).toBe(screen.getByLabelText('Repeat'));
});

it('[U05] a revealed password is hidden only after a pause in both fields', () => {
  vi.useFakeTimers();
  const fields = (again: string) => (
    <NewPassword
      label="Passphrase"
      labelAgain="Repeat"
      mismatch=""
      value="correct horse"
      again={again}
      onChange={() => undefined}
      onChangeAgain={() => undefined}
    />
  );
  const { rerender } = render(fields(''));
  const [reveal] = screen.getAllByRole('button');
  fireEvent.click(reveal as HTMLElement);
  const type = () => screen.getByLabelText<HTMLInputElement>('Repeat').type;
  act(() => void vi.advanceTimersByTime(hideAfterMs - 1));
  rerender(fields('c'));
  act(() => void vi.advanceTimersByTime(hideAfterMs - 1));
  expect(type()).toBe('text');
  act(() => void vi.advanceTimersByTime(1));
  expect(type()).toBe('password');
  vi.useRealTimers();
});

it('[U05] a fair password is rated good, and equal entries are confirmed', async () => {
  const fields = (again: string) => (
    <NewPassword
      label="Passphrase"
      labelAgain="Repeat"
      mismatch=""
      value="kestrel-bay"
      again={again}
      onChange={() => undefined}
      onChangeAgain={() => undefined}
    />
  );
  const { rerender } = render(fields('kestrel'));
  expect(screen.getByRole('status').textContent).toBe('Good. Longer is even better');
  rerender(fields('kestrel-bay'));
  expect(screen.getByRole('status').textContent).toContain('Entries match');
});
