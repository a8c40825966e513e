// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chipsThatFit, FilterChips } from '../../../renderer/features/certificates/bar/filter-chips.tsx';
import { TagsDialog } from '../../../renderer/features/certificates/tags-dialog.tsx';
import { refreshCertificates, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { active, all, grid, opened, openGrid, press, rows, Table } from '../support/certificate-grid.tsx';
import { openedWith } from '../support/dialogs.tsx';
import { defaultSettings, installBridge } from '../support/fake-bridge.ts';

afterEach(cleanup);

it('[U02] the label of a row says holder, status, days left, expiry date and backup', async () => {
  const [first] = all;
  const { backup } = { ...first };
  Object.assign(first ?? {}, { backup: 'none' });
  await openGrid();
  const names = rows().map((row) => row.getAttribute('aria-label') ?? '');
  Object.assign(first ?? {}, { backup });
  expect(names[0]).toMatch(
    /^张三, Expiring, \d+ days left, expires [A-Z][a-z]+day,? \d+ [A-Z][a-z]+ 2026, Backup None, /,
  );
  expect(names.join(' ')).not.toMatch(/Select|\d\/\d/);
});

it('[L05] the number at the end of a name has its own element, so that it is never cut off', async () => {
  const [first] = all;
  const { displayName } = { ...first };
  Object.assign(first ?? {}, { displayName: '远大商贸有限公司@91110000MA01@2' });
  await openGrid();
  const [row] = rows();
  Object.assign(first ?? {}, { displayName });
  const end = within(row as HTMLElement).getByText('@2');
  expect(end.previousElementSibling?.textContent).toBe('远大商贸有限公司@91110000MA01');
  expect(within(row as HTMLElement).getByRole('rowheader', { name: /^远大商贸有限公司@91110000MA01@2/ })).toBeTruthy();
});

async function openStolen(done: Loss['done']): Promise<HTMLElement> {
  const [first] = all;
  const { loss, status, notAfter, backup } = { ...first };
  const stolen = { kind: 'stolen', reportedAt: '2026-11-26T00:00:00.000Z', done, replaced: false };
  Object.assign(first ?? {}, { loss: stolen, status: 'valid', notAfter: '2099-01-01T00:00:00Z', backup: 'none' });
  await openGrid();
  const [row] = rows();
  Object.assign(first ?? {}, { loss, status, notAfter, backup });
  return row as HTMLElement;
}

it('[E08] a certificate that the CA says it revoked has no days left in its row and words', async () => {
  const row = await openStolen(['notified', 'confirmed']);
  expect(row.getAttribute('aria-label')).toMatch(/^张三, Stolen, Reported as stolen, Revocation confirmed, /);
  expect(within(row).getByText('—')).toBeDefined();
});

it('[E08] the status of a stolen certificate is Stolen, not Valid, in its row, ring and words', async () => {
  const row = await openStolen([]);
  expect(row.getAttribute('aria-label')).toMatch(/^张三, Stolen, \d.+, Reported as stolen, CA not notified yet, /);
  expect(within(row).getByRole('rowheader').textContent).toContain('CA not notified yet');
  expect(within(row).queryByText('Valid')).toBeNull();
  expect(within(row).getByText('Stolen').className).toContain('bad');
  expect(within(row).getByText('None').className).not.toContain('warned');
  expect(row.querySelector('circle:last-child')?.getAttribute('class')).toContain('bad');
});

describe('[U02] keys and pointer on a row', () => {
  beforeEach(() => openGrid());

  it('a letter jumps to the first name that starts with it, and doesn’t search', async () => {
    const name = all[40]?.displayName ?? '';
    active()?.focus();
    await press(name.slice(0, 1));
    const first = all.findIndex(({ displayName }) => displayName.startsWith(name.slice(0, 1)));
    await waitFor(() => expect(active()?.dataset['index']).toBe(String(first)));
    expect(useCertificates.getState().query.search).toBe('');
  });

  it('F2 renames the row, and Ctrl+B backs up all selected rows', async () => {
    await press('F2');
    expect(openedWith('certificates.describe')).toEqual({ sha256: all[0]?.sha256 });
    closeDialogs();
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    await press('b', { ctrlKey: true });
    expect(openedWith('backup.create')?.start).toHaveLength(2);
  });

  it('the focus follows the selected row when the list changes, and starts there', async () => {
    await press('ArrowDown');
    await press('ArrowDown');
    const [first] = all.splice(0, 1);
    await act(() => refreshCertificates());
    expect(active()?.dataset['index']).toBe('1');
    expect(document.activeElement).toBe(active());
    cleanup();
    render(<Table />);
    expect(active()?.dataset['index']).toBe('1');
    all.splice(0, 0, ...(first === undefined ? [] : [first]));
  });

  it('a double click opens the detail', () => {
    fireEvent.doubleClick(rows()[2] as HTMLElement);
    expect(opened.mock.calls).toEqual([[all[2]?.sha256]]);
  });

  it('the menu of a row has the row’s name and deletes its certificate', async () => {
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

it('[U02] the menu of a selected row acts on the whole selection, that of another row only on its row', async () => {
  await openGrid();
  await press(' ');
  await press('ArrowDown', { shiftKey: true });
  const choose = async (row: number, name: string) => {
    await act(async () => fireEvent.contextMenu(rows()[row] as HTMLElement, { button: 2 }));
    const menu = await screen.findByRole('menu');
    await act(async () => fireEvent.click(within(menu).getByRole('menuitem', { name })));
    return menu.getAttribute('aria-label');
  };
  expect(await choose(1, 'Delete…')).toBe('2 selected');
  expect(openedWith('certificates.delete')?.sha256s).toHaveLength(2);
  await choose(0, 'Back up…');
  expect(openedWith('backup.create')?.start).toHaveLength(2);
  closeDialogs();
  await choose(3, 'Tag…');
  expect(openedWith('certificates.tags')?.sha256s).toEqual([all[3]?.sha256]);
  render(<TagsDialog sha256s={[all[3]?.sha256 ?? '']} onClose={() => undefined} />);
  expect(screen.getByRole('dialog', { name: `Tags for “${all[3]?.displayName}”` })).toBeDefined();
});

describe('[L01] rows', () => {
  beforeEach(() => openGrid());

  it('are compact above twenty certificates, unless the user chooses otherwise', async () => {
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

  it('show the bank after the holder, and no missing key for a revoked certificate', async () => {
    const [first] = all;
    const { subject, hasPrivateKey, backup, status } = { ...first };
    Object.assign(first ?? {}, {
      subject: 'CN=张三,OU=海川银行',
      hasPrivateKey: false,
      backup: null,
      status: 'revoked',
    });
    await act(() => refreshCertificates());
    const [row] = rows();
    Object.assign(first ?? {}, { subject, hasPrivateKey, backup, status });
    expect(within(row as HTMLElement).getByTitle(/^张三 · 海川银行 · /)).toBeDefined();
    expect(row?.textContent).not.toContain('No key');
    expect(row?.getAttribute('aria-label')).not.toContain('No key');
  });

  it.each([
    ['海川企业 CA', /^张三 · 海川银行( · |$)/],
    ['海川银行', /^张三( · (?!海川银行).*)?$/],
  ])('show a bank that only the issuer names, unless the issuer column shows it: %s', async (issuerName, title) => {
    const [first] = all;
    const { issuer, issuerName: former } = { ...first };
    Object.assign(first ?? {}, { issuer: `CN=${issuerName},O=海川银行`, issuerName });
    await act(() => refreshCertificates());
    const [row] = rows();
    Object.assign(first ?? {}, { issuer, issuerName: former });
    expect(within(row as HTMLElement).getByTitle(title).title).not.toMatch(/海川.*海川/);
    expect(row?.textContent).toContain(issuerName);
  });
});

describe('[L02] filter chips', () => {
  const chips = (['all', 'expiring', 'no-backup', 'revoked'] as const).map((id) => ({ id, name: id, count: '10' }));
  const fitting = (width: number, chosen: (typeof chips)[number]['id'] = 'all') =>
    chipsThatFit(chips, chosen, false, width).map(({ id }) => id);

  it('move into the menu where they don’t fit, except for the chosen one', () => {
    expect(fitting(800)).toEqual(['all', 'expiring', 'no-backup', 'revoked']);
    expect(fitting(300)).toEqual(['all', 'expiring']);
    expect(fitting(300, 'revoked')).toEqual(['all', 'revoked']);
    expect(fitting(120)).toEqual([]);
  });

  it('[L09] show the certificates of a task as one more chip with their number, which a press removes', async () => {
    await openGrid();
    const { list, query } = useCertificates.getState();
    act(() =>
      useCertificates.setState({
        list: list && { ...list, matching: 18 },
        query: { ...query, only: ['a'.repeat(64)] },
        onlyOf: 'expired',
      }),
    );
    render(<FilterChips />);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^All/ }).checked).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Expired in the last 60 days 18: clear filter' }));
    expect(useCertificates.getState().query.only).toBeUndefined();
  });

  it('count the search results, and offer the tags beside them or, with “All”, in the menu', async () => {
    await openGrid();
    const { list } = useCertificates.getState();
    const found = list && { ...list.filters, all: 1234 };
    act(() => useCertificates.setState({ list: list && { ...list, found, tags: ['Payroll'] } }));
    installBridge({ 'certificates.page': () => new Promise(() => undefined) });
    render(<FilterChips />);
    expect(screen.getByRole('radio', { name: /^All ?1,234$/ })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Tag' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Payroll' }));
    expect(useCertificates.getState().query.tag).toBe('Payroll');
    expect(screen.queryByRole('button', { name: 'Tag' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More' })));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^All/ }).checked).toBe(false);
    await userEvent.click(screen.getByRole('radio', { name: /^All/ }));
    expect(useCertificates.getState().query).toMatchObject({ filter: 'all', tag: null });
    act(() =>
      useCertificates.setState(({ query }) => ({ query: { ...query, tag: '税'.repeat(60), month: '2026-12' } })),
    );
    await userEvent.click(screen.getByRole('button', { name: /^All/ }));
    await userEvent.click(screen.getByRole('menuitem', { name: /^All/ }));
    expect(useCertificates.getState().query).toMatchObject({ filter: 'all', tag: null, month: null });
  });
});
