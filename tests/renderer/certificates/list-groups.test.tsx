// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { gridGeometry } from '../../../renderer/ui/grid/grid-geometry.ts';
import { SelectionBar } from '../../../renderer/features/certificates/bar/selection-bar.tsx';
import { showInList } from '../../../renderer/features/overview/show-in-list.ts';
import { changeQuery, showOnly, unfoldAll, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { enterRoom } from '../../../renderer/ui/enter-room.ts';
import { active, all, expiredRows, grid, openGrid, press, rows, ticked } from '../support/certificate-grid.tsx';
import type { FakeBridge } from '../support/fake-bridge.ts';

afterEach(cleanup);

describe('[L02] [U02] a group', () => {
  const heading = () => within(grid()).getByRole('button', { name: /^December 2026/ });
  const isFolded = () => useCertificates.getState().query.folded?.includes('2026-12') === true;
  let bridge: FakeBridge;
  const groupByMonth = async () => {
    bridge = await openGrid();
    await act(() => changeQuery({ group: 'month' }));
  };
  beforeEach(groupByMonth);
  afterEach(async () => {
    await act(() => changeQuery({ search: '', filter: 'all' }));
    await act(() => unfoldAll());
  });

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

  it('keeps the details of a certificate in it while folded, whatever the order', async () => {
    useCertificates.setState({ selected: all[3]?.sha256 ?? null });
    await act(async () => fireEvent.click(heading()));
    await act(() => changeQuery({ sort: { by: 'name', descending: false } }));
    expect([isFolded(), useCertificates.getState().list?.rowCount]).toEqual([true, 0]);
    expect(useCertificates.getState().selected).toBe(all[3]?.sha256);
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

  it('[L06] keeps its ticks while folded', async () => {
    render(<SelectionBar />);
    await press(' ');
    const asked = bridge.requests.length;
    await act(async () => fireEvent.click(heading()));
    const calls = () => bridge.requests.slice(asked).filter(({ call }) => call === 'certificates.ids');
    await waitFor(() => expect(calls().length).toBeGreaterThan(1));
    expect([isFolded(), ticked()]).toEqual([true, 1]);
    const rest = await screen.findByRole('button', { name: /^Select all/ });
    await act(async () => fireEvent.click(rest));
    expect([isFolded(), ticked()]).toEqual([false, all.length]);
    await act(async () => fireEvent.click(heading()));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull());
    expect([isFolded(), ticked()]).toEqual([true, all.length]);
  });

  it('unfolds while a search or filter finds its rows, and folds again afterwards', async () => {
    await act(async () => fireEvent.click(heading()));
    await act(() => changeQuery({ search: 'a' }));
    expect(isFolded()).toBe(false);
    await act(async () => fireEvent.click(heading()));
    await act(() => changeQuery({ sort: { by: 'name', descending: false } }));
    expect(isFolded()).toBe(true);
    await act(() => changeQuery({ search: '', filter: 'valid' }));
    expect(isFolded()).toBe(false);
    await act(() => changeQuery({ filter: 'all' }));
    expect(isFolded()).toBe(true);
    await act(() => showOnly('expired', ['a'.repeat(64)]));
    expect(isFolded()).toBe(false);
    await act(() => changeQuery({ only: undefined }));
    expect(isFolded()).toBe(true);
    act(() => showInList());
    await act(() => changeQuery({ group: 'bank' }));
    await act(() => changeQuery({ group: 'month' }));
    expect(isFolded()).toBe(false);
  });

  it('has the keys of the list while all groups are folded', async () => {
    await press(' ');
    await act(async () => fireEvent.click(heading()));
    expect(ticked()).toBe(1);
    const key = (name: string, more: object = {}) => fireEvent.keyDown(heading(), { key: name, ...more });
    await act(async () => expect(key('a', { ctrlKey: true })).toBe(false));
    expect(ticked()).toBe(1);
    await act(async () => expect(key('Escape')).toBe(false));
    expect([ticked(), key('Escape')]).toEqual([0, true]);
  });

  it('is the only Tab stop while all groups are folded, also after scrolling', async () => {
    const groups = Array.from({ length: 100 }, (_each, index) => ({ key: `${2030 + index}-01`, start: 0, count: 1 }));
    const { list } = useCertificates.getState();
    act(() => useCertificates.setState({ list: list && { ...list, rowCount: 0, groups }, pages: new Map() }));
    grid().scrollTop = 32 * 60;
    act(() => void fireEvent.scroll(grid()));
    const headings = () => within(grid()).getAllByRole('button', { name: /^January/ });
    const stops = () => headings().filter(({ tabIndex }) => tabIndex === 0);
    expect([headings()[0]?.textContent, stops()]).toEqual([expect.not.stringContaining('2030'), [headings()[0]]]);
    const second = headings()[1];
    act(() => second?.focus());
    expect(stops()).toEqual([second]);
  });

  it('takes the focus of the page while all groups are folded', async () => {
    await act(async () => fireEvent.click(heading()));
    const main = document.createElement('main');
    main.tabIndex = -1;
    document.body.append(main);
    onTestFinished(() => main.remove());
    main.append(grid().parentElement as HTMLElement);
    enterRoom('certificates');
    await waitFor(() => expect(document.activeElement).toBe(heading()));
  });
});

it('[L05] [L07] the heading of the last rows shifts the rows below it, and counts as a row', () => {
  const geometry = gridGeometry(5, [], 50, 30, { start: 3, height: 36 });
  expect([2, 3, 4].map((row) => geometry.topOf(row))).toEqual([100, 186, 236]);
  expect([2, 3].map((row) => geometry.positionOf(row))).toEqual([2, 4]);
  expect([geometry.height, geometry.positions, geometry.tail]).toEqual([286, 6, { top: 150, position: 3 }]);
});

it('[L05] [U02] Arrow Down on the heading of the expired certificates enters them once shown', async () => {
  await openGrid({ withExpired: true });
  act(() => useCertificates.setState({ selected: all[0]?.sha256 ?? null }));
  const heading = within(grid()).getByRole('button', { name: /^Expired 10/ });
  await act(async () => fireEvent.click(heading));
  await act(async () => fireEvent.keyDown(heading, { key: 'ArrowDown' }));
  await waitFor(() => expect(active()?.dataset['index']).toBe(String(all.length - expiredRows)));
  // The details follow.
  expect(useCertificates.getState().selected).toBe(all.at(-expiredRows)?.sha256);
  await act(async () => fireEvent.keyDown(heading, { key: 'ArrowUp' }));
  expect(useCertificates.getState().selected).toBe(all.at(-expiredRows - 1)?.sha256);
});
