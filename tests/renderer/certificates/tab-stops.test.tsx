// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { CertificatesPage } from '../../../renderer/features/certificates/certificates-page.tsx';
import { NoticesPane } from '../../../renderer/features/notices/notices-pane.tsx';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { startSelecting, stopSelecting } from '../../../renderer/state/selection-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import { BelowBar } from '../../../renderer/ui/room-bar.tsx';
import { installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { all, openGrid } from '../support/certificate-grid.tsx';

afterEach(cleanup);

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

it('[U02] the first row is four Tab stops from the start of the page, below a notice', async () => {
  await openPage();
  const stops: (string | null | undefined)[] = [];
  while (stops.length < 20 && stops.at(-1) !== 'row') {
    await userEvent.tab();
    stops.push(document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName.toLowerCase());
  }
  expect(stops).toEqual(['input', 'input', 'button', 'row']);
});

it('[U02] the arrow keys move between the controls of a toolbar', async () => {
  await openPage();
  const view = screen.getByRole('button', { name: /^View/ });
  const add = screen.getByRole('button', { name: 'Import certificate' });
  act(() => view.focus());
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(add);
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
  expect(document.activeElement).toBe(view);
  await userEvent.tab();
  expect(screen.getByRole('toolbar', { name: 'List tools' }).contains(document.activeElement)).toBe(false);
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
