// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { DetailPane } from '../../../renderer/features/detail/detail-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';

afterEach(cleanup);

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
