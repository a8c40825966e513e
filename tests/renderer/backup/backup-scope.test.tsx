// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { startBackup, startBackupTo, useBackups } from '../../../renderer/state/backups-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { type CertificateList, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { inventoryOf } from '../support/sample-stores.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const sha256 = 'a'.repeat(64);

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(() => {
  closeDialogs();
  cleanup();
  useBackups.setState({ overview: null });
});

it('[B05] [U02] the PIN field has the focus when a backup to a USB key asks for the PIN', async () => {
  const token = sampleToken({ managed: true });
  useVault.setState({ status: { ...unlockedVault, certificates: 1 } });
  useTokens.setState({ tokens: [token], last: [token] });
  onTestFinished(() => useTokens.setState({ tokens: null, last: null }));
  const counts = { withKey: 1, current: 0, outdated: 0 };
  installBridge({
    'backups.overview': () => ({ backups: [], onlyHere: false, counts, passphrase: 'kept', recoverySaved: true }),
    'backups.drives': () => ({ drives: [] }),
    'tokens.list': () => ({ tokens: [token], unavailable: null }),
    'stores.inventory': () => inventoryOf([]),
  });
  renderWithDialogs(<></>);
  act(() => startBackupTo(token.id));
  const next = await screen.findByRole<HTMLButtonElement>('button', { name: 'Next' });
  await waitFor(() => expect(next.disabled).toBe(false));
  await userEvent.click(next);
  const pin = await screen.findByLabelText(/^PIN/, { selector: 'input' });
  await waitFor(() => expect(document.activeElement).toBe(pin));
});

it('[B04] no drive is called missing before the drives are known', async () => {
  useVault.setState({ status: { ...unlockedVault, certificates: 1 } });
  const answered = Promise.withResolvers<void>();
  const counts = { withKey: 1, current: 0, outdated: 0 };
  installBridge({
    'backups.overview': () => ({ backups: [], onlyHere: false, counts, passphrase: 'kept', recoverySaved: true }),
    'backups.drives': async () => {
      await answered.promise;
      return { drives: [] };
    },
  });
  renderWithDialogs(<></>);
  act(() => startBackup());
  expect(await screen.findByText('Looking for USB drives')).toBeDefined();
  expect(screen.queryByText(/No USB drive is plugged in/)).toBeNull();
  await act(async () => answered.resolve());
  expect(await screen.findByText(/No USB drive is plugged in/)).toBeDefined();
  expect(screen.queryByText('Looking for USB drives')).toBeNull();
});

it('[B04] a failed look for drives is not called “no drive”, and can be repeated', async () => {
  useVault.setState({ status: { ...unlockedVault, certificates: 1 } });
  const counts = { withKey: 1, current: 0, outdated: 0 };
  let isBroken = true;
  installBridge({
    'backups.overview': () => ({ backups: [], onlyHere: false, counts, passphrase: 'kept', recoverySaved: true }),
    'backups.drives': () => {
      if (isBroken) throw new AppError('not-available', { what: 'lsblk' });
      return { drives: [] };
    },
  });
  renderWithDialogs(<></>);
  act(() => startBackup());
  expect(await screen.findByText(/Couldn’t look for USB drives/)).toBeDefined();
  expect(screen.queryByText(/No USB drive is plugged in/)).toBeNull();
  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText(/No USB drive is plugged in/)).toBeDefined();
  expect(screen.queryByText(/Couldn’t look for USB drives/)).toBeNull();
});

async function choicesFor(
  certificates: number,
  counts: { withKey: number; current: number },
  selected = [sha256],
  more: Parameters<typeof installBridge>[0] = {},
): Promise<string[]> {
  useVault.setState({ status: { ...unlockedVault, certificates } });
  installBridge({
    'backups.overview': () => ({
      backups: [],
      onlyHere: false,
      counts: { ...counts, outdated: 0 },
      passphrase: 'kept',
      recoverySaved: true,
    }),
    'backups.drives': () => ({ drives: [] }),
    'exports.chooseFolder': () => ({
      outcome: 'chosen',
      destinationId: '11111111-0000-4000-8000-000000000000',
      displayPath: '/media/stick',
    }),
    ...more,
  });
  renderWithDialogs(<></>);
  act(() => startBackup(selected, null));
  const choices = await screen.findAllByRole('radio');
  return choices.map((each) => each.closest('label')?.textContent ?? '');
}

it('[B01] skips the step with a single choice: the wizard starts at the place, without “Back”', async () => {
  const choices = await choicesFor(1, { withKey: 1, current: 0 });
  expect(choices.filter((each) => each.startsWith('Everything'))).toEqual([]);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toHaveLength(3);
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
});

it('[B05] says before writing to a USB key that the backup contains the whole vault, and how to choose', async () => {
  const whole = /contain the whole vault/;
  await choicesFor(3, { withKey: 3, current: 0 }, []);
  expect(screen.queryByText(whole)).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: /^A USB key/ }));
  expect(screen.getByText(whole)).toBeDefined();
  closeDialogs();
  cleanup();
  await choicesFor(3, { withKey: 3, current: 0 });
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.click(await screen.findByRole('radio', { name: /^A USB key/ }));
  expect(screen.queryByText(whole)).toBeNull();
});

it('[U02] choosing a folder moves the focus to the next step', async () => {
  await choicesFor(1, { withKey: 1, current: 0 });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Choose a folder' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next' })));
});

it('[U02] Enter on the chosen place moves to the next step', async () => {
  await choicesFor(1, { withKey: 1, current: 0 });
  const place = () => screen.getByRole<HTMLInputElement>('radio', { name: /folder/ }).form;
  const submit = () => act(async () => void fireEvent.submit(place() ?? document.body));
  await submit();
  expect(place()).not.toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Choose a folder' }));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).disabled).toBe(false));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).form).toBe(place());
  await submit();
  expect(await screen.findByRole('button', { name: 'Back up and test' })).toBeTruthy();
});

it('[U02] the first step starts on the chosen contents, where Enter goes on', async () => {
  await choicesFor(3, { withKey: 3, current: 1 });
  const chosen = screen.getByRole<HTMLInputElement>('radio', { checked: true });
  await waitFor(() => expect(document.activeElement).toBe(chosen));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).form).toBe(chosen.form);
  await act(async () => void fireEvent.submit(chosen.form ?? document.body));
  expect(await screen.findByRole('radio', { name: /folder/ })).toBeTruthy();
});

it('[B01] offers three choices for one of several partly backed-up certificates', async () => {
  expect(await choicesFor(3, { withKey: 3, current: 1 })).toEqual([
    expect.stringMatching(/^Everything/),
    expect.stringMatching(/^Only certificates not backed up yet.*with their private keys and issuers$/),
    expect.stringMatching(/^Only the selected certificates.*with its private key and issuers$/),
  ]);
});

it('[B01] names one or two selected certificates', async () => {
  const [zhang] = sampleCertificates(Date.now(), 1);
  const detail = { 'certificates.detail': () => ({ ...zhang, label: null, displayName: 'Zhang San' }) };
  await choicesFor(3, { withKey: 3, current: 1 }, [sha256], detail);
  expect(await screen.findByText('Only the selected certificates · Zhang San')).toBeDefined();
});

it('[B01] selected CA certificates do not turn a selection into everything', async () => {
  useCertificates.setState({ list: { authorities: 5 } as CertificateList });
  const selected = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  const choices = await choicesFor(8, { withKey: 3, current: 0 }, selected);
  expect(choices[1]).toMatch(/^Only the selected certificates/);
  act(() => useCertificates.setState({ list: null }));
});
