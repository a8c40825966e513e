// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ListFileDialog } from '../../../renderer/features/certificates/list-file-dialog.tsx';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { active, all, expiredRows, grid, openGrid, press } from '../support/certificate-grid.tsx';
import { defaultSettings, installBridge } from '../support/fake-bridge.ts';

afterEach(cleanup);

describe('[L05] expired certificates at the end', () => {
  const tail = () => within(grid()).getByRole('button', { name: /^Expired 10/ });

  beforeEach(() => openGrid({ withExpired: true }));

  it('are folded into one heading that counts as a row and expands below the others', async () => {
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length - expiredRows + 2));
    expect(tail().getAttribute('aria-expanded')).toBe('false');
    await act(async () => fireEvent.click(tail()));
    expect(useCertificates.getState().query.expired).toBe('shown');
    expect(tail().getAttribute('aria-expanded')).toBe('true');
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length + 2));
  });

  it('have a count with a thousands separator', () => {
    const { list } = useCertificates.getState();
    act(() => useCertificates.setState({ list: list && { ...list, expired: { count: 2598, isShown: false } } }));
    expect(within(grid()).getByRole('button', { name: /^Expired 2,598/ })).toBeDefined();
  });

  it('[L08] are counted after the list is exported', async () => {
    const destinationId = '22222222-2222-4222-8222-222222222222';
    const written = { displayPath: '/home/li/list.csv', bytes: 9, certificates: 1, expired: 1 };
    installBridge({
      'files.chooseDestination': () => ({ outcome: 'chosen', destinationId, displayPath: written.displayPath }),
      'list.write': () => written,
    });
    render(<ListFileDialog onClose={() => undefined} />);
    expect(screen.queryByText(/expired\./)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /^Choose/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Save file' }));
    expect(await screen.findByText('1 certificate has expired.')).toBeDefined();
  });

  it('are counted while hidden, and shown for now with a press that keeps the setting', async () => {
    const { list, query } = useCertificates.getState();
    const settings = { ...defaultSettings, list: { ...defaultSettings.list, expiredHidden: true } };
    act(() => useSettings.setState({ settings }));
    const hiding = list && { ...list, expired: null, hidden: 372 };
    act(() => useCertificates.setState({ query: { ...query, expired: 'hidden' }, list: hiding }));
    const hidden = within(grid()).getByRole('button', { name: /^Expired 372 ?Hidden. Click to show$/ });
    await act(async () => fireEvent.click(hidden));
    await waitFor(() => expect(tail().getAttribute('aria-expanded')).toBe('true'));
    expect(useCertificates.getState().query.expired).toBe('shown');
    expect(tail().textContent).toContain('Shown for now. Click to hide');
    await act(async () => fireEvent.click(tail()));
    expect(useCertificates.getState().query.expired).toBe('hidden');
    expect(useSettings.getState().settings?.list.expiredHidden).toBe(true);
  });

  it('look folded while shown out of sight below, and a press then scrolls to them', async () => {
    await act(async () => fireEvent.click(tail()));
    const whole = grid().scrollTop;
    expect([whole > 0, tail().getAttribute('aria-expanded')]).toEqual([true, 'true']);
    grid().scrollTop = 0;
    fireEvent.scroll(grid());
    expect(tail().getAttribute('aria-expanded')).toBe('false');
    await act(async () => fireEvent.click(tail()));
    expect([grid().scrollTop, tail().getAttribute('aria-expanded')]).toEqual([whole, 'true']);
    expect(useCertificates.getState().query.expired).toBe('shown');
  });

  it('are reached with Arrow Down from the last row, and left with Arrow Up', async () => {
    await press('End');
    await press('ArrowDown');
    expect(document.activeElement).toBe(tail());
    fireEvent.keyDown(tail(), { key: 'ArrowUp' });
    await waitFor(() => expect(active()?.dataset['index']).toBe(String(all.length - expiredRows - 1)));
  });
});
