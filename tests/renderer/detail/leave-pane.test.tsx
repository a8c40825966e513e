// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { DetailPane } from '../../../renderer/features/detail/detail-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs, isDialogOpen } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { installBridge, Refusal } from '../support/fake-bridge.ts';
import { inventoryOf } from '../support/sample-stores.ts';

afterEach(() => {
  cleanup();
  closeDialogs();
});

it('[U02] Escape in the details returns to the row', async () => {
  await startI18n('en');
  render(
    <>
      <div role="row" tabIndex={0}>
        row
      </div>
      <DetailPane sha256={null} ref={createRef()} />
    </>,
  );
  const pane = screen.getByRole('complementary', { name: 'Certificate details' });
  pane.focus();
  fireEvent.keyDown(pane, { key: 'Escape' });
  expect(document.activeElement?.textContent).toBe('row');
});

it('[L08] [K10] a certificate that isn’t found leads to “Recently deleted”', async () => {
  await startI18n('en');
  installBridge({
    'certificates.detail': () => {
      throw new Refusal('not-found');
    },
    'stores.inventory': () => inventoryOf([]),
  });
  render(<DetailPane sha256={'d'.repeat(64)} ref={createRef()} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Recently deleted' }));
  expect(isDialogOpen('certificates.trash')).toBe(true);
});
