// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../main/vault/protectors/recovery-code.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { clearSecrets } from '../../../renderer/state/vault/secrets-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { RecoveryCodeField } from '../../../renderer/ui/fields/recovery-code-field.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const code = formatRecoveryCode(Uint8Array.from({ length: 16 }, (_each, index) => index * 17));
const groups = code.split('-');

function Typed() {
  const [value, setValue] = useState('');
  return (
    <>
      <RecoveryCodeField label="Recovery code" value={value} onChange={setValue} autoFocus />
      <output>{value}</output>
    </>
  );
}

const boxes = () => screen.getAllByRole<HTMLInputElement>('textbox');
const typed = () => boxes().map(({ value }) => value);
const focused = () => boxes().findIndex((box) => box === document.activeElement);

describe('[K05] [U02] the recovery code field', () => {
  beforeEach(async () => {
    installMatchMedia();
    installBridge({ 'app.protectContent': () => ({}) });
    await startI18n('en');
    render(<Typed />);
  });
  afterEach(cleanup);

  it('shows what is typed, moves from box to box, and accepts lower case without hyphens', async () => {
    await userEvent.keyboard(code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'));
    expect(typed()).toEqual(groups);
    expect(boxes().every(({ type }) => type === 'text')).toBe(true);
    expect(screen.getByRole('status').textContent).toBe(code);
  });

  it('goes on by itself after a full box, and ignores the Tab of a habit once', async () => {
    await userEvent.keyboard(`${groups[0]}{Tab}`);
    expect(focused()).toBe(1);
    await userEvent.keyboard(`${groups[1]}{Tab}{Tab}`);
    expect(focused()).toBe(3);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focused()).toBe(2);
  });

  it('ignores that Tab in a dialog too', async () => {
    cleanup();
    render(
      <Dialog title="Recovery code" onClose={() => undefined}>
        <Typed />
      </Dialog>,
    );
    await userEvent.keyboard(`${groups[0]}{Tab}`);
    expect(focused()).toBe(1);
  });

  it('fills all boxes from a code pasted into any box', async () => {
    act(() => boxes()[4]?.focus());
    await userEvent.paste(`  ${groups.join(' – ')}\n`);
    expect(typed()).toEqual(groups);
  });

  it('names a wrong group as soon as it is complete, and keeps the entry', async () => {
    const wrong = (groups[2] ?? '').replace(/^./, (symbol) => (symbol === '7' ? '8' : '7'));
    await userEvent.paste(groups.with(2, wrong).join('-'));
    expect(screen.getByRole('alert').textContent).toBe('Typing error in group 3. Compare your entry with your paper.');
    expect(
      boxes()
        .map((box) => box.getAttribute('aria-invalid') === 'true')
        .indexOf(true),
    ).toBe(2);
    expect(boxes()[2]?.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id);
    expect(typed()).toEqual(groups.with(2, wrong));
    await userEvent.clear(boxes()[2] as HTMLInputElement);
    await userEvent.type(boxes()[2] as HTMLInputElement, groups[2] ?? '');
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(typed()).toEqual(groups);
  });

  it('moves between boxes by arrow keys and Backspace, and names each box', async () => {
    await userEvent.keyboard(`${groups[0]}${groups[1]}`);
    expect(focused()).toBe(2);
    await userEvent.keyboard('{Backspace}');
    expect(focused()).toBe(1);
    await userEvent.keyboard('{Backspace}');
    expect(typed()[1]).toBe(groups[1]?.slice(0, 3));
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(focused()).toBe(0);
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(1);
    expect(screen.getByRole('group', { name: 'Recovery code' })).toBeDefined();
    expect(boxes().map((box) => box.getAttribute('aria-label'))).toEqual(
      groups.map((_group, index) => `Group ${index + 1}`),
    );
  });

  it('[K03] is cleared by a lock', async () => {
    await userEvent.paste(code);
    act(() => clearSecrets());
    expect(typed()).toEqual(groups.map(() => ''));
  });
});
