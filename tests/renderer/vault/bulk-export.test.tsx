// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { BulkExportDialog } from '../../../renderer/features/exports/bulk-export-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

afterEach(cleanup);

const [keyless, withKey] = ['a'.repeat(64), 'b'.repeat(64)];
const isP12Disabled = () => screen.getByRole<HTMLInputElement>('radio', { name: /p12/ }).disabled;

async function open(sha256s: readonly string[], answered = Promise.resolve()): Promise<void> {
  installMatchMedia();
  await startI18n('en');
  installBridge({
    'certificates.ids': async () => {
      await answered;
      return { ids: [[withKey]], revision: 1 };
    },
  });
  render(<BulkExportDialog sha256s={sha256s} onClose={() => undefined} />);
}

it('[L06] asks for no password if no selected certificate has a key', async () => {
  await open([keyless]);
  await waitFor(() => expect(isP12Disabled()).toBe(true));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /pem/i, checked: true })).toBeDefined();
  expect(screen.queryByText(/exported in this format/)).toBeNull();
});

it('[L06] offers files with keys if one selected certificate has its key', async () => {
  await open([keyless, withKey]);
  expect(await screen.findByText(/^1 certificate isn’t exported in this format/)).toBeDefined();
  expect(isP12Disabled()).toBe(false);
});

it('[L06] [G01] mentions no missing keys if every selected certificate has its key', async () => {
  await open([withKey]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isP12Disabled()).toBe(false);
  expect(screen.queryByText(/exported in this format/)).toBeNull();
});

it('[L06] returns to the formats if no key is found after the password step opened', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await open([keyless], promise);
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(screen.queryByRole('radio', { name: /p12/ })).toBeNull();
  resolve();
  await waitFor(() => expect(isP12Disabled()).toBe(true));
});
