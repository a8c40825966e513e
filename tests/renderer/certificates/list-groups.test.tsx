// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SelectionBar } from '../../../renderer/features/certificates/bar/selection-bar.tsx';
import { changeQuery, unfoldAll, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { active, all, grid, openGrid, press, rows } from '../support/certificate-grid.tsx';

afterEach(cleanup);

describe('[L02] [U02] a group', () => {
  const heading = () => within(grid()).getByRole('button', { name: /^December 2026/ });
  const isFolded = () => useCertificates.getState().query.folded?.includes('2026-12') === true;
  const groupByMonth = async () => {
    await openGrid();
    await act(() => changeQuery({ group: 'month' }));
  };
  beforeEach(groupByMonth);
  afterEach(() => act(() => unfoldAll()));

  it('folds and unfolds with a press, and stays folded while another grouping is shown', async () => {
    expect([heading().getAttribute('aria-expanded'), rows().length > 5]).toEqual(['true', true]);
    await act(async () => fireEvent.click(heading()));
    expect(heading().getAttribute('aria-expanded')).toBe('false');
    expect(within(grid()).queryAllByRole('rowheader')).toEqual([]);
    expect(heading().tabIndex).toBe(0);
    await act(() => changeQuery({ group: 'bank' }));
    expect(isFolded()).toBe(false);
    await act(() => changeQuery({ group: 'month' }));
    expect(isFolded()).toBe(true);
    await act(async () => fireEvent.click(heading()));
    expect(rows().length).toBeGreaterThan(5);
  });

  it('is left, folded and entered with the arrow keys, which keep the details', async () => {
    await press('ArrowDown');
    await press('ArrowLeft');
    expect(document.activeElement).toBe(heading());
    const { selected } = useCertificates.getState();
    const key = (name: string) => act(async () => fireEvent.keyDown(heading(), { key: name }));
    await key('ArrowLeft');
    expect([isFolded(), document.activeElement, useCertificates.getState().selected]).toEqual([
      true,
      heading(),
      selected,
    ]);
    await key('ArrowRight');
    expect(isFolded()).toBe(false);
    await key('ArrowRight');
    expect(document.activeElement).toBe(active());
    await press('ArrowUp');
    expect(document.activeElement).toBe(heading());
    await key('ArrowUp');
    expect(document.activeElement?.textContent).toBe('Name');
  });

  it('[L06] while folded, is offered by “Select all”, like the expired ones', async () => {
    const { list, query } = useCertificates.getState();
    useCertificates.setState({ list: list && { ...list, folded: 10 }, query: { ...query, folded: ['2027-01'] } });
    render(<SelectionBar />);
    await press('a', { ctrlKey: true });
    const rest = await screen.findByRole('button', { name: `Select all ${all.length.toLocaleString('en')}` });
    await act(async () => fireEvent.click(rest));
    expect(useCertificates.getState().query.folded).toEqual([]);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull());
  });
});
