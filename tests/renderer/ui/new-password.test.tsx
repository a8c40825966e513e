// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { NewPassword } from '../../../renderer/ui/fields/new-password.tsx';

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
});
