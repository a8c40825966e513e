// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, renderHook } from '@testing-library/react';
import { createRef, Profiler } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { focusSearch, useAppEvents } from '../../../renderer/app/use-app-events.ts';
import { FilterChips } from '../../../renderer/features/certificates/bar/filter-chips.tsx';
import { SearchBox } from '../../../renderer/features/certificates/bar/certificates-bar.tsx';
import { ViewMenu } from '../../../renderer/features/certificates/bar/view-menu.tsx';
import { showCertificate } from '../../../renderer/features/overview/show-in-list.ts';
import { startI18n, wordsIn } from '../../../renderer/i18n/i18n.ts';
import {
  changeQuery,
  emptyQuery,
  refreshByTime,
  refreshCertificates,
  showRows,
  useCertificates,
} from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { goTo } from '../../../renderer/state/route-store.ts';
import { startSelecting, stopSelecting, useSelection } from '../../../renderer/state/selection-store.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { sampleCertificates } from './sample-data.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge } from '../support/fake-bridge.ts';
import { among, pageOf } from '../support/page-of.ts';

const all = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 300);
let bridge: FakeBridge;
let rendered: string[];
const nothing = () => undefined;
const note = (id: string) => void rendered.push(id);

interface Asked {
  readonly query: CertificateQuery;
  readonly offset: number;
  readonly limit: number;
  readonly facets: boolean;
}

beforeEach(async () => {
  await startI18n('en');
  rendered = [];
  useCertificates.setState({ query: emptyQuery, list: null, pages: new Map(), selected: null });
  bridge = installBridge({
    'certificates.page': ({ input }) => {
      const { query, offset, limit, facets } = input as Asked;
      const whole = pageOf(among(all, input));
      return {
        ...whole,
        rows: whole.rows.slice(offset, offset + limit),
        // Like main: new objects each time; the search changes only `matching`.
        facets: facets ? structuredClone({ ...whole.facets, matching: 300 - query.search.length }) : null,
      };
    },
  });
  await act(() => refreshCertificates());
});
afterEach(cleanup);

describe('[L02] [L07] a letter in the search', () => {
  it('re-renders only the search field, not the filters or the View menu', async () => {
    render(
      <>
        <Profiler id="search" onRender={note}>
          <SearchBox inputRef={createRef()} />
        </Profiler>
        <Profiler id="chips" onRender={note}>
          <FilterChips />
        </Profiler>
        <Profiler id="view" onRender={note}>
          <ViewMenu timeline={false} onTimeline={nothing} />
        </Profiler>
      </>,
    );
    rendered = [];
    await act(() => changeQuery({ search: '张' }));
    expect(useCertificates.getState().list?.matching).toBe(299);
    expect(rendered.filter((id) => id !== 'search')).toEqual([]);
    // The request re-renders the field, but the response doesn't.
    expect(rendered.length).toBeLessThanOrEqual(2);
    rendered = [];
    await act(() => changeQuery({ filter: 'expiring' }));
    expect(new Set(rendered)).toEqual(new Set(['chips']));
  });

  it('keeps the selection until typing pauses; a filter that hides it selects the first row at once', async () => {
    const [first, hidden] = all.map(({ sha256 }) => sha256);
    installBridge({ 'certificates.page': ({ input }) => pageOf(among(all.slice(0, 1), input)) });
    useCertificates.setState({ selected: hidden ?? null });
    await act(() => changeQuery({ search: '张' }));
    expect(useCertificates.getState().selected).toBe(hidden);
    await act(() => vi.waitFor(() => expect(useCertificates.getState().selected).toBe(first)));
    useCertificates.setState({ selected: hidden ?? null });
    await act(() => changeQuery({ search: '', filter: 'expiring' }));
    expect(useCertificates.getState().selected).toBe(first);
  });

  it('selects the first of more results than fit a page, unless the selected certificate is a later one', async () => {
    const [first = '', later = ''] = [all[0], all[250]].map((each) => each?.sha256);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const selectedAfter = async (selected: string) => {
      useCertificates.setState({ query: emptyQuery, selected });
      await act(() => changeQuery({ search: '张' }));
      await act(() => vi.advanceTimersByTimeAsync(500));
      return useCertificates.getState().selected;
    };
    expect([await selectedAfter('f'.repeat(64)), await selectedAfter(later)]).toEqual([first, later]);
  });

  it('selects the first row once the list no longer shows the selected certificate, but not for other pages', async () => {
    const [first, far, over] = [all[0], all[250], all[299]].map((each) => each?.sha256 ?? '') as [
      string,
      string,
      string,
    ];
    installBridge({
      'certificates.page': ({ input }) => {
        const { query, offset, limit, facets } = input as Asked;
        const rows = all.map((each) => ({ ...each, status: each.sha256 === over ? 'expired' : 'valid' }) as const);
        const shown =
          query.only === undefined ? rows.slice(0, 299) : rows.filter((each) => query.only?.includes(each.sha256));
        const whole = pageOf(shown);
        return { ...whole, rows: whole.rows.slice(offset, offset + limit), facets: facets ? whole.facets : null };
      },
    });
    const selected = () => useCertificates.getState().selected;
    const clear = async (sha256: string) => {
      useCertificates.setState({ query: { ...emptyQuery, filter: 'expired' }, selected: sha256 });
      await act(() => changeQuery({ filter: 'all' }));
      return selected();
    };
    expect([await clear(far), await clear(over)]).toEqual([far, first]);
    await act(async () => showCertificate(over));
    await act(() => refreshCertificates());
    expect(selected()).toBe(over);
  });

  it('requests little more than a screen of rows', async () => {
    await act(() => changeQuery({ search: '张' }));
    const [first] = bridge.requests.map(({ input }) => input as Asked).filter(({ query }) => query.search !== '');
    expect(first?.limit).toBeLessThanOrEqual(40);
  });
});

describe('[L02] [L07] a row that leaves the list over time', () => {
  it('doesn’t shift the rows after it, because the list is requested again', async () => {
    const shorter = all.slice(1);
    bridge = installBridge({
      'certificates.page': ({ input }) => {
        const { offset, limit, facets } = input as Asked;
        const whole = pageOf(shorter);
        const rows = whole.rows.slice(offset, offset + limit);
        return { ...whole, order: 2, rows, facets: facets ? whole.facets : null };
      },
    });
    expect(useCertificates.getState().list?.rowCount).toBe(all.length);
    showRows(100, 110);
    await act(async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    });
    const { list, pages } = useCertificates.getState();
    expect(list?.rowCount).toBe(shorter.length);
    expect(pages.get(3)?.[0]?.sha256).toBe(shorter[96]?.sha256);
    expect(bridge.requests.length).toBeLessThan(6);
  });
});

describe('[L01] [L02] [L07] rows whose order changes by time alone', () => {
  /** A main whose list has the same revision and rows in a different order. */
  function turn(changesAt: string | null): void {
    const turned = all.toReversed();
    bridge = installBridge({
      'certificates.page': ({ input }) => {
        const { offset, limit, facets } = input as Asked;
        const whole = pageOf(turned);
        const rows = whole.rows.slice(offset, offset + limit);
        return { ...whole, order: 2, rows, facets: facets ? { ...whole.facets, changesAt } : null };
      },
    });
  }
  const settled = async () =>
    act(async () => {
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    });

  it('get the order of the main process, even if their number is the same', async () => {
    turn(null);
    showRows(200, 210);
    await settled();
    const { list, pages } = useCertificates.getState();
    expect({ order: list?.order, rowCount: list?.rowCount }).toEqual({ order: 2, rowCount: all.length });
    expect(pages.get(6)?.[0]?.sha256).toBe(all.at(-193)?.sha256);
    const here = new Set([...pages.values()].flat().map(({ sha256 }) => sha256));
    expect(all.slice(0, 300).filter(({ sha256 }) => here.has(sha256))).toEqual([]);
    expect(bridge.requests.length).toBeLessThan(6);
  });

  it('are requested once when the first status has changed, and not before', async () => {
    turn('2026-11-24T12:30:00.001Z');
    await act(() => refreshCertificates());
    bridge.requests.length = 0;
    refreshByTime(Date.parse('2026-11-24T12:30:00Z'));
    await settled();
    expect(bridge.requests).toEqual([]);
    turn('2026-11-25T12:00:00.001Z');
    refreshByTime(Date.parse('2026-11-24T12:30:09Z'));
    await settled();
    expect(bridge.requests.filter(({ input }) => (input as Asked).facets)).toHaveLength(1);
    bridge.requests.length = 0;
    refreshByTime(Date.parse('2026-11-24T12:30:19Z'));
    await settled();
    expect(bridge.requests).toEqual([]);
  });

  it('are requested by the window itself', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z'), toFake: ['Date', 'setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    turn('2026-11-24T12:00:15Z');
    await act(() => refreshCertificates());
    const { unmount } = renderHook(() => useAppEvents(createRef()));
    bridge.requests.length = 0;
    act(() => void vi.advanceTimersByTime(14_000));
    expect(bridge.requests).toEqual([]);
    act(() => void vi.advanceTimersByTime(10_000));
    expect(bridge.requests.map(({ call }) => call)).toEqual(['certificates.page']);
    await settled();
    unmount();
    bridge.requests.length = 0;
    act(() => void vi.advanceTimersByTime(60_000));
    expect(bridge.requests).toEqual([]);
  });

  it('are never requested if nothing expires', async () => {
    bridge.requests.length = 0;
    refreshByTime(Number.MAX_SAFE_INTEGER);
    await settled();
    expect(bridge.requests).toEqual([]);
  });
});

describe('[L07] a window as high as several pages', () => {
  it('gets all of its rows', async () => {
    showRows(20, 120);
    await act(async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    });
    const { pages } = useCertificates.getState();
    const here = new Set([...pages.values()].flat().map(({ sha256 }) => sha256));
    expect(all.slice(20, 121).every(({ sha256 }) => here.has(sha256))).toBe(true);
  });
});

it.each([
  [1, 0],
  [2, 2],
])('[L06] with %i selected, the search shortcut leaves %i selected', (selected, left) => {
  startSelecting(all.slice(0, selected).map(({ sha256 }) => sha256));
  focusSearch(createRef());
  expect(useSelection.getState().ids.size).toBe(left);
});

it('[U02] Ctrl+B and Ctrl+E act on what is selected, and otherwise ask for a certificate', async () => {
  const { unmount } = renderHook(() => useAppEvents(createRef()));
  const press = (key: string) => act(async () => void fireEvent.keyDown(document.body, { key, ctrlKey: true }));
  const said = () => useToasts.getState().toasts.map(({ say, tone }) => [say(wordsIn('en')), tone]);
  useToasts.setState({ toasts: [] });
  stopSelecting();
  goTo('certificates');
  await press('b');
  expect(said()).toEqual([['Select a certificate first', 'note']]);
  useToasts.setState({ toasts: [] });
  useCertificates.setState({ selected: all[0]?.sha256 ?? null });
  await press('b');
  expect([said(), isOpen('backup.create')]).toEqual([[], true]);
  closeDialogs();
  const far = all[250]?.sha256 ?? '';
  useCertificates.setState({ selected: far });
  await press('b');
  await vi.waitFor(() => expect(openedWith('backup.create')).toMatchObject({ start: [far] }));
  closeDialogs();
  startSelecting(['a', 'b']);
  await press('e');
  expect(openedWith('certificates.export-many')).toEqual({ sha256s: ['a', 'b'] });
  closeDialogs();
  goTo('overview');
  await press('e');
  expect(said()).toEqual([['Select a certificate first', 'note']]);
  stopSelecting();
  unmount();
});
