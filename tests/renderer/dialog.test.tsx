import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../renderer/i18n/i18n.ts';
import { Dialog } from '../../renderer/ui/dialog.tsx';

beforeEach(async () => await startI18n('en'));
afterEach(cleanup);

const nothingHasFocus = () => act(() => (document.activeElement as HTMLElement).blur());
const escape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });

it('[U02] Escape closes a dialog also when the button that had the focus is gone', () => {
  const close = vi.fn<() => void>();
  render(
    <Dialog title="one" onClose={close}>
      {null}
    </Dialog>,
  );
  nothingHasFocus();
  escape();
  expect(close).toHaveBeenCalledTimes(1);
});

it('[U02] Escape closes only the dialog on top, once, wherever the focus is', () => {
  const below = vi.fn<() => void>();
  const above = vi.fn<() => void>();
  render(
    <Dialog title="below" onClose={below}>
      {null}
    </Dialog>,
  );
  render(
    <Dialog title="above" onClose={above}>
      {null}
    </Dialog>,
  );
  nothingHasFocus();
  escape();
  act(() => screen.getByRole('button').focus());
  escape();
  expect(above).toHaveBeenCalledTimes(2);
  expect(below).not.toHaveBeenCalled();
});
