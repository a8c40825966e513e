// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeleteDialog } from '../../../renderer/features/certificates/trash/delete-dialog.tsx';
import { daysUntil, TrashDialog } from '../../../renderer/features/certificates/trash/trash-dialog.tsx';
import { SupersededNotice } from '../../../renderer/features/detail/checks/superseded-notice.tsx';
import { startI18n, wordsIn } from '../../../renderer/i18n/i18n.ts';
import { selectBeside } from '../../../renderer/state/certificate-actions.ts';
import { refreshCertificates, selectCertificate, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { goTo } from '../../../renderer/state/route-store.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import { Toasts } from '../../../renderer/ui/feedback/toasts.tsx';
import { certificateSummarySchema } from '../../../shared/schemas/certificates/certificate.ts';
import { Table } from '../support/certificate-grid.tsx';
import { installBridge, unlockedVault } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';
import { sampleCertificates } from './sample-data.ts';

const sha256s = ['a'.repeat(64), 'b'.repeat(64)];

beforeEach(async () => {
  await startI18n('zh-CN');
  useToasts.setState({ toasts: [] });
});
afterEach(cleanup);

it('[L05] a superseded certificate names its replacement', async () => {
  const [detail] = sampleCertificates(Date.now(), 1);
  installBridge({
    'certificates.detail': () => ({ ...detail, displayName: '张三', notAfter: '2027-12-31T04:00:00Z' }),
  });
  render(<SupersededNotice successor={sha256s[1] ?? ''} />);
  expect(await screen.findByText('新证书是“张三”，有效期至 2027/12/31。')).toBeTruthy();
  expect(screen.queryByText('已被取代')).toBeNull();
});

describe('[U07] [K10] deleting', () => {
  it('says beforehand what is deleted, and can be undone', async () => {
    const bridge = installBridge({
      'deletion.plan': () => ({
        certificates: 2,
        keys: 1,
        withoutBackup: 2,
        names: ['张三', '李四'],
        installedIn: ['Chromium', 'Firefox (工作)'],
        backups: [],
      }),
      'deletion.delete': () => ({ deleted: 2, keys: 1, purgeAt: '2026-12-24T00:00:00.000Z' }),
      'deletion.restore': () => ({ restored: 2 }),
      'certificates.page': () => pageOf([]),
      'vault.status': () => unlockedVault,
    });
    render(<DeleteDialog sha256s={sha256s} onClose={() => undefined} />);
    await screen.findByText('1 个私钥会一起删除');
    expect(screen.getByText('李四')).toBeTruthy();
    expect(screen.getByText('已安装到 Chromium、Firefox (工作)')).toBeTruthy();
    expect(screen.getByText(/不影响浏览器和系统/)).toBeTruthy();
    expect(bridge.requests.map(({ call }) => call)).not.toContain('deletion.delete');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: '删除' })));
    await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
    await act(() => useToasts.getState().toasts[0]?.undo?.() ?? Promise.resolve());
    const restored = bridge.requests.find(({ call }) => call === 'deletion.restore');
    expect(restored?.input).toEqual({ certificates: sha256s });
    expect(useToasts.getState().toasts.at(-1)?.say(wordsIn('en'))).toBe('2 certificates restored');
  });

  it.each(['from the message', 'from nowhere'])('[U02] restoring %s focuses the restored row', async (from) => {
    const certificates = sampleCertificates(0, 4).slice(0, 4);
    const sha256 = certificates[1]?.sha256 ?? '';
    let isDeleted = false;
    installBridge({
      'deletion.plan': () => ({ certificates: 1, keys: 0, withoutBackup: 0, names: [], installedIn: [], backups: [] }),
      'deletion.delete': () => {
        isDeleted = true;
        return { deleted: 1, keys: 0, purgeAt: '2026-12-24T00:00:00.000Z' };
      },
      'deletion.restore': () => {
        isDeleted = false;
        return { restored: 1 };
      },
      'certificates.page': () => pageOf(certificates.filter((each) => !isDeleted || each.sha256 !== sha256)),
      'vault.status': () => unlockedVault,
    });
    goTo('certificates');
    await refreshCertificates();
    selectCertificate(sha256);
    render(
      <>
        <main>
          <Table />
        </main>
        <Toasts />
      </>,
    );
    const dialog = render(<DeleteDialog sha256s={[sha256]} onClose={() => dialog.unmount()} />);
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '删除' }).disabled).toBe(false));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: '删除' })));
    await waitFor(() => expect(useCertificates.getState().list?.rowCount).toBe(3));
    const undo = screen.getByRole('button', { name: '撤销操作' });
    if (from === 'from the message') {
      document.querySelector<HTMLElement>('[data-selected]')?.focus();
      act(() => undo.focus());
      await act(async () => fireEvent.click(undo));
    } else {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      await act(async () => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
    }
    await waitFor(() => expect(screen.queryByRole('button', { name: '撤销操作' })).toBeNull());
    const row = document.activeElement as HTMLElement;
    expect([row.dataset['index'], row.dataset['selected']]).toEqual(['1', 'true']);
    expect(useCertificates.getState().selected).toBe(sha256);
  });

  it('selects the next remaining row, or the previous one', async () => {
    const certificates = sampleCertificates(0, 4).slice(0, 4);
    const ids = certificates.map(({ sha256 }) => sha256);
    installBridge({ 'certificates.page': () => pageOf(certificates) });
    await refreshCertificates();
    const left = (selected: number, ...deleted: number[]) => {
      selectCertificate(ids[selected] ?? null);
      selectBeside(deleted.map((index) => ids[index] ?? ''));
      return ids.indexOf(useCertificates.getState().selected ?? '');
    };
    expect([left(1, 1), left(1, 1, 2), left(3, 3), left(3, 2, 3), left(0, 2)]).toEqual([2, 3, 2, 1, 0]);
  });

  it('counts the keys that are deleted for good and has the user type what is deleted', async () => {
    await startI18n('en');
    const dates = { deletedAt: '2026-11-24T00:00:00.000Z', purgeAt: '2026-12-24T00:00:00.000Z' };
    const [first, second] = sampleCertificates(0).slice(0, 2);
    const certificates = [
      { ...certificateSummarySchema.strip().parse(first), ...dates, hasPrivateKey: true },
      { ...certificateSummarySchema.strip().parse(second), ...dates, hasPrivateKey: false },
    ];
    installBridge({
      'deletion.list': () => ({ certificates }),
      'certificates.page': () => pageOf([]),
      'vault.status': () => unlockedVault,
    });
    render(<TrashDialog onClose={() => undefined} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Delete all for good' }));
    expect(screen.getByText('2 certificates and 1 private key will be deleted for good')).toBeTruthy();
    const purge = screen.getByRole<HTMLButtonElement>('button', { name: 'Delete for good' });
    const type = (value: string) => fireEvent.change(screen.getByLabelText('Type it here'), { target: { value } });
    type('2');
    expect(purge.disabled).toBe(true);
    type('delete 2 certificates');
    expect(purge.disabled).toBe(false);
    await act(() => startI18n('zh-CN'));
    expect(screen.getByText('删除 2 张证书')).toBeTruthy();
    expect(purge.disabled).toBe(true);
  });

  it('rounds days up, but not because the page’s clock is a few seconds behind', () => {
    const purgeAt = '2026-12-24T12:00:00.000Z';
    expect(daysUntil(purgeAt, Date.parse('2026-11-24T11:59:55.000Z'))).toBe(30);
    expect(daysUntil(purgeAt, Date.parse('2026-12-23T13:00:00.000Z'))).toBe(1);
    expect(daysUntil(purgeAt, Date.parse('2026-12-25T00:00:00.000Z'))).toBe(0);
  });
});
