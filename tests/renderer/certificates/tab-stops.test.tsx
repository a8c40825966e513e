// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { CertificatesPage } from '../../../renderer/features/certificates/certificates-page.tsx';
import { NoticesPane } from '../../../renderer/features/notices/notices-pane.tsx';
import { emptyQuery, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs, useDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { startSelecting, stopSelecting } from '../../../renderer/state/selection-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import { BelowBar } from '../../../renderer/ui/room-bar.tsx';
import { installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { all, openGrid } from '../support/certificate-grid.tsx';

afterEach(() => {
  cleanup();
  closeDialogs();
});

async function openPage(): Promise<void> {
  installMatchMedia();
  await openGrid();
  cleanup();
  act(() => showVaultStatus({ ...unlockedVault, openToOthers: true, syncedFolder: 'Dropbox' }));
  render(
    <BelowBar value={<NoticesPane />}>
      <CertificatesPage searchRef={createRef()} />
    </BelowBar>,
  );
  await screen.findByRole('grid', { name: 'Certificates' });
}

it('[U02] Tab reaches the search, the filters, Recently deleted, the view menu, Import, the notice and the first row', async () => {
  await openPage();
  act(() => showVaultStatus({ ...unlockedVault, openToOthers: true, deleted: 2 }));
  const stops: (string | null | undefined)[] = [];
  while (stops.length < 20 && stops.at(-1) !== 'row') {
    await userEvent.tab();
    const { activeElement } = document;
    const name = activeElement?.getAttribute('aria-label') ?? activeElement?.tagName.toLowerCase();
    stops.push(activeElement?.getAttribute('role') ?? name);
  }
  const bar = ['Recently deleted (2)', 'View: order, columns, row height', 'Import certificate'];
  expect(stops).toEqual([expect.any(String), 'input', ...bar, 'Later', 'row']);
});

it('[U02] [L02] an arrow key chooses a filter', async () => {
  await openPage();
  act(() =>
    useCertificates.setState(({ list }) => ({ list: list && { ...list, filters: { ...list.filters, revoked: 5 } } })),
  );
  act(() => screen.getByRole('radio', { name: /^All/ }).focus());
  await userEvent.keyboard('{ArrowRight}');
  const revoked = screen.getByRole<HTMLInputElement>('radio', { name: /^Revoked/ });
  expect([revoked.checked, document.activeElement]).toEqual([true, revoked]);
  expect(useCertificates.getState().query.filter).toBe('revoked');
  act(() => useCertificates.setState({ query: emptyQuery }));
});

it.each(['{ArrowDown}', '{Enter}'])('[U02] [L02] %s in the search leads to the first result', async (key) => {
  await openPage();
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.keyboard(`a${key}`);
  await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('0'));
});

it('[K10] Recently deleted is beside the filters while it has certificates', async () => {
  await openPage();
  expect(screen.queryByRole('button', { name: /^Recently deleted/ })).toBeNull();
  act(() => showVaultStatus({ ...unlockedVault, deleted: 2 }));
  await userEvent.click(screen.getByRole('button', { name: 'Recently deleted (2)' }));
  expect(useDialogs.getState().open.map(({ name }) => name)).toEqual(['certificates.trash']);
});

it('[U02] the arrow keys move between the actions on selected rows', async () => {
  await openPage();
  act(() => startSelecting([all[0]?.sha256 ?? '']));
  const bar = screen.getByRole('toolbar', { name: 'Selected certificates' });
  act(() => within(bar).getByRole('button', { name: 'Back up' }).focus());
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Install' }));
  act(stopSelecting);
});

it('[U02] the view menu starts at its first choice', async () => {
  await openPage();
  act(() => screen.getByRole('button', { name: /^View/ }).focus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Expiry' })));
});

it('[L02] the details are empty while no row matches', async () => {
  await openPage();
  const hint = 'Choose a certificate to see its details here';
  await waitFor(() => expect(screen.queryByText(hint)).toBeNull());
  act(() => useCertificates.setState(({ list }) => ({ list: list && { ...list, rowCount: 0 }, pages: new Map() })));
  expect(await screen.findByText(hint)).toBeTruthy();
});
