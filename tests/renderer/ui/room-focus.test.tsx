// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useRoomFocus } from '../../../renderer/app/use-room-focus.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Room() {
  const main = useRef<HTMLElement>(null);
  useRoomFocus(main, 'certificates');
  return (
    <main ref={main} tabIndex={-1}>
      <div role="row" tabIndex={0} />
      <button type="button">goes</button>
      <button type="button">stays</button>
    </main>
  );
}

it('[U02] gives the focus of a removed button to a row, and leaves the next focused button alone', () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] });
  render(<Room />);
  const [goes, stays] = [screen.getByText('goes'), screen.getByText('stays')];
  goes.focus();
  fireEvent.focusOut(goes);
  goes.remove();
  act(() => {
    vi.advanceTimersToNextFrame();
  });
  const first = document.activeElement;
  stays.focus();
  act(() => {
    vi.advanceTimersByTime(100);
  });
  expect(document.activeElement).toBe(stays);
  expect(first).toBe(screen.getByRole('row'));
});
