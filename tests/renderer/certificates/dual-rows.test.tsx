// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CertificateTable } from '../../../renderer/features/certificates/table/certificate-table.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import {
  emptyQuery,
  openPair,
  refreshCertificates,
  useCertificates,
} from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { stopSelecting, useSelection } from '../../../renderer/state/selection-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import type { CertificateQuery } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { openedWith } from '../support/dialogs.tsx';
import { defaultSettings, installBridge } from '../support/fake-bridge.ts';
import { among, pageOf } from '../support/page-of.ts';
import { sampleCertificates } from './sample-data.ts';

const whole = pageOf(sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 3));
const [sign, encrypt, other] = whole.rows as [ListRow, ListRow, ListRow];
const partOf = ({ sha256, notBefore, notAfter, status }: ListRow, hasKey: boolean) => ({
  sha256,
  notBefore,
  notAfter,
  status,
  hasKey,
  backup: null,
});
const pair = { signing: partOf(sign, true), encryption: partOf(encrypt, false) };
const closed: ListRow[] = [{ ...sign, hasPrivateKey: true, pair, part: null }, other];
const open: ListRow[] = [
  { ...sign, pair, part: 'signing' },
  { ...encrypt, displayName: sign.displayName, pair, part: 'encryption' },
  other,
];

function Table() {
  const list = useCertificates((state) => state.list);
  const selected = useCertificates((state) => state.selected);
  if (list === null) return null;
  const onSelect = (sha256: string) => useCertificates.setState({ selected: sha256 });
  return <CertificateTable {...{ list, selected, onSelect }} opensSheet={false} onOpen={() => undefined} />;
}

beforeEach(async () => {
  await startI18n('en');
  useCertificates.setState({ query: emptyQuery, list: null, pages: new Map(), selected: null });
  useSettings.setState({ settings: { ...defaultSettings }, info: null });
  stopSelecting();
  closeDialogs();
  installBridge({
    'certificates.page': ({ input }) => {
      const { query } = input as { query: CertificateQuery };
      const rows = among(query.opened?.includes(sign.sha256) === true ? open : closed, input);
      return { ...whole, rows, rowCount: rows.length };
    },
  });
  render(<Table />);
  await act(() => refreshCertificates());
});
afterEach(cleanup);

const rows = () =>
  within(screen.getByRole('treegrid', { name: 'Certificates' }))
    .getAllByRole('row')
    .filter((row) => row.dataset['index'] !== undefined);
const active = () => rows().find((row) => row.tabIndex === 0);
const press = async (key: string) => {
  await act(async () => {
    fireEvent.keyDown(active() ?? document.body, { key });
    await Promise.resolve();
  });
};
const states = () => rows().map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-expanded')]);

describe('[G04] one row for a signing and an encryption certificate', () => {
  it('says what it is and that it can be expanded; other rows are leaves of the tree', () => {
    expect(states()).toEqual([
      ['1', 'false'],
      ['1', null],
    ]);
    expect(rows()[0]?.textContent).toContain('Signing and encryption certificate');
  });

  it('[U02] expands with Arrow Right; Arrow Left returns to its first line, then collapses it', async () => {
    await press('ArrowRight');
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(states()).toEqual([
      ['1', 'true'],
      ['2', null],
      ['1', null],
    ]);
    expect(rows()[1]?.textContent).toContain('Encryption certificate');
    await press('ArrowDown');
    expect(active()?.dataset['index']).toBe('1');
    await press('ArrowLeft');
    expect(active()?.dataset['index']).toBe('0');
    expect(rows()).toHaveLength(3);
    await press('ArrowLeft');
    await waitFor(() => expect(rows()).toHaveLength(2));
  });

  it('expands on a click, too, without moving the focus', async () => {
    const opener = within(rows()[0] as HTMLElement).getByRole('button', { name: /^Show both certificates/ });
    expect(fireEvent.mouseDown(opener)).toBe(false);
    await act(async () => {
      fireEvent.click(opener);
      await Promise.resolve();
    });
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  it('[L02] keeps the details of the encryption certificate when it collapses', async () => {
    await press('ArrowRight');
    await waitFor(() => expect(rows()).toHaveLength(3));
    useCertificates.setState({ selected: encrypt.sha256 });
    await act(() => openPair(sign.sha256, false));
    expect([rows().length, useCertificates.getState().selected]).toEqual([2, encrypt.sha256]);
  });

  it('[K10] deletes and selects both certificates while collapsed, and only one while expanded', async () => {
    await press('Delete');
    expect(openedWith('certificates.delete')).toEqual({ sha256s: [sign.sha256, encrypt.sha256] });
    closeDialogs();
    await press(' ');
    expect([...useSelection.getState().ids]).toEqual([sign.sha256, encrypt.sha256]);
    stopSelecting();
    await press('ArrowRight');
    await waitFor(() => expect(rows()).toHaveLength(3));
    await press('Delete');
    expect(openedWith('certificates.delete')).toEqual({ sha256s: [sign.sha256] });
  });
});
