// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useRef, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRoomFocus } from '../../../renderer/app/use-room-focus.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { Button } from '../../../renderer/ui/button.tsx';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { enterRoom } from '../../../renderer/ui/enter-room.ts';
import { DialogActions } from '../../../renderer/ui/dialog/dialog-actions.tsx';
import { WizardSteps } from '../../../renderer/ui/dialog/wizard-steps.tsx';
import { CopyAndSave } from '../../../renderer/ui/feedback/copy-and-save.tsx';
import { ProgressLine, saidAfterMs } from '../../../renderer/ui/feedback/progress-line.tsx';
import { type Destination, PlaceField } from '../../../renderer/ui/fields/place-field.tsx';
import { installBridge } from '../support/fake-bridge.ts';

beforeEach(async () => await startI18n('en'));
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const said = () => screen.getByRole('status').textContent;
const frames = () => act(() => new Promise((done) => setTimeout(done, 60)));

it('[U02] [U05] a long operation is announced step by step', () => {
  vi.useFakeTimers();
  const { rerender } = render(<ProgressLine label="Reading" />);
  act(() => void vi.advanceTimersByTime(saidAfterMs - 1));
  expect(said()).toBe('');
  act(() => void vi.advanceTimersByTime(1));
  expect(said()).toBe('Reading');
  rerender(<ProgressLine label="Reading" progress={{ step: 'verifying', fraction: 0.5 }} />);
  act(() => void vi.advanceTimersByTime(saidAfterMs));
  expect(said()).not.toBe('Reading');
});

function Step({ children }: { readonly children?: ReactNode }) {
  return (
    <Dialog title="Import" onClose={() => undefined}>
      {children}
    </Dialog>
  );
}

it('[U02] the end of a step moves the focus to the dialog, not to its close button', async () => {
  const { rerender } = render(<Step>{<button type="button">Next</button>}</Step>);
  const next = screen.getByRole('button', { name: 'Next' });
  act(() => next.focus());
  // Like browsers, which report the focus loss while the element is removed.
  fireEvent.focusOut(next);
  rerender(<Step />);
  await frames();
  expect(document.activeElement).toBe(screen.getByRole('dialog'));
});

function Place() {
  const [destination, setDestination] = useState<Destination | null>(null);
  const ask = async () => ({ outcome: 'chosen', destinationId: 'd', displayPath: '/media/usb' }) as const;
  return <PlaceField kind="folder" ask={ask} destination={destination} onDestination={setDestination} />;
}

it('[U02] a chosen folder is announced, and the button that chose it keeps the focus', async () => {
  render(<Place />);
  expect(said()).toBe('');
  screen.getByRole('button', { name: 'Choose a folder' }).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(said()).toContain('/media/usb'));
  const other = screen.getByRole('button', { name: 'Choose another place' });
  expect(document.activeElement).toBe(other);
});

it('[U02] each step after the first is announced with its number', () => {
  const { rerender } = render(<WizardSteps steps={['What', 'Where']} current={0} />);
  expect(said()).toBe('');
  rerender(<WizardSteps steps={['What', 'Where']} current={1} />);
  expect(said()).toBe('Step 2 of 2: Where');
});

function Rooms({ name, children }: { readonly name: string; readonly children?: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  useRoomFocus(main, name);
  return (
    <>
      {['Overview', 'Certificates'].map((room) => (
        <button key={room} type="button" {...(room === name && { 'aria-current': 'page' })}>
          {room}
        </button>
      ))}
      <main ref={main} tabIndex={-1} aria-label={name}>
        {children}
      </main>
    </>
  );
}

it('[U02] a page opened by a shortcut gets the focus, so that its name is announced', async () => {
  const { rerender } = render(<Rooms name="Overview" />);
  screen.getByRole('button', { name: 'Overview' }).focus();
  rerender(<Rooms name="Certificates" />);
  await frames();
  expect(document.activeElement).toBe(screen.getByRole('main', { name: 'Certificates' }));
});

it('[U02] a page focused by a key shows the focus until it moves on, but not after a click', async () => {
  render(<Rooms name="Overview">{<button type="button">All</button>}</Rooms>);
  const main = screen.getByRole('main');
  await userEvent.click(screen.getByRole('button', { name: 'All' }));
  enterRoom('overview');
  await frames();
  expect([document.activeElement, main.dataset['focusVisible']]).toEqual([main, undefined]);
  await userEvent.keyboard('{Control>}2{/Control}');
  enterRoom('overview');
  await frames();
  expect([document.activeElement, main.dataset['focusVisible']]).toEqual([main, '']);
  await userEvent.click(screen.getByRole('button', { name: 'All' }));
  expect(main.dataset['focusVisible']).toBeUndefined();
});

it('[U02] the title of a page opened by a key gets the focus, without a ring', async () => {
  render(<Rooms name="Backup">{<h1>Backup and restore</h1>}</Rooms>);
  await userEvent.keyboard('{Control>}5{/Control}');
  enterRoom('backup');
  await frames();
  const title = screen.getByRole('heading', { level: 1 });
  expect([document.activeElement, title.dataset['focusVisible']]).toEqual([title, undefined]);
});

it('[U02] the keys that scroll do so while the focus is on the title or the page, above the part that scrolls', () => {
  render(
    <Rooms name="Activity">
      <h1 tabIndex={-1}>Activity</h1>
      <div data-testid="part" style={{ overflowY: 'auto' }}>
        <button type="button">All</button>
      </div>
    </Rooms>,
  );
  const part = screen.getByTestId('part');
  Object.defineProperties(part, { scrollHeight: { value: 900 }, clientHeight: { value: 200 } });
  const press = (target: HTMLElement, key: string) => fireEvent.keyDown(target, { key });
  const title = screen.getByRole('heading', { level: 1 });
  const tops = ['PageDown', 'ArrowDown', 'ArrowUp', 'End', 'Home'].map((key) => {
    press(title, key);
    return part.scrollTop;
  });
  expect(tops).toEqual([180, 220, 180, 1080, 180]);
  press(screen.getByRole('main'), 'PageUp');
  expect(part.scrollTop).toBe(0);
  press(screen.getByRole('button', { name: 'All' }), 'PageDown');
  expect(part.scrollTop).toBe(0);
});

it('[U02] the rail button that opened a page keeps the focus', async () => {
  const { rerender } = render(<Rooms name="Overview" />);
  const pressed = screen.getByRole('button', { name: 'Certificates' });
  pressed.focus();
  rerender(<Rooms name="Certificates" />);
  await frames();
  expect(document.activeElement).toBe(pressed);
});

it('[U02] a page gets the focus when the button that opened it is gone', async () => {
  const { rerender } = render(<Rooms name="Overview">{<button type="button">All</button>}</Rooms>);
  const all = screen.getByRole('button', { name: 'All' });
  act(() => all.focus());
  rerender(<Rooms name="Certificates" />);
  await frames();
  expect(document.activeElement).toBe(screen.getByRole('main', { name: 'Certificates' }));
});

it('[U02] a page gets the focus when its list becomes empty, so that Tab does not restart at the top', async () => {
  const { rerender } = render(<Rooms name="Certificates">{<button type="button">Import</button>}</Rooms>);
  const button = screen.getByRole('button', { name: 'Import' });
  act(() => button.focus());
  fireEvent.focusOut(button);
  rerender(<Rooms name="Certificates" />);
  await frames();
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

it('[U02] the main button of the next step gets the focus even if the previous step lost it', async () => {
  const { rerender } = render(<Step>{<button type="button">Next</button>}</Step>);
  const next = screen.getByRole('button', { name: 'Next' });
  act(() => next.focus());
  fireEvent.focusOut(next);
  // As after Enter submits a form: React Aria waits a frame before moving the focus.
  rerender(
    <Step>
      <input aria-label="Place" />
    </Step>,
  );
  await frames();
  expect(document.activeElement).not.toBe(document.body);
  rerender(
    <Step>
      <input aria-label="Place" />
      <Button autoFocus>Install</Button>
    </Step>,
  );
  act(() => screen.getByLabelText('Place').focus());
  await frames();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Install' }));
});

it('[U02] choosing a file for the sheet focuses its Save button, and the confirmation scrolls into view', async () => {
  const shown: string[] = [];
  Element.prototype.scrollIntoView = function scroll() {
    shown.push(this.textContent);
  };
  const step = vi.fn<() => void>();
  const write = vi.fn<() => Promise<{ displayPath: string }>>(async () => ({ displayPath: '/media/usb/sheet.txt' }));
  const destinationId = '11111111-1111-4111-8111-111111111111';
  installBridge({
    'files.chooseDestination': () => ({ outcome: 'chosen', destinationId, displayPath: '/media/usb' }),
  });
  const words = { copy: 'Copy', copyFailed: '', save: 'Save sheet', saving: 'Saving', saved: 'Sheet saved' };
  render(
    <Step>
      <CopyAndSave text={() => ''} purpose="contact-sheet" write={write} copied={() => ''} words={words} />
      <DialogActions>
        <Button onPress={step}>Next</Button>
      </DialogActions>
    </Step>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save sheet' }));
  await userEvent.click(screen.getByRole('button', { name: /^Choose/ }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Save' })));
  await userEvent.keyboard('{Enter}');
  await screen.findByText('Sheet saved');
  expect(shown).toEqual(['Sheet saved/media/usb/sheet.txt']);
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  expect([write.mock.calls.length, step.mock.calls.length]).toEqual([1, 0]);
});
