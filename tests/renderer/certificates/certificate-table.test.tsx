// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilterChips } from '../../../renderer/features/certificates/bar/filter-chips.tsx';
import { SelectionBar } from '../../../renderer/features/certificates/bar/selection-bar.tsx';
import { ViewMenu } from '../../../renderer/features/certificates/bar/view-menu.tsx';
import { refreshCertificates, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { startSelecting, useSelection } from '../../../renderer/state/selection-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { gridGeometry } from '../../../renderer/ui/grid/grid-geometry.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { active, all, grid, openGrid, opened, press, rows, ticked } from '../support/certificate-grid.tsx';
import { openedWith } from '../support/dialogs.tsx';
import { defaultSettings, type FakeBridge } from '../support/fake-bridge.ts';

let bridge: FakeBridge;

beforeEach(async () => {
  bridge = await openGrid();
});
afterEach(cleanup);

describe('[L07] a window on the list', () => {
  it('renders only a few rows and reports how many there are', () => {
    expect(rows().length).toBeLessThan(30);
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length + 1));
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('loads rows as they come into view, and shows placeholders until then', async () => {
    const asked = (row: number) =>
      bridge.requests.some(({ input }) => {
        const { offset, limit } = input as { offset: number; limit: number };
        return offset <= row && row < offset + limit;
      });
    act(() => {
      grid().scrollTop = 36 * 1000;
      fireEvent.scroll(grid());
    });
    expect(rows().some((row) => row.getAttribute('aria-busy') === 'true')).toBe(true);
    await waitFor(() => expect(rows().some((row) => row.getAttribute('aria-busy') === 'true')).toBe(false));
    expect(asked(1000)).toBe(true);
    expect(asked(500)).toBe(false);
    expect(rows().map((row) => row.dataset['index'])).toContain('1000');
    // The row in the tab order stays in the document.
    expect(active()?.dataset['index']).toBe('0');
  });

  it('[L01] names have two lines in comfortable rows, and one in compact rows', () => {
    const isClamped = () => rows()[0]?.querySelector('[role="rowheader"] b')?.className.includes('clamped');
    expect(isClamped()).toBe(false);
    const list = { ...defaultSettings.list, density: 'comfortable' as const };
    act(() => useSettings.setState({ settings: { ...defaultSettings, list }, info: null }));
    expect(isClamped()).toBe(true);
  });

  it('computes the position of every row and heading by its index', () => {
    const groups = [
      { key: 'a', start: 0, count: 2 },
      { key: 'b', start: 2, count: 3 },
    ];
    const geometry = gridGeometry(5, groups, 50, 30);
    expect(geometry.height).toBe(5 * 50 + 2 * 30);
    expect([0, 1, 2, 4].map((row) => geometry.topOf(row))).toEqual([30, 80, 160, 260]);
    const kinds = geometry.between(0, 400).map((item) => (item.kind === 'row' ? item.index : item.group.key));
    expect(kinds).toEqual(['a', 0, 1, 'b', 2, 3, 4]);
    const folded = gridGeometry(2, [...groups.slice(0, 1), { key: 'b', start: 2, count: 3 }], 50, 30);
    expect(folded.between(0, 400).map(({ top, position }) => [top, position])).toEqual([
      [0, 0],
      [30, 1],
      [80, 2],
      [130, 3],
    ]);
    expect(geometry.between(130, 140).map((item) => item.kind)).toEqual(['group']);
    expect(geometry.between(100, 131).map(({ position }) => position)).toEqual([0, 2, 3]);
  });
});

describe('[U02] [L07] the list by keyboard', () => {
  it('moves focus and details with the arrow and page keys, Home and End', async () => {
    await press('ArrowDown');
    expect(document.activeElement).toBe(active());
    expect(active()?.dataset['index']).toBe('1');
    expect(useCertificates.getState().selected).toBe(all[1]?.sha256);
    await press('End');
    expect(active()?.dataset['index']).toBe(String(all.length - 1));
    await press('Home');
    await press('PageDown');
    expect(Number(active()?.dataset['index'])).toBeGreaterThan(5);
    await press('Enter');
    await waitFor(() => expect(opened).toHaveBeenCalled());
  });

  it('[K10] deletes the focused row with the Delete key', async () => {
    await press('ArrowDown');
    await press('Delete');
    expect(openedWith('certificates.delete')).toEqual({ sha256s: [all[1]?.sha256] });
  });

  it('doesn’t take back the focus after a key or a press that moved nothing', async () => {
    const elsewhere = document.body.appendChild(document.createElement('input'));
    await press('Home');
    elsewhere.focus();
    await act(() => refreshCertificates());
    expect(document.activeElement).toBe(elsewhere);
    fireEvent.click(active() as HTMLElement);
    fireEvent.click(active() as HTMLElement);
    elsewhere.focus();
    await act(() => refreshCertificates());
    expect(document.activeElement).toBe(elsewhere);
    elsewhere.remove();
  });

  it('[L05] moves from the first row to the column headers, and back', async () => {
    await press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('Name');
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' });
    expect(document.activeElement?.textContent).toBe('Issuer');
    await act(async () => {
      fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
      await Promise.resolve();
    });
    expect(document.activeElement).toBe(active());
  });
});

describe('[L06] selecting several certificates', () => {
  it('Space starts a selection, Shift+Arrow extends it, and Escape ends it', async () => {
    await press(' ');
    expect(ticked()).toBe(1);
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(ticked()).toBe(3);
    await press('Escape');
    expect(useSelection.getState()).toMatchObject({ on: false });
    // F2 and Delete act on the focused row, so the details must be its.
    expect(useCertificates.getState().selected).toBe(all[2]?.sha256);
    expect(active()?.dataset['index']).toBe('2');
  });

  it('the header checkbox is checked only while all rows are selected', async () => {
    const box = within(grid()).getByRole<HTMLInputElement>('checkbox', { name: 'Select all' });
    const state = () => [box.checked, box.indeterminate];
    await press(' ');
    expect(state()).toEqual([false, true]);
    fireEvent.click(box);
    await waitFor(() => expect(state()).toEqual([true, false]));
    fireEvent.click(box);
    expect(state()).toEqual([false, false]);
  });

  it('deselecting the last certificate ends selecting', async () => {
    await press(' ');
    await press(' ');
    expect(useSelection.getState()).toMatchObject({ on: false, ids: new Set() });
  });

  it('Ctrl+A selects all rows, loaded or not', async () => {
    await press('a', { ctrlKey: true });
    await waitFor(() => expect(ticked()).toBe(new Set(all.map(({ sha256 }) => sha256)).size));
  });

  it('offers the folded expired certificates once all visible ones are selected', async () => {
    cleanup();
    await openGrid({ withExpired: true });
    render(<SelectionBar />);
    await press('a', { ctrlKey: true });
    const rest = await screen.findByRole('button', { name: `Select all ${all.length.toLocaleString('en')}` });
    await act(async () => fireEvent.click(rest));
    expect(useCertificates.getState().query.expired).toBe('shown');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull());
  });

  it('offers no “Select all” once every row was selected one by one', async () => {
    render(<SelectionBar />);
    await press(' ');
    expect(screen.getByRole('button', { name: /^Select all/ })).toBeTruthy();
    act(() => startSelecting(all.map(({ sha256 }) => sha256)));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull());
  });

  it('exports the list of the selected certificates', async () => {
    render(<SelectionBar />);
    await press(' ');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Export list…' }));
    expect(openedWith('certificates.list-file')).toEqual({ sha256s: [all[0]?.sha256] });
  });

  it('counts a certificate once even if several groups show it', async () => {
    useCertificates.setState(({ list }) => ({ list: list && { ...list, rowCount: all.length + 20 } }));
    render(<SelectionBar />);
    expect(screen.getByRole('button', { name: /^Select all/ }).textContent).toBe(
      `Select all ${all.length.toLocaleString('en')}`,
    );
  });

  it('Ctrl+click adds to the current row, and Shift+click extends from there', () => {
    const at = (index: number) => rows()[index] as HTMLElement;
    fireEvent.click(at(1));
    expect(ticked()).toBe(0);
    fireEvent.click(at(3), { ctrlKey: true });
    expect(ticked()).toBe(2);
    fireEvent.click(at(6), { shiftKey: true });
    expect(ticked()).toBe(4);
  });
});

describe('[L05] order and groups', () => {
  const asked = () => {
    const page = bridge.requests.findLast(({ call }) => call === 'certificates.page');
    return (page as { input: { query: CertificateQuery } }).input.query;
  };

  it('a press on a column header sorts, and another one reverses the order', async () => {
    const name = within(grid()).getByRole('button', { name: 'Name' });
    await act(async () => fireEvent.click(name));
    expect(asked().sort).toEqual({ by: 'name', descending: false });
    await act(async () => fireEvent.click(name));
    expect(asked().sort).toEqual({ by: 'name', descending: true });
    await waitFor(() =>
      expect(within(grid()).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending'),
    );
  });

  it('[L05] the View menu sets the days of the “Expiring” filter, saves them and filters the list', async () => {
    render(
      <>
        <FilterChips />
        <ViewMenu timeline={false} onTimeline={() => undefined} />
      </>,
    );
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^View/ })));
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: '30' })));
    const kept = bridge.requests.find(({ call }) => call === 'settings.change')?.input;
    expect(kept).toMatchObject({ list: { expiringDays: 30, expiredLast: true } });
    expect(asked()).toMatchObject({ expiringDays: 30, filter: 'expiring' });
    expect(screen.getByText('Expiring within 30 days')).toBeDefined();
  });

  it('[L02] a press on a filter chip closes the View menu and chooses the filter', async () => {
    act(() => useCertificates.setState(({ query }) => ({ query: { ...query, filter: 'expired' } })));
    render(
      <>
        <FilterChips />
        <ViewMenu timeline={false} onTimeline={() => undefined} />
      </>,
    );
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^View/ })));
    const chip = screen.getByText('All').closest('label');
    if (chip !== null) chip.getBoundingClientRect = () => new DOMRect(100, 10, 50, 30);
    // The menu covers the page, so the chip isn't the target.
    for (const press of [fireEvent.pointerDown, fireEvent.pointerUp, fireEvent.click])
      await act(async () => press(document.body, { clientX: 120, clientY: 20 }));
    await waitFor(() => expect(useCertificates.getState().query.filter).toBe('all'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('[U02] Arrow Up and Enter sort by the first column', async () => {
    await press('Home');
    await press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('Name');
    await userEvent.keyboard('{Enter}');
    expect(asked().sort).toEqual({ by: 'name', descending: false });
    expect(document.activeElement?.textContent).toBe('Name');
  });

  it('the View menu groups by month and saves that; a heading shows month and count', async () => {
    render(<ViewMenu timeline={false} onTimeline={() => undefined} />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^View/ })));
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Month of expiry' })));
    const kept = bridge.requests.find(({ call }) => call === 'settings.change')?.input;
    expect(kept).toMatchObject({ list: { group: 'month', expiredLast: true } });
    expect(useCertificates.getState().query.group).toBe('month');
    await waitFor(() => expect(screen.getByRole('grid', { hidden: true }).textContent).toContain('December 20262,100'));
    const last = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Keep expired certificates at the end' });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: 'Hide expired certificates' })));
    expect([useCertificates.getState().query.expired, last.disabled]).toEqual(['hidden', true]);
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: 'Hide expired certificates' })));
    expect([useCertificates.getState().query.expired, last.disabled]).toEqual(['folded', false]);
  });
});
