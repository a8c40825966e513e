// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CertificateTable } from '../../../renderer/features/certificates/table/certificate-table.tsx';
import { gridGeometry } from '../../../renderer/ui/grid/grid-geometry.ts';
import { ViewMenu } from '../../../renderer/features/certificates/bar/view-menu.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { emptyQuery, refreshCertificates, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { stopSelecting, useSelection } from '../../../renderer/state/selection-store.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { sampleCertificates } from './sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { defaultSettings, type FakeBridge, installBridge } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';

let withExpired = false;
const all = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 300);
let bridge: FakeBridge;

/** Main, as far as the window can tell: hands out stretches of one list. */
function answerPages(): FakeBridge {
  const whole = pageOf(all, [{ key: '2026-12', start: 0, count: all.length }]);
  return installBridge({
    'certificates.page': ({ input }) => {
      const { offset, limit, facets, query } = input as {
        offset: number;
        limit: number;
        facets: boolean;
        query: CertificateQuery;
      };
      const groups = query.group === 'none' ? [] : whole.facets?.groups;
      // The last ten have expired.
      const isFolded = query.expired === 'folded' && withExpired;
      const rowCount = isFolded ? all.length - 10 : all.length;
      const expired = withExpired && query.expired !== 'mixed' ? { count: 10, isShown: !isFolded } : null;
      return {
        ...whole,
        rowCount,
        rows: whole.rows.slice(offset, Math.min(rowCount, offset + limit)),
        facets: facets ? { ...whole.facets, groups, expired } : null,
      };
    },
    'certificates.jump': ({ input }) => {
      const { typed } = input as { typed: string };
      const index = all.findIndex(({ displayName }) => displayName.startsWith(typed));
      return { index: index < 0 ? null : index };
    },
    'settings.change': ({ input }) => ({ ...defaultSettings, ...(input as object) }),
    'certificates.ids': () => ({ ids: all.map(({ sha256 }) => sha256), revision: 1 }),
  });
}

const opened = vi.fn<(sha256: string) => void>();

function Table() {
  const list = useCertificates((state) => state.list);
  const selected = useCertificates((state) => state.selected);
  if (list === null) return null;
  return (
    <CertificateTable
      list={list}
      selected={selected}
      opensSheet={false}
      onSelect={(sha256) => useCertificates.setState({ selected: sha256 })}
      onOpen={opened}
    />
  );
}

const grid = () => screen.getByRole('grid', { name: 'Certificates' });
const rows = () =>
  within(grid())
    .getAllByRole('row')
    .filter((row) => row.dataset['index'] !== undefined);
const active = () => rows().find((row) => row.tabIndex === 0);
const press = (key: string, more: object = {}) =>
  act(async () => {
    fireEvent.keyDown(active() ?? grid(), { key, ...more });
    await Promise.resolve();
  });
const ticked = () => useSelection.getState().ids.size;

beforeEach(async () => {
  await startI18n('en');
  useCertificates.setState({ query: emptyQuery, list: null, pages: new Map(), selected: null });
  useSettings.setState({ settings: defaultSettings, info: null });
  stopSelecting();
  closeDialogs();
  withExpired = false;
  opened.mockReset();
  bridge = answerPages();
  render(<Table />);
  await act(() => refreshCertificates());
});
afterEach(cleanup);

describe('[L07] a window on the list', () => {
  it('has a few rows in the document and tells how many there are', () => {
    expect(rows().length).toBeLessThan(30);
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length + 1));
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('asks for rows as they come into view, and shows a calm place until they are there', async () => {
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
    // The row that the Tab key reaches is still there.
    expect(active()?.dataset['index']).toBe('0');
  });

  it('finds the place of every row and heading by its number', () => {
    const groups = [
      { key: 'a', start: 0, count: 2 },
      { key: 'b', start: 2, count: 3 },
    ];
    const geometry = gridGeometry(5, groups, 50, 30);
    expect(geometry.height).toBe(5 * 50 + 2 * 30);
    expect([0, 1, 2, 4].map((row) => geometry.topOf(row))).toEqual([30, 80, 160, 260]);
    const kinds = geometry.between(0, 400).map((item) => (item.kind === 'row' ? item.index : item.group.key));
    expect(kinds).toEqual(['a', 0, 1, 'b', 2, 3, 4]);
    expect(geometry.between(130, 140).map((item) => item.kind)).toEqual(['group']);
    expect(geometry.between(100, 131).map(({ position }) => position)).toEqual([2, 3]);
  });
});

describe('[U02] [L07] the list by keyboard', () => {
  it('moves by arrows, pages, Home and End; the focus goes along and the detail follows', async () => {
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

  it('[K10] the Delete key asks for the row it stands on', async () => {
    await press('ArrowDown');
    await press('Delete');
    expect(openedWith('certificates.delete')).toEqual({ sha256s: [all[1]?.sha256] });
  });

  it('leaves the focus where it went after a key or a press that moved nothing', async () => {
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

  it('[L05] leads from the first row to the names of the columns, and back', async () => {
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

describe('[L06] several at once', () => {
  it('Space ticks, Shift+Arrow extends, Escape ends', async () => {
    await press(' ');
    expect(ticked()).toBe(1);
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(ticked()).toBe(3);
    await press('Escape');
    expect(useSelection.getState()).toMatchObject({ on: false });
  });

  it('Ctrl+A ticks all, loaded or not', async () => {
    await press('a', { ctrlKey: true });
    await waitFor(() => expect(ticked()).toBe(new Set(all.map(({ sha256 }) => sha256)).size));
  });

  it('Ctrl+click adds to what is looked at; Shift+click reaches from there', () => {
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
  const asked = () => (bridge.requests.at(-1) as { input: { query: CertificateQuery } }).input.query;

  it('a column’s name sorts, and turns the order round', async () => {
    const name = within(grid()).getByRole('button', { name: 'Name' });
    await act(async () => fireEvent.click(name));
    expect(asked().sort).toEqual({ by: 'name', descending: false });
    await act(async () => fireEvent.click(name));
    expect(asked().sort).toEqual({ by: 'name', descending: true });
    await waitFor(() =>
      expect(within(grid()).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending'),
    );
  });

  it('the View menu groups, and keeps it for the next start; a heading tells the month and how many', async () => {
    render(<ViewMenu timeline={false} onTimeline={() => undefined} />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^View/ })));
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Month of expiry' })));
    const kept = bridge.requests.find(({ call }) => call === 'settings.change')?.input;
    expect(kept).toMatchObject({ list: { group: 'month', expiredLast: true } });
    expect(useCertificates.getState().query.group).toBe('month');
    await waitFor(() =>
      expect(screen.getByRole('grid', { hidden: true }).textContent).toContain(`December 2026${all.length}`),
    );
  });
});

describe('[L05] expired certificates at the end', () => {
  const tail = () => within(grid()).getByRole('button', { name: /^Expired 10/ });

  beforeEach(async () => {
    withExpired = true;
    await act(() => refreshCertificates());
  });

  it('are one heading, counted as a row, that unfolds them after all others', async () => {
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length - 10 + 2));
    expect(tail().getAttribute('aria-expanded')).toBe('false');
    await act(async () => fireEvent.click(tail()));
    expect(useCertificates.getState().query.expired).toBe('shown');
    expect(tail().getAttribute('aria-expanded')).toBe('true');
    expect(grid().getAttribute('aria-rowcount')).toBe(String(all.length + 2));
  });

  it('are reached by the arrow below the last row, and left upwards', async () => {
    await press('End');
    await press('ArrowDown');
    expect(document.activeElement).toBe(tail());
    fireEvent.keyDown(tail(), { key: 'ArrowUp' });
    await waitFor(() => expect(active()?.dataset['index']).toBe(String(all.length - 11)));
  });
});

describe('[U02] keys and pointer on a row', () => {
  it('letters jump to the name that begins so; those of an input method are left alone', async () => {
    const name = all[40]?.displayName ?? '';
    active()?.focus();
    await press(name.slice(0, 1));
    const first = all.findIndex(({ displayName }) => displayName.startsWith(name.slice(0, 1)));
    await waitFor(() => expect(active()?.dataset['index']).toBe(String(first)));
    expect(useCertificates.getState().query.search).toBe('');
  });

  it('F2 names, Ctrl+B backs up, and with several ticked it means all of them', async () => {
    await press('F2');
    expect(openedWith('certificates.describe')).toEqual({ sha256: all[0]?.sha256 });
    closeDialogs();
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    await press('b', { ctrlKey: true });
    expect(openedWith('backup.create')?.start).toHaveLength(2);
  });

  it('a double click opens the detail', () => {
    fireEvent.doubleClick(rows()[2] as HTMLElement);
    expect(opened.mock.calls).toEqual([[all[2]?.sha256]]);
  });

  it('the menu of a row names it and deletes it; Escape closes the menu', async () => {
    await act(async () => {
      fireEvent.contextMenu(rows()[1] as HTMLElement, { button: 2 });
    });
    const menu = await screen.findByRole('menu');
    expect(menu.getAttribute('aria-label')).toContain(all[1]?.displayName);
    await act(async () => fireEvent.click(within(menu).getByRole('menuitem', { name: 'Delete…' })));
    expect(openedWith('certificates.delete')).toEqual({ sha256s: [all[1]?.sha256] });
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('[L01] rows', () => {
  it('are compact above twenty certificates, comfortable up to twenty, and as chosen', async () => {
    const height = () => grid().style.getPropertyValue('--row');
    expect(height()).toBe('36px');
    act(() =>
      useSettings.setState({
        settings: { ...defaultSettings, list: { ...defaultSettings.list, density: 'comfortable' } },
        info: null,
      }),
    );
    expect(height()).toBe('52px');
  });
});
