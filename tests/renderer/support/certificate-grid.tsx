// SPDX-License-Identifier: Apache-2.0
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { vi } from 'vitest';
import { CertificateTable } from '../../../renderer/features/certificates/table/certificate-table.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { emptyQuery, refreshCertificates, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { stopSelecting, useSelection } from '../../../renderer/state/selection-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { defaultSettings, type FakeBridge, installBridge } from './fake-bridge.ts';
import { among, pageOf } from './page-of.ts';

export const all = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 300);
/** Number of expired rows at the end of the list, with `withExpired`. */
export const expiredRows = 10;

/** A main that serves pages of `all`. */
function answerPages(withExpired: boolean): FakeBridge {
  return installBridge({
    'certificates.page': ({ input }) => {
      const whole = pageOf(all, [{ key: '2026-12', start: 0, count: all.length }]);
      const { offset, limit, facets, query } = input as {
        offset: number;
        limit: number;
        facets: boolean;
        query: CertificateQuery;
      };
      if (query.only !== undefined) return pageOf(among(all, input));
      const groups = query.group === 'none' ? [] : whole.facets?.groups;
      const isFolded = query.expired === 'folded' && withExpired;
      const isGroupFolded = query.group !== 'none' && query.folded?.includes('2026-12') === true;
      const rowCount = isGroupFolded ? 0 : isFolded ? all.length - expiredRows : all.length;
      const expired = withExpired && query.expired !== 'mixed' ? { count: expiredRows, isShown: !isFolded } : null;
      return {
        ...whole,
        rowCount,
        rows: whole.rows.slice(offset, Math.min(rowCount, offset + limit)),
        facets: facets ? { ...whole.facets, groups, expired, folded: isGroupFolded ? all.length : 0 } : null,
      };
    },
    'certificates.ids': ({ input }) => {
      const { group, folded } = (input as { query: CertificateQuery }).query;
      const isFolded = group !== 'none' && folded?.includes('2026-12') === true;
      return { ids: isFolded ? [] : all.map(({ sha256 }) => [sha256]), revision: 1 };
    },
    'certificates.jump': ({ input }) => {
      const { typed } = input as { typed: string };
      const index = all.findIndex(({ displayName }) => displayName.startsWith(typed));
      return { index: index < 0 ? null : index };
    },
    'settings.change': ({ input }) => ({ ...defaultSettings, ...(input as object) }),
  });
}

export const opened = vi.fn<(sha256: string) => void>();

export function Table() {
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

export async function openGrid({ withExpired = false }: { readonly withExpired?: boolean } = {}): Promise<FakeBridge> {
  await startI18n('en');
  useCertificates.setState({ query: emptyQuery, list: null, pages: new Map(), selected: null });
  useSettings.setState({ settings: defaultSettings, info: null });
  stopSelecting();
  closeDialogs();
  opened.mockReset();
  const bridge = answerPages(withExpired);
  render(<Table />);
  await act(() => refreshCertificates());
  return bridge;
}

export const grid = () => screen.getByRole('grid', { name: 'Certificates' });
export const rows = () =>
  within(grid())
    .getAllByRole('row')
    .filter((row) => row.dataset['index'] !== undefined);
export const active = () => rows().find((row) => row.tabIndex === 0);
export const press = (key: string, more: object = {}) =>
  act(async () => {
    fireEvent.keyDown(active() ?? grid(), { key, ...more });
    await Promise.resolve();
  });
export const ticked = () => useSelection.getState().ids.size;
