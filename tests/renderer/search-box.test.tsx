import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchBox, searchDelayMs } from '../../renderer/features/certificates/search-box.tsx';
import { startI18n } from '../../renderer/i18n/i18n.ts';
import { emptyQuery, useCertificates } from '../../renderer/state/certificates-store.ts';
import { type FakeBridge, installBridge } from './support/fake-bridge.ts';

const counts = {
  valid: 0,
  expiring: 0,
  expired: 0,
  'not-yet-valid': 0,
  revoked: 0,
  incomplete: 0,
  superseded: 0,
};
let bridge: FakeBridge;
const searched = () => bridge.requests.map(({ input }) => (input as { search: string }).search);

describe('[L02] search as you type', () => {
  beforeEach(async () => {
    await startI18n('en');
    vi.useFakeTimers();
    useCertificates.setState({ query: emptyQuery });
    bridge = installBridge({
      'certificates.list': () => ({ certificates: [], counts, authorities: 0, total: 0, revision: 1 }),
    });
    render(<SearchBox inputRef={createRef()} />);
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  const box = () => screen.getByRole('searchbox', { name: 'Search certificates' });
  const type = (value: string) => fireEvent.change(box(), { target: { value } });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

  it('waits for a pause of at most 100 ms, then asks once', async () => {
    expect(searchDelayMs).toBeLessThanOrEqual(100);
    type('z');
    await pass(searchDelayMs - 10);
    type('zh');
    await pass(searchDelayMs - 10);
    expect(searched()).toEqual([]);
    await pass(10);
    expect(searched()).toEqual(['zh']);
  });

  it('does not search for half-composed input of an input method', async () => {
    fireEvent.compositionStart(box());
    type('zhang');
    await pass(searchDelayMs * 2);
    expect(searched()).toEqual([]);
    type('张');
    fireEvent.compositionEnd(box());
    await pass(searchDelayMs);
    expect(searched()).toEqual(['张']);
  });

  it('escape clears', async () => {
    type('张三');
    await pass(searchDelayMs);
    fireEvent.keyDown(box(), { key: 'Escape' });
    fireEvent.keyUp(box(), { key: 'Escape' });
    await pass(searchDelayMs);
    expect(searched()).toEqual(['张三', '']);
  });
});
