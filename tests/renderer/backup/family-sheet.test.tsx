// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FamilySheetDialog } from '../../../renderer/features/backup/family-sheet-dialog.tsx';
import { familyRows } from '../../../renderer/features/backup/family-rows.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { useRenewals } from '../../../renderer/state/enrolment/renewals-store.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { sampleBank } from '../support/guide-room.tsx';
import { sampleSummaries } from '../support/overview-room.tsx';
import { inventoryOf } from '../support/sample-stores.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  useEnrolment.setState({ profiles: null, requests: [], error: null });
  useRenewals.setState({ rows: null, total: 0, error: null });
});

it('[B04] [E08] keeps a phone number with the bank, and asks again to confirm after a refusal', async () => {
  const url = 'https://ebank.haichuan.example/';
  const [certificate] = sampleSummaries(Date.parse('2026-11-28T07:40:00Z'));
  let bank: HeldProfile = sampleBank({ profile: { name: '海川银行', protocol: 'web', url } });
  let refusals = 2;
  const { requests } = installBridge({
    'renewals.list': () => ({
      rows: [
        { kind: 'certificate', certificate, authority: { profileId: bank.id, name: '海川银行', protocol: 'web' } },
      ],
      total: 1,
    }),
    'profiles.list': () => ({ profiles: [bank], examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'stores.inventory': () => inventoryOf([]),
    'backups.drives': () => ({ drives: [] }),
    'profiles.addBank': ({ input }) => {
      const profile = { ...bank.profile, contact: { phone: (input as { phone: string }).phone } };
      bank = { ...bank, id: '77777777-1111-4111-8111-111111111111', confirmedAt: null, profile };
      return bank;
    },
    'profiles.confirm': () => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Refusal(refusals > 0 ? 'cancelled' : 'disk-full');
      }
      return (bank = { ...bank, confirmedAt: bank.importedAt });
    },
  });
  render(<FamilySheetDialog onClose={() => undefined} />);
  const user = userEvent.setup();
  const former = bank.id;
  await user.type(await screen.findByLabelText('“海川银行”的电话'), '95555{Enter}');
  await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('95555'));
  expect(screen.queryByLabelText('“海川银行”的电话')).toBeNull();
  expect(requests.find(({ call }) => call === 'profiles.addBank')?.input).toEqual({
    name: '海川银行',
    address: url,
    phone: '95555',
    branch: null,
    replaces: former,
  });
  const again = '电话已保存，请重新核对“海川银行”的网址。';
  expect(await screen.findByText(again)).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(screen.getByRole('button', { name: '核对网址' }));
  expect(await screen.findByRole('alert')).toBeDefined();
  await user.click(screen.getByRole('button', { name: '核对网址' }));
  await waitFor(() => expect(bank.confirmedAt).not.toBeNull());
  await waitFor(() => expect(screen.queryByText(again)).toBeNull());
});

it('[B04] names the bank of a certificate without a guide, and otherwise its issuer', () => {
  const [certificate] = sampleSummaries(Date.parse('2026-11-28T07:40:00Z'));
  if (certificate === undefined) throw new Error('no sample');
  const { issuerName } = certificate;
  const rowsOf = (subject: string) => {
    const row = { ...certificate, subject, issuer: `CN=${issuerName}`, place: null };
    return familyRows([{ kind: 'certificate', certificate: row, authority: null }], [], []);
  };
  expect(rowsOf('CN=陈思远,OU=江北银行,O=CFCA').map(({ place }) => place)).toEqual(['江北银行']);
  expect(rowsOf('CN=陈思远').map(({ place }) => place)).toEqual([issuerName]);
});
