// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SearchBox } from '../../../renderer/features/certificates/bar/certificates-bar.tsx';
import { FilterChips } from '../../../renderer/features/certificates/bar/filter-chips.tsx';
import { NoMatch } from '../../../renderer/features/certificates/empty-list.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { type CertificateList, emptyQuery, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { type FakeBridge, installBridge } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';

let bridge: FakeBridge;
const searched = () => bridge.requests.map(({ input }) => (input as { query: { search: string } }).query.search);

/** Main answers when the test calls this. */
let answer: () => void;

describe('[L02] search as you type', () => {
  beforeEach(async () => {
    await startI18n('en');
    useCertificates.setState({ query: emptyQuery, list: null, pages: new Map() });
    let waiting: (() => void)[] = [];
    answer = () => {
      for (const go of waiting.splice(0)) go();
    };
    waiting = [];
    bridge = installBridge({
      'certificates.page': async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return pageOf([]);
      },
    });
    render(<SearchBox inputRef={createRef()} />);
  });
  afterEach(async () => {
    for (let turn = 0; turn < 5; turn += 1) await settle();
    cleanup();
  });

  const box = () => screen.getByRole('searchbox', { name: 'Search certificates' });
  const type = (value: string) => fireEvent.change(box(), { target: { value } });
  const settle = () =>
    act(async () => {
      answer();
      await new Promise((resolve) => setTimeout(resolve));
    });

  it('searches at the first letter, and once more for what was typed during the response', async () => {
    type('z');
    expect(searched()).toEqual(['z']);
    type('zh');
    type('zha');
    expect(searched()).toEqual(['z']);
    await settle();
    expect(searched()).toEqual(['z', 'zha']);
    await settle();
    expect(searched()).toEqual(['z', 'zha']);
  });

  it('does not search for half-composed input of an input method', async () => {
    fireEvent.compositionStart(box());
    type('zhang');
    await settle();
    expect(searched()).toEqual([]);
    type('张');
    fireEvent.compositionEnd(box());
    expect(searched()).toEqual(['张']);
  });

  it('offers to search all certificates if the filter has no match', async () => {
    useCertificates.setState({ query: { ...emptyQuery, search: '张三', filter: 'expiring' } });
    render(<NoMatch />);
    fireEvent.click(screen.getByRole('button', { name: 'Search all certificates' }));
    await settle();
    expect(useCertificates.getState().query).toEqual({ ...emptyQuery, search: '张三', folded: [] });
    expect(screen.queryByRole('button', { name: 'Search all certificates' })).toBeNull();
  });

  it('says how many of all certificates match if the filter has none', () => {
    const { facets, ...page } = pageOf([]);
    const list = { ...page, ...facets, query: emptyQuery } as CertificateList;
    const found = { ...list.filters, all: 2 };
    useCertificates.setState({
      query: { ...emptyQuery, search: '张三', filter: 'expiring' },
      list: { ...list, found },
    });
    render(<NoMatch />);
    expect(screen.getByText(/张三/).textContent).toBe(
      'Nothing found for “张三” with this filter. Without it, 2 certificates match.',
    );
    act(() => useCertificates.setState({ list: { ...list, found: list.filters } }));
    expect(screen.getByText(/^Nothing found for “张三”/)).toBeTruthy();
  });

  it('hides the filters without results, but not the chosen one', () => {
    const { facets, ...page } = pageOf([]);
    const list = { ...page, ...facets, query: emptyQuery } as CertificateList;
    const filters = { ...list.filters, all: 9, expiring: 2, expired: 3, 'no-backup': 4 };
    const found = { ...list.filters, all: 1, 'no-backup': 1 };
    useCertificates.setState({ query: { ...emptyQuery, filter: 'expired' }, list: { ...list, filters, found: null } });
    render(<FilterChips />);
    const named = () =>
      screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent?.replace(/ ?\d+$/, ''));
    expect(named()).toEqual(['All', 'Expiring within 60 days', 'No backup', 'Expired']);
    act(() => useCertificates.setState({ list: { ...list, filters, found } }));
    expect(named()).toEqual(['All', 'No backup', 'Expired']);
  });

  it('Escape clears the search', async () => {
    type('张三');
    await settle();
    fireEvent.keyDown(box(), { key: 'Escape' });
    fireEvent.keyUp(box(), { key: 'Escape' });
    await settle();
    expect(searched()).toEqual(['张三', '']);
  });
});
