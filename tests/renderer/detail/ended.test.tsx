// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InstalledLines } from '../../../renderer/features/detail/checks/installed-lines.tsx';
import { KeyLine } from '../../../renderer/features/detail/checks/key-line.tsx';
import { PairLine } from '../../../renderer/features/detail/checks/pair-line.tsx';
import { RevocationLine } from '../../../renderer/features/detail/checks/revocation-line.tsx';
import { CountdownBlock } from '../../../renderer/features/detail/header/countdown-block.tsx';
import { actionsFor } from '../../../renderer/features/detail/header/primary-action.ts';
import { lossShown } from '../../../renderer/lib/text/loss-steps.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { certificateActions, idsOfRow, runCertificateAction } from '../../../renderer/state/certificate-actions.ts';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { samplePlacement } from '../support/sample-stores.ts';

const [sample] = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 1) as [CertificateDetail];
const detail = { ...sample, displayName: 'Li', hasPrivateKey: true, loss: null, supersededBy: null };
const places = { places: [samplePlacement()], namesakes: [], readAt: '2026-11-24T12:00:00Z' };
const check = { sha256: sample.sha256, status: 'revoked', source: 'crl', checkedAt: '2026-11-25T08:00:00Z' };
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

it('[L03] room for a button is kept while answers load, but not without a private key', () => {
  const facts = { status: 'valid', renewal: null, isInstalled: null, hasBank: null, now: 0 } as const;
  const valid = { ...detail, keyOnToken: null, isCa: false, status: 'valid' } as const;
  const primary = (hasPrivateKey: boolean) => actionsFor({ ...facts, detail: { ...valid, hasPrivateKey } }).primary;
  expect([primary(true), primary(false)]).toEqual(['checking', null]);
});

it('[L03] a valid certificate with its key shows how to renew, unless something else comes first', () => {
  const renewal = { profileId: null, protocol: null, from: '2099-01-01T00:00:00Z', pair: null, left: 0 };
  const facts = { status: 'valid', renewal, isInstalled: true, hasBank: true, now: 0 } as const;
  const valid = { ...detail, keyOnToken: null, isCa: false, status: 'valid', backup: 'current' } as const;
  const actions = (change: Partial<CertificateDetail>, more: { hasBank?: boolean } = {}) =>
    actionsFor({ ...facts, ...more, detail: { ...valid, hasPrivateKey: true, ...change } });
  expect(actions({})).toEqual({ primary: 'openBank', secondary: 'howToRenew' });
  expect(actions({}, { hasBank: false })).toEqual({ primary: null, secondary: 'howToRenew' });
  expect(actions({ backup: 'none' })).toEqual({ primary: 'backup', secondary: 'openBank' });
  expect(actions({ hasPrivateKey: false, backup: null })).toEqual({ primary: null, secondary: null });
});

it('[L03] an untested key is tested only where it is installed, and not once it is superseded', () => {
  const lines = (shown: CertificateDetail) => (
    <>
      <KeyLine detail={shown} places={places} />
      <InstalledLines detail={shown} state={{ places, error: null }} />
    </>
  );
  const { rerender } = render(lines(detail));
  expect(screen.getAllByText(/^Not tested/)).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: /^Test/ }));
  expect(openedWith('stores.test')?.placed.sha256).toBe(detail.sha256);
  rerender(<KeyLine detail={{ ...detail, status: 'superseded' }} places={places} />);
  expect(screen.getByText('Private key in the vault')).toBeDefined();
  expect([screen.queryByText(/^Not tested/), buttons()]).toEqual([null, []]);
});

it('[L03] a tested key can be tested again and its place managed, but a stolen one is not tested', () => {
  const tested = [samplePlacement({ proofs: [{ kind: 'signed', at: check.checkedAt, passed: true, host: null }] })];
  const lines = (shown: CertificateDetail, placements = tested) => (
    <>
      <KeyLine detail={shown} places={{ ...places, places: placements }} />
      <InstalledLines detail={shown} state={{ places: { ...places, places: placements }, error: null }} />
    </>
  );
  const { rerender } = render(lines(detail));
  expect(buttons()).toEqual(['Test', 'Manage']);
  fireEvent.click(screen.getByRole('button', { name: /^Manage/ }));
  expect(useRoute.getState().room).toBe('browsers');
  const loss: Loss = { kind: 'stolen', reportedAt: check.checkedAt, done: [], replaced: false };
  rerender(lines({ ...detail, loss }, places.places));
  expect(buttons()).toEqual([]);
});

it('[L03] a key that is only in a browser is not called missing, and can be imported', () => {
  const keyless = { ...detail, hasPrivateKey: false, keyOnToken: null, watched: false, isCa: false };
  render(<KeyLine detail={keyless} places={places} />);
  expect(screen.getByText('The key is in Chromium, not in the vault')).toBeDefined();
  expect(screen.queryByText('Private key missing')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Import into the vault' }));
  expect(openedWith('stores.take-in')).toMatchObject({ placed: { sha256: detail.sha256 }, hardware: false });
  cleanup();
  const inHardware = { ...places, places: [samplePlacement({ hardware: 'A smart card provider' })] };
  render(<KeyLine detail={keyless} places={inHardware} />);
  expect(screen.getByText(/^The key is in /)).toBeDefined();
  expect(buttons()).toEqual([]);
});

it.each([
  ['a stolen certificate', { kind: 'stolen', replaced: false }],
  ['a replaced certificate', { kind: 'lost', replaced: true }],
] as const)('[E08] [R01] the menu offers no reminders for %s', (_of, loss) => {
  const offered = (change: Partial<CertificateDetail>) => certificateActions({ ...detail, ...change }).flat();
  expect(offered({})).toContain('reminders');
  const reported = offered({ loss: { ...loss, reportedAt: '2026-11-20T12:00:00Z', done: [] } });
  expect([reported.includes('loss'), reported.includes('reminders')]).toEqual([true, false]);
});

it('[B01] [L03] the menu backs up to the drive that is plugged in', async () => {
  const driveId = '33333333-1111-4111-8111-111111111111';
  const drive = { driveId, name: 'KINGSTON', displayPath: '/media/K', bytes: 1, freeBytes: 1 };
  installBridge({
    'backups.drives': () => ({ drives: [{ ...drive, readOnly: false, backups: 0, lastBackupAt: null }] }),
  });
  expect(certificateActions({ ...detail, hasPrivateKey: false }).flat()).not.toContain('backupDrive');
  expect(certificateActions(detail).flat()).toContain('backupDrive');
  runCertificateAction('backupDrive', detail);
  await waitFor(() => expect(openedWith('backup.create')).toEqual({ start: idsOfRow(detail), tokenId: null, driveId }));
});

it('[G02] SM2 is not offered for installation in a browser', () => {
  const nowhere = { ...places, places: [] };
  const lines = (algorithm: string) => (
    <InstalledLines detail={{ ...detail, algorithm }} state={{ places: nowhere, error: null }} />
  );
  const { rerender } = render(lines('rsa-2048'));
  expect(buttons()).toEqual(['Install']);
  rerender(lines('sm2'));
  expect(screen.getByText('Most browsers don’t support SM2 certificates')).toBeDefined();
  expect(buttons()).toEqual([]);
});

it('[L03] the countdown says once that a certificate is superseded, and keeps no empty row', () => {
  const superseded = { ...detail, status: 'superseded' } as const;
  const { container } = render(<CountdownBlock detail={superseded} renewal={null} places={{ places, error: null }} />);
  expect(screen.getAllByText(/superseded/i)).toHaveLength(1);
  expect(screen.getByText(/^Expires on /)).toBeDefined();
  expect(container.querySelector('[class*="buttons"]')?.childElementCount).toBe(0);
});

it('[L03] an expired certificate opens older files only with its key', () => {
  const block = (hasPrivateKey: boolean) => (
    <CountdownBlock
      detail={{ ...detail, status: 'expired', notAfter: '2026-01-01T00:00:00Z', keyOnToken: null, hasPrivateKey }}
      renewal={null}
      places={{ places, error: null }}
    />
  );
  const { rerender } = render(block(true));
  expect(screen.getByText(/still opens older files/)).toBeDefined();
  rerender(block(false));
  expect(screen.queryByText(/still opens older files/)).toBeNull();
});

it('[L03] keeps no empty row below the countdown if nothing is due', () => {
  const keyless = { hasPrivateKey: false, keyOnToken: null, backup: null };
  const calm = { ...detail, ...keyless, status: 'valid', notAfter: '2036-01-01T00:00:00Z' } as const;
  const renewal = { profileId: null, protocol: 'web', from: '2035-11-01T00:00:00Z', pair: null, left: 0 } as const;
  const block = (known: typeof renewal | null) => (
    <CountdownBlock detail={calm} renewal={known} places={{ places, error: null }} />
  );
  const { container, rerender } = render(block(null));
  rerender(block(renewal));
  expect(buttons()).toEqual([]);
  expect(container.querySelector('[class*="reserved"]')).toBeNull();
});

it('[E08] a certificate that the CA says it revoked has no days left', () => {
  const loss: Loss = { kind: 'stolen', reportedAt: check.checkedAt, done: ['notified'], replaced: false };
  const block = (done: Loss['done']) => (
    <CountdownBlock
      detail={{ ...detail, status: 'valid', notAfter: '2036-01-01T00:00:00Z', loss: { ...loss, done } }}
      renewal={null}
      places={{ places, error: null }}
    />
  );
  const { rerender } = render(block(['notified']));
  expect(screen.getByText(/left/)).toBeDefined();
  rerender(block(['notified', 'confirmed']));
  expect(screen.getByText('Revocation confirmed')).toBeDefined();
  expect(screen.queryByText(/left/)).toBeNull();
});

it('[V02] offers no new certificate until it is known whether the old one is on hold', async () => {
  installBridge({ 'revocation.last': () => ({ check: null }) });
  const revoked = { ...detail, status: 'revoked' } as const;
  render(<CountdownBlock detail={revoked} renewal={null} places={{ places: null, error: null }} />);
  expect(buttons()).toEqual([]);
  expect(await screen.findByRole('button')).toBeDefined();
});

it('[V02] says that a certificate is on hold, and offers no new one', async () => {
  const held = { ...check, goodUntil: null, revokedAt: '2026-11-20T10:00:00Z', reason: '6' };
  installBridge({ 'revocation.last': () => ({ check: held }) });
  const revoked = { ...detail, status: 'revoked' } as const;
  render(
    <>
      <CountdownBlock detail={revoked} renewal={null} places={{ places: null, error: null }} />
      <RevocationLine detail={revoked} />
    </>,
  );
  expect(await screen.findByText('On hold')).toBeDefined();
  expect(screen.getByText('Li: on hold since 20 Nov 2026')).toBeDefined();
  expect(screen.queryByText('Revoked')).toBeNull();
  expect(buttons()).toEqual(['Check']);
});

it('[E08] continues the application that replaces a lost certificate', async () => {
  const loss: Loss = { kind: 'stolen', reportedAt: check.checkedAt, done: [], replaced: false };
  const id = '11111111-0000-4000-8000-000000000000';
  const begun = { folder: null, startedAt: check.checkedAt, files: [], steps: {} };
  const profile = { name: 'Bank', host: 'ca.example.com' };
  const running = { id, profile, purpose: 'replace', renews: sample.sha256, ...begun };
  installBridge({
    'webEnrolments.list': () => ({ webEnrolments: [running] }),
    'webEnrolments.guided': () => ({ ...running, certificate: null, endedAt: null }),
    'profiles.list': () => ({ profiles: [], examples: [] }),
    'requests.list': () => ({ requests: [] }),
  });
  const lost = { ...detail, pair: null, status: 'valid', notAfter: '2036-01-01T00:00:00Z', loss } as const;
  render(<CountdownBlock detail={lost} renewal={null} places={{ places, error: null }} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Continue application' }));
  await waitFor(() => expect(useGuide.getState().guide?.id).toBe(id));
});

it('[E08] a stolen certificate stays marked after its replacement, until it is revoked', () => {
  const stolen = { loss: { kind: 'stolen', reportedAt: check.checkedAt, done: [], replaced: true } } satisfies {
    loss: Loss;
  };
  const shown = (['superseded', 'revoked'] as const).map((status) => lossShown(stolen, status));
  expect(shown).toEqual(['stolen', null]);
});

it('[G04] the line about a pair names both expiry dates if they differ', () => {
  const part = (sha256: string, notAfter: string) =>
    ({ sha256, notBefore: sample.notBefore, notAfter, status: 'valid', hasKey: true, backup: null }) as const;
  const pairOf = (notAfter: string, other: string): CertificateDetail => ({
    ...detail,
    notAfter,
    pair: { signing: part(detail.sha256, notAfter), encryption: part('e'.repeat(64), other) },
  });
  const { rerender } = render(<PairLine detail={pairOf('2027-01-10T12:00:00Z', '2026-12-31T12:00:00Z')} />);
  expect(screen.getByText('This one expires 10 Jan 2027 · The other certificate expires 31 Dec 2026')).toBeDefined();
  rerender(<PairLine detail={pairOf('2027-01-10T12:00:00Z', '2027-01-10T12:00:00Z')} />);
  expect(screen.getByText('The other certificate expires 10 Jan 2027')).toBeDefined();
});
