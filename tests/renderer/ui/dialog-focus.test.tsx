// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { RecoveryDialog } from '../../../renderer/features/vault/recovery/recovery-dialog.tsx';
import { goTo } from '../../../renderer/state/route-store.ts';
import { Button } from '../../../renderer/ui/button.tsx';
import { DialogActions } from '../../../renderer/ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { Choice } from '../../../renderer/ui/fields/choice.tsx';
import { ProgressLine } from '../../../renderer/ui/feedback/progress-line.tsx';
import { otherGroup } from '../../support/vault/recovery-groups.ts';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(cleanup);

const nothing = () => undefined;
const button = (name: string) => screen.getByRole('button', { name });
const focused = async (element: () => HTMLElement) =>
  await waitFor(() => expect(document.activeElement).toBe(element()));

it('[U02] a dialog starts at its first control, not at the close button', async () => {
  render(
    <Dialog title="one" onClose={nothing}>
      <input aria-label="field" />
      <DialogActions>
        <Button>Cancel</Button>
      </DialogActions>
    </Dialog>,
  );
  await focused(() => screen.getByRole('textbox'));
});

it('[U02] the focus follows a choice made for the user', async () => {
  const options = ['drive', 'folder'].map((value) => ({ value, name: value }));
  const choice = (value: string) => (
    <Choice look="cards" label="where" options={options} value={value} onChange={nothing} />
  );
  const { rerender } = render(choice('folder'));
  screen.getByRole('radio', { name: 'folder' }).focus();
  rerender(choice('drive'));
  await focused(() => screen.getByRole('radio', { name: 'drive' }));
});

it('[U02] a dialog without fields starts at its footer, even if its content has to load', async () => {
  const dialog = (loaded: boolean) => (
    <Dialog title="one" onClose={nothing}>
      {loaded && (
        <DialogActions>
          <Button>Done</Button>
        </DialogActions>
      )}
    </Dialog>
  );
  const { rerender } = render(dialog(false));
  rerender(dialog(true));
  await focused(() => button('Done'));
});

it('[U02] a dialog opened from a menu returns the focus to the menu’s button, even if another replaced it', async () => {
  function Page() {
    const [open, setOpen] = useState(0);
    return (
      <>
        <MenuTrigger>
          <Button>More</Button>
          <Popover>
            <Menu>
              <MenuItem onAction={() => setOpen(1)}>Export</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
        {open > 0 && (
          <Dialog key={open} title={`step ${open}`} onClose={() => setOpen(0)}>
            <Button onPress={() => setOpen(2)}>Next</Button>
          </Dialog>
        )}
      </>
    );
  }
  render(<Page />);
  await userEvent.click(button('More'));
  await userEvent.click(screen.getByRole('menuitem'));
  await userEvent.click(button('Next'));
  await focused(() => button('Next'));
  await userEvent.keyboard('{Escape}');
  await focused(() => button('More'));
});

it('[U02] a dialog that replaces another returns the focus to the control that opened the first', async () => {
  function Page() {
    const [open, setOpen] = useState(0);
    return (
      <>
        <Button onPress={() => setOpen(1)}>Open</Button>
        {open > 0 && (
          <Dialog key={open} title={`step ${open}`} onClose={() => setOpen(0)}>
            <Button onPress={() => setOpen(2)}>Next</Button>
          </Dialog>
        )}
      </>
    );
  }
  const user = userEvent.setup();
  render(<Page />);
  await user.click(button('Open'));
  await user.click(button('Next'));
  await screen.findByRole('dialog', { name: 'step 2' });
  await user.click(button('Close'));
  await focused(() => button('Open'));
});

it('[U02] the focus moves to the next empty field if the button that opened a dialog is gone', async () => {
  function Page() {
    const [above, setAbove] = useState<'before' | 'open' | 'closed'>('before');
    return (
      <Dialog title="below" onClose={nothing}>
        <input aria-label="filled" type="text" defaultValue="x" />
        <input aria-label="passphrase" type="password" />
        {above !== 'closed' && <Button onPress={() => setAbove('open')}>Open</Button>}
        {above === 'open' && (
          <Dialog title="above" onClose={() => setAbove('closed')}>
            <DialogActions>
              <Button onPress={() => setAbove('closed')}>Done</Button>
            </DialogActions>
          </Dialog>
        )}
      </Dialog>
    );
  }
  const user = userEvent.setup();
  render(<Page />);
  await user.click(button('Open'));
  await user.click(await screen.findByRole('button', { name: 'Done' }));
  await focused(() => screen.getByLabelText('passphrase'));
});

it.each(['a button that is gone', 'a menu without a button'])(
  '[U02] a dialog opened by %s returns the focus to the row',
  async (by) => {
    function Page() {
      const [open, setOpen] = useState<'first' | 'dialog' | 'none'>('first');
      const row = useRef<HTMLDivElement>(null);
      return (
        <main tabIndex={-1}>
          <div role="row" tabIndex={0} ref={row} />
          {open === 'first' && by.endsWith('gone') && <Button onPress={() => setOpen('dialog')}>Import</Button>}
          {open === 'first' && by.endsWith('button') && (
            <Popover triggerRef={row} isOpen>
              <Menu aria-label="menu" onAction={() => setOpen('dialog')}>
                <MenuItem>Import</MenuItem>
              </Menu>
            </Popover>
          )}
          {open === 'dialog' && (
            <Dialog title="one" onClose={() => setOpen('none')}>
              <input aria-label="field" />
            </Dialog>
          )}
        </main>
      );
    }
    const user = userEvent.setup();
    goTo('certificates');
    render(<Page />);
    await user.click(screen.getByText('Import'));
    await focused(() => screen.getByRole('textbox'));
    await user.keyboard('{Escape}');
    await focused(() => screen.getByRole('row'));
  },
);

it('[U05] while a call runs, the focus is on the progress, so that a second Enter doesn’t cancel, and Tab goes to Cancel', async () => {
  let cancelled = 0;
  function Page() {
    const [busy, setBusy] = useState(false);
    return (
      <Dialog title="one" onClose={nothing}>
        {busy && <ProgressLine label="working" onCancel={() => (cancelled += 1)} />}
        <Button isDisabled={busy} onPress={() => setBusy(true)}>
          Start
        </Button>
      </Dialog>
    );
  }
  render(<Page />);
  act(() => button('Start').focus());
  await userEvent.keyboard('{Enter}');
  await focused(() => screen.getByRole('progressbar', { name: 'working' }));
  await userEvent.keyboard('{Enter}');
  expect(cancelled).toBe(0);
  await userEvent.tab();
  expect(document.activeElement).toBe(button('Cancel the operation'));
});

it('[U05] the focus moves to the progress if the field that started the call was disabled', async () => {
  function Page() {
    const [busy, setBusy] = useState(false);
    return (
      <Dialog title="one" onClose={nothing}>
        <input
          aria-label="field"
          disabled={busy}
          onKeyDown={({ currentTarget }) => {
            currentTarget.blur();
            setBusy(true);
          }}
        />
        {busy && <ProgressLine label="working" onCancel={nothing} />}
      </Dialog>
    );
  }
  render(<Page />);
  await focused(() => screen.getByRole('textbox'));
  await userEvent.keyboard('{Enter}');
  await focused(() => screen.getByRole('progressbar'));
});

it('[U05] a button keeps the focus while its call runs', async () => {
  let pressed = 0;
  const page = (isBusy: boolean) => (
    <>
      <Button isDisabled={isBusy} onPress={() => (pressed += 1)}>
        Check
      </Button>
      <Button>Other</Button>
    </>
  );
  const { rerender } = render(page(false));
  await userEvent.click(button('Check'));
  rerender(page(true));
  await userEvent.keyboard('{Enter}');
  expect({ pressed, isFocused: document.activeElement === button('Check') }).toEqual({ pressed: 1, isFocused: true });
  expect(button('Check').getAttribute('aria-disabled')).toBe('true');
  await userEvent.click(button('Other'));
  expect(button('Check').hasAttribute('disabled')).toBe(true);
});

async function showCode(onClose: () => void = nothing): Promise<ReturnType<typeof userEvent.setup>> {
  installBridge({
    'app.protectContent': () => ({}),
    'vault.createRecoveryCode': () => ({ code: 'AAAA-BBBB', asked: [1, 2] }),
    'vault.confirmRecoveryCode': () => unlockedVault,
  });
  render(<RecoveryDialog onClose={onClose} />);
  const user = userEvent.setup();
  await user.keyboard('{Enter}');
  await screen.findByTestId('recovery-code');
  return user;
}

it('[U02] [K01] the focus goes to the recovery code, and to “Done” after it was confirmed', async () => {
  const user = await showCode();
  await focused(() => screen.getByRole('region', { name: /groups/ }));
  await user.click(button('I’ve written it down'));
  await user.keyboard(`${otherGroup(1)}${otherGroup(2)}`);
  await user.click(button('Confirm'));
  await focused(() => button('Done'));
});

it('[K01] asks before an unconfirmed recovery code is discarded', async () => {
  let closed = 0;
  const user = await showCode(() => (closed += 1));
  await user.keyboard('{Escape}');
  expect(closed).toBe(0);
  await focused(() => button('Go back to the code'));
  await user.keyboard('{Enter}');
  expect(screen.queryByRole('button', { name: 'Discard the code' })).toBeNull();
  expect(screen.getByTestId('recovery-code').textContent).toContain('AAAA');
  await user.click(button('Close'));
  await user.click(button('Discard the code'));
  expect(closed).toBe(1);
});
