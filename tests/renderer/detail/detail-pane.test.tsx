// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRef } from 'react';
import { DetailContent } from '../../../renderer/features/detail/detail-content.tsx';
import { DetailPane } from '../../../renderer/features/detail/detail-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { openedWith, renderWithDialogs } from '../support/dialogs.tsx';
import { type FakeBridge, installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { sampleBank } from '../support/guide-room.tsx';
import { samplePlacement } from '../support/sample-stores.ts';

const [sample] = sampleCertificates(Date.now(), 1) as [CertificateDetail];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const number = '110101199001011234';
interface Given {
  readonly detail?: Partial<CertificateDetail>;
  readonly places?: readonly Placement[];
  readonly protocol?: 'est' | 'web' | null;
  readonly bank?: HeldProfile | null;
}

let bridge: FakeBridge;

function open({ detail = {}, places = [], protocol = 'web', bank = null }: Given = {}): CertificateDetail {
  const whole: CertificateDetail = {
    ...sample,
    status: 'valid',
    notAfter: inDays(200),
    backup: 'current',
    hasPrivateKey: true,
    keyOnToken: null,
    loss: null,
    supersededBy: null,
    isCa: false,
    extendedKeyUsage: ['clientAuth'],
    chainState: 'complete',
    ...detail,
  };
  bridge = installBridge({
    'renewals.of': () => ({ profileId: null, protocol, from: inDays(100), pair: null, left: 0 }),
    'stores.list': () => ({ stores: [] }),
    'stores.places': () => ({ places: [...places], namesakes: [], readAt: new Date().toISOString() }),
    'profiles.list': () => ({ profiles: bank === null ? [] : [bank], examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'webEnrolments.authorityOf': () => ({ profileId: bank?.id ?? null }),
    'webEnrolments.openAddress': () => ({ opened: true, browser: null, failed: null }),
    'paths.verdict': () => ({ check: null }),
    'revocation.last': () => ({ check: null }),
    'reminders.of': () => ({ about: whole.sha256, days: null, planned: [], snoozedUntil: null, canSnooze: true }),
    'backups.ofCertificate': () => ({ backups: [], verifiedAt: null }),
    'certificates.annotate': () => whole,
    'certificates.detail': () => whole,
  });
  renderWithDialogs(<DetailContent detail={whole} />);
  return whole;
}

const installed = samplePlacement({ proofs: [{ kind: 'signed', at: inDays(0), passed: true, host: null }] });
const line = (title: string | RegExp) => {
  const found = screen.getByText(title).closest('li');
  if (found === null) throw new Error(String(title));
  return within(found);
};

beforeEach(async () => {
  installMatchMedia();
  act(() => showVaultStatus(unlockedVault));
  await startI18n('en');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('[L03] the holder', () => {
  it('has name, organisation and bank, and a masked number that a press reveals for 30 seconds', async () => {
    const subject = `CN=051@林晓雯@${number}@1,OU=Haichuan Bank,O=Yunfan Trading,C=CN`;
    open({ detail: { displayName: '林晓雯', subject, issuer: 'CN=CFCA ACS OCA31,O=CFCA', holderNumber: number } });
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('林晓雯');
    expect(screen.getByText('Yunfan Trading · Haichuan Bank')).toBeTruthy();
    expect(screen.getByText('1101**********1234')).toBeTruthy();
    vi.useFakeTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Show the full number for 30 seconds' }));
    expect(screen.getByText(number)).toBeTruthy();
    act(() => void vi.advanceTimersByTime(30_000));
    expect(screen.queryByText(number)).toBeNull();
  });
});

describe('[U02] what a screen reader says', () => {
  it('describes the focused pane by its holder and validity', async () => {
    const { sha256 } = open({ detail: { displayName: '林晓雯' } });
    cleanup();
    renderWithDialogs(<DetailPane sha256={sha256} ref={createRef()} />);
    const description = /^林晓雯 (199|200) days left Valid · expires /;
    expect(await screen.findByRole('complementary', { name: 'Certificate details', description })).toBeTruthy();
  });

  it('describes a button in the checklist by its line', async () => {
    open({ detail: { backup: 'none' } });
    expect(await screen.findByRole('button', { name: 'Back up now', description: /backup/i })).toBeTruthy();
  });
});

describe('[L03] one primary action that follows the state', () => {
  const primary = async (name: string) => screen.findByRole('button', { name });

  it.each([
    ['expired', { detail: { status: 'expired', notAfter: inDays(-12) }, places: [installed] }, 'How to renew'],
    ['within 60 days', { detail: { status: 'expiring', notAfter: inDays(20) }, places: [installed] }, 'How to renew'],
    ['renewed by a protocol', { detail: { status: 'expiring', notAfter: inDays(20) }, protocol: 'est' }, 'Renew'],
    ['not installed', { detail: { backup: 'none' } }, 'Install in a browser'],
    ['SM2, which no browser takes', { detail: { algorithm: 'sm2', backup: 'none' } }, 'Back up'],
    ['installed, no backup', { detail: { backup: 'none' }, places: [installed] }, 'Back up'],
    ['installed, backup out of date', { detail: { backup: 'outdated' }, places: [installed] }, 'Back up'],
  ] as const)('%s: %s', async (_state, given, name) => {
    open(given);
    expect(await primary(name)).toBeTruthy();
  });

  it('is missing without a key, for a superseded certificate and for a CA', async () => {
    const none = ['How to renew', 'Renew', 'Install in a browser', 'Back up', 'Open site'];
    for (const detail of [
      { hasPrivateKey: false, backup: null },
      { status: 'superseded', backup: 'current' },
      { isCa: true, hasPrivateKey: false },
    ] as const) {
      open({ detail, places: [installed] });
      await waitFor(() => expect(bridge.requests.some(({ call }) => call === 'stores.places')).toBe(true));
      for (const name of none) expect(screen.queryByRole('button', { name })).toBeNull();
      cleanup();
    }
  });

  it('opens the site of a known bank in one press if nothing is due', async () => {
    open({ places: [installed], bank: sampleBank() });
    const button = await primary('Open site');
    expect(button.className).toContain('primary');
    expect((await primary('How to renew')).className).not.toContain('primary');
    vi.spyOn(document, 'hasFocus').mockReturnValueOnce(false); // The browser took the focus before the answer.
    await act(async () => fireEvent.click(button));
    const opened = bridge.requests.filter(({ call }) => call === 'webEnrolments.openAddress');
    expect(opened.map(({ input }) => input)).toEqual([{ profileId: sampleBank().id, storeId: null }]);
    act(() => void fireEvent.focus(window));
    expect(screen.getByText('Does the bank’s page show this certificate as valid?')).toBeTruthy();
  });

  it.each([
    ['How to renew', { detail: { status: 'expiring', notAfter: inDays(20) }, places: [installed] }],
    ['Back up', { detail: { backup: 'none' }, places: [installed] }],
  ] as const)('%s comes first, with the bank’s site beside it', async (name, given) => {
    open({ ...given, bank: sampleBank() });
    const bank = await primary('Open site');
    expect(bank.className).not.toContain('primary');
    expect(screen.getByRole('button', { name }).className).toContain('primary');
  });

  it.each([
    ['address not confirmed', { bank: sampleBank({ confirmedAt: null }) }],
    ['certificate lost', { detail: { loss: { kind: 'lost', reportedAt: inDays(-1), done: [], replaced: true } } }],
    ['certificate expired', { detail: { status: 'expired', notAfter: inDays(-12) } }],
    ['no private key', { detail: { hasPrivateKey: false, backup: null } }],
  ] as const)('the bank’s site is only in the menu: %s', async (_why, given) => {
    open({ places: [installed], bank: sampleBank(), ...given } as Given);
    await waitFor(() => expect(bridge.requests.some(({ call }) => call === 'profiles.list')).toBe(true));
    await act(async () => Promise.resolve());
    expect(screen.queryByRole('button', { name: 'Open site' })).toBeNull();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'More actions' })));
    await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: 'Bank website…' })));
    expect(openedWith('certificates.bank-site')).toEqual({ sha256: sample.sha256 });
  });

  it('everything else is in the menu', async () => {
    open();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'More actions' })));
    const names = screen.getAllByRole('menuitem').map((item) => item.textContent.replace(/(Ctrl \w|F2|Delete)$/, ''));
    expect(names.slice(0, 5)).toEqual([
      'How to renew…',
      'Bank website…',
      'Install in a browser…',
      'Back up…',
      'Back up to USB drive…',
    ]);
    expect(names.slice(5, 8)).toEqual(['Reminders…', 'Name and notes…', 'Tag…']);
    expect(names.slice(8, 11)).toEqual(['Copy serial number', 'Copy fingerprint', 'Find copies']);
    expect(names.slice(11)).toEqual(['Export…', 'Lost or stolen…', 'Delete…']);
  });
});

describe('[L03] the checklist', () => {
  it('says when a key was tested, and never says that an untested key works', async () => {
    open({ places: [installed] });
    await waitFor(() => expect(line('Private key works').getByText(/^In the vault · tested today/)).toBeTruthy());
    cleanup();
    open();
    expect(line('Private key in the vault').getByText('Not tested in a browser or the OS')).toBeTruthy();
  });

  it('offers an action for a missing backup, installation or revocation check', async () => {
    open({ detail: { backup: 'none' } });
    expect(line('No backup').getByRole('button', { name: 'Back up now' })).toBeTruthy();
    expect(line('Revocation not checked').getByRole('button', { name: /^Check whether this/ })).toBeTruthy();
    await waitFor(() => expect(line('Not installed').getByRole('button', { name: 'Install' })).toBeTruthy());
  });

  it.each(['lost', 'stolen'] as const)('[E08] offers to neither install nor confirm a %s certificate', async (kind) => {
    const loss = { kind, reportedAt: inDays(-1), done: [], replaced: true };
    open({ detail: { loss, hasPrivateKey: kind === 'stolen' } });
    await waitFor(() => expect(screen.queryByText('Not installed')).toBeTruthy());
    expect(line('Not installed').queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Install|^I saw/ })).toBeNull();
    const said = screen.getAllByText(new RegExp(`Reported as ${kind}`));
    expect(said.map(({ className }) => className.includes('hidden'))).toEqual([false, true]);
  });

  it('[K01] counts a backup before the recovery code is saved, and without one asks for the code first', () => {
    act(() => showVaultStatus({ ...unlockedVault, recoverySaved: false }));
    open();
    expect(screen.getByText('Backed up')).toBeTruthy();
    cleanup();
    open({ detail: { backup: 'outdated' } });
    expect(line('Backup out of date').getByRole('button', { name: 'Back up now' })).toBeTruthy();
    cleanup();
    open({ detail: { backup: 'none' } });
    expect(line('Save code first').getByRole('button', { name: 'Write down the code' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Back up now' })).toBeNull();
  });

  it('says that a key on a USB key can’t be backed up, and leads to the USB keys page', () => {
    const keyOnToken = { label: '网银盾', serial: '01', keyId: '02', seen: true };
    open({ detail: { hasPrivateKey: false, backup: null, keyOnToken } });
    expect(line('Can’t be backed up').getByText(/only the issuer can replace it/)).toBeTruthy();
    fireEvent.click(line(/on the USB key/).getByRole('button', { name: 'Open' }));
    expect(useRoute.getState().room).toBe('tokens');
  });

  it('offers to remove an installed expired certificate, and no longer to check its revocation', async () => {
    open({ detail: { status: 'expired', notAfter: inDays(-12) }, places: [installed] });
    await waitFor(() => expect(line(/^Still installed in/).getByRole('button', { name: /^Remove/ })).toBeTruthy());
    expect(line('Revocation is no longer checked').queryByRole('button')).toBeNull();
  });

  it('explains the missing key of a keyless, a watched and a CA certificate', () => {
    open({ detail: { hasPrivateKey: false, backup: null } });
    expect(line('Private key missing').getByRole('button', { name: 'Import the key' })).toBeTruthy();
    cleanup();
    open({ detail: { hasPrivateKey: false, backup: null, watched: true } });
    expect(line('Reminders only. The key isn’t in the vault')).toBeTruthy();
    cleanup();
    open({ detail: { hasPrivateKey: false, backup: null, isCa: true } });
    expect(line('CA certificate. No key needed')).toBeTruthy();
    expect(screen.queryByText('Bank’s page not checked')).toBeNull();
  });
});

describe('[L03] the bank’s page', () => {
  it('is confirmed by the user, with the date', async () => {
    const { sha256 } = open();
    fireEvent.click(line('Bank’s page not checked').getByRole('button', { name: /^I saw/ }));
    expect(openedWith('certificates.bank-page')?.day).toBeNull();
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Shown as valid on'), { target: { value: '2026-01-05' } });
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Confirm' })));
    const asked = bridge.requests.find(({ call }) => call === 'certificates.annotate');
    expect(asked?.input).toEqual({ sha256, bankValidOn: '2026-01-05' });
  });

  it('can’t be confirmed with a future date', async () => {
    open();
    fireEvent.click(line('Bank’s page not checked').getByRole('button', { name: /^I saw/ }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText('Shown as valid on'), { target: { value: '2999-01-05' } });
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Confirm' }).disabled).toBe(true);
  });

  it('shows the confirmed date, which can be withdrawn', async () => {
    const { sha256 } = open({ detail: { bankValidOn: '2026-01-05' } });
    expect(line('Bank’s page says “valid”').getByText('Confirmed by you on 5 Jan 2026')).toBeTruthy();
    fireEvent.click(line('Bank’s page says “valid”').getByRole('button', { name: /^Change/ }));
    const dialog = await screen.findByRole('dialog');
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'No longer valid' })));
    const asked = bridge.requests.find(({ call }) => call === 'certificates.annotate');
    expect(asked?.input).toEqual({ sha256, bankValidOn: null });
  });
});

it('[L03] a copy button copies the fingerprint', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(async () => undefined);
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  const { fingerprints } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Copy SHA-256' }));
  await waitFor(() => expect(writeText).toHaveBeenCalledWith(fingerprints.sha256));
});
