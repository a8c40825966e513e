// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { ProgressLine } from '../../../renderer/ui/feedback/progress-line.tsx';
import { Button } from '../../../renderer/ui/button.tsx';
import { Choice } from '../../../renderer/ui/fields/choice.tsx';
import { DialogActions } from '../../../renderer/ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';

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

it('[U02] the arrow keys on a button beside an option do not choose another', async () => {
  const change = vi.fn<(value: string) => void>();
  const options = [
    { value: 'a', name: 'one', action: <Button>Manage</Button> },
    { value: 'b', name: 'two' },
  ];
  render(<Choice look="cards" label="which" value="a" onChange={change} options={options} />);
  const button = screen.getByRole('button', { name: 'Manage' });
  act(() => button.focus());
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowLeft}{ArrowRight}');
  expect(change).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button);
  act(() => screen.getByRole('radio', { name: 'one' }).focus());
  await userEvent.keyboard('{ArrowDown}');
  expect(change.mock.calls).toEqual([['b']]);
});

it('[U02] Tab reaches the first option of a group without a selection', async () => {
  const options = [
    { value: 'a', name: 'one' },
    { value: 'b', name: 'two' },
  ];
  const { rerender } = render(
    <Choice look="cards" label="which" value={null} onChange={() => undefined} options={options} />,
  );
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'one' }));
  rerender(<Choice look="cards" label="which" value="gone" onChange={() => undefined} options={options} />);
  expect(screen.getByRole('radio', { name: 'one' }).tabIndex).toBe(0);
});

it('[U02] while an operation without its own Cancel runs, the progress has the focus, not the footer’s Cancel', async () => {
  function Page() {
    const [busy, setBusy] = useState(false);
    return (
      <Dialog title="one" onClose={vi.fn<() => void>()}>
        {busy && <ProgressLine label="Working" />}
        <DialogActions>
          <Button>Cancel</Button>
          <Button onPress={() => setBusy(true)} isDisabled={busy}>
            Go
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Go' }));
  nothingHasFocus();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('progressbar')));
});

it('[U02] the progress takes the focus if the step that started the operation is gone', async () => {
  function Page() {
    const [busy, setBusy] = useState(false);
    return (
      <Dialog title="one" onClose={vi.fn<() => void>()}>
        {busy ? (
          <>
            <input aria-label="first" />
            <ProgressLine label="Working" onCancel={vi.fn<() => void>()} />
          </>
        ) : (
          <Button onPress={() => setBusy(true)}>Go</Button>
        )}
      </Dialog>
    );
  }
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Go' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('progressbar')));
});

it('[U02] a dialog that opens while its operation runs starts at the progress, not at Cancel', async () => {
  render(
    <Dialog title="one" onClose={vi.fn<() => void>()}>
      <ProgressLine label="Working" onCancel={vi.fn<() => void>()} />
    </Dialog>,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('progressbar')));
});

it('[U02] the focus moves to the primary button, not to another action, if the pressed button is gone', async () => {
  function Page() {
    const [isIn, setIn] = useState(true);
    return (
      <Dialog title="written" onClose={() => undefined}>
        <Button>Move to trash</Button>
        {isIn && <Button onPress={() => setIn(false)}>Eject</Button>}
        <DialogActions>
          <Button look="danger">Erase</Button>
          <Button look="primary">Done</Button>
        </DialogActions>
      </Dialog>
    );
  }
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Eject' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Done' })));
});

it('[U02] the focus moves to the first field, not to Close, if a dialog’s opener is gone', async () => {
  function Page() {
    const [above, setAbove] = useState<'before' | 'open' | 'closed'>('before');
    return (
      <Dialog title="below" onClose={() => undefined}>
        <Choice
          look="cards"
          label="where"
          options={[{ value: 'key', name: 'key' }]}
          value="key"
          onChange={() => undefined}
        />
        {above !== 'closed' && <Button onPress={() => setAbove('open')}>Manage</Button>}
        <DialogActions>
          <Button look="primary">Next</Button>
        </DialogActions>
        {above === 'open' && (
          <Dialog title="above" onClose={() => undefined}>
            <DialogActions>
              <Button onPress={() => setAbove('closed')}>Turn on</Button>
            </DialogActions>
          </Dialog>
        )}
      </Dialog>
    );
  }
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Manage' }));
  await userEvent.click(screen.getByRole('button', { name: 'Turn on' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'key' })));
});

it('[U02] puts Cancel before the main button, and after it on Windows, for the eye and for Tab', async () => {
  const names = () => {
    const { unmount } = render(
      <Dialog title="Order" onClose={() => undefined}>
        <DialogActions>
          <>
            <div data-start>
              <button type="button">Back</button>
            </div>
            <Button>Cancel</Button>
            <Button look="primary">Save</Button>
          </>
        </DialogActions>
      </Dialog>,
    );
    const foot = document.querySelector<HTMLElement>('[data-dialog="foot"]');
    const found = [...(foot?.querySelectorAll('button') ?? [])].map((button) => button.textContent);
    unmount();
    return found;
  };
  expect(names()).toEqual(['Back', 'Cancel', 'Save']);
  const agent = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Windows NT 10.0; Win64; x64)');
  expect(names()).toEqual(['Back', 'Save', 'Cancel']);
  agent.mockRestore();
});
