// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PathLine } from '../../../renderer/features/detail/checks/path-line.tsx';
import { ChainTab } from '../../../renderer/features/detail/tabs/chain-tab.tsx';
import { AuthoritiesPane } from '../../../renderer/features/trust/authorities-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { AnchorFacts, OwnAnchor, PathCheck } from '../../../shared/schemas/trust/trust.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';

const rootId = '3f2a91bc'.repeat(8);
const root: AnchorFacts = {
  sha256: rootId,
  subject: 'CN=私有银行 Root',
  issuer: 'CN=私有银行 Root',
  displayName: '私有银行 Root',
  notBefore: '2020-01-01T00:00:00.000Z',
  notAfter: '2040-01-01T00:00:00.000Z',
  algorithm: 'ec-p256',
  selfIssued: true,
};
const own = (changed: Partial<OwnAnchor> = {}): OwnAnchor => ({
  ...root,
  addedAt: '2026-11-01T00:00:00.000Z',
  confirmedAt: '2026-11-01T00:00:00.000Z',
  trusted: true,
  ...changed,
});
const [sample] = sampleCertificates(Date.now());
if (sample === undefined) throw new Error('no sample');
const detail = { ...sample, chainState: 'complete' as const, isCa: false };
const leaf = { sha256: detail.sha256, name: '张三' };
const check = (changed: Partial<PathCheck>): PathCheck => ({
  valid: true,
  sound: true,
  reasons: [],
  path: [leaf, { sha256: rootId, name: '私有银行 Root' }],
  warnings: [],
  checkedAt: '2026-11-26T08:05:00.000Z',
  ...changed,
});
const untrusted = check({
  valid: false,
  reasons: [{ code: 'root-untrusted', certificate: rootId, role: 'anchor', detail: null, name: '私有银行 Root' }],
});
const broken = check({
  valid: false,
  sound: false,
  reasons: [
    { code: 'root-untrusted', certificate: rootId, role: 'anchor', detail: null, name: '私有银行 Root' },
    {
      code: 'expired',
      certificate: 'b'.repeat(64),
      role: 'intermediate',
      detail: '2026-05-01T00:00:00Z',
      name: 'Middle',
    },
  ],
});

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
  useToasts.setState({ toasts: [] });
  useVault.setState({ status: unlockedVault });
});
afterEach(cleanup);

const line = (answers: Parameters<typeof installBridge>[0], shown: typeof sample = detail) => {
  const bridge = installBridge(answers);
  renderWithDialogs(
    <ul>
      <PathLine detail={shown} />
    </ul>,
  );
  return bridge;
};

describe('[V01] [V03] the chain in the detail pane', () => {
  it('shows its root and check time, and Check validates it again', async () => {
    const bridge = line({
      'paths.verdict': () => ({ check: check({}) }),
      'paths.check': () => ({ check: broken }),
    });
    await screen.findByText('Chain complete');
    expect(screen.getByText(/^Root “私有银行 Root” · checked 26 Nov 2026/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Check' }));
    // Shows the fault, without the untrusted root as a second reason.
    await screen.findByText(/Expired: the intermediate “Middle” was valid until 1 May 2026/);
    expect(screen.queryByText(/not trusted here/)).toBeNull();
    expect(screen.queryByRole('button', { name: /Trust this/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Import CA certificate' })).toBeTruthy();
    expect(bridge.requests.map(({ call }) => call)).toContain('paths.check');
  });

  it('says what an incomplete chain means and what to do, and when it was checked', async () => {
    const missing = check({ valid: false, sound: false });
    line({ 'paths.verdict': () => ({ check: missing }) }, { ...detail, chainState: 'incomplete' });
    expect(screen.getByText(/^A CA certificate is missing, so some sites may refuse yours/)).toBeTruthy();
    expect(await screen.findByText(/^A CA certificate is missing, .+ Checked 26 Nov 2026/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Import CA certificate' })).toBeTruthy();
  });

  it('says that the chain isn’t checked yet if the issuer arrived after the check', async () => {
    const reasons = [
      { code: 'no-issuer', certificate: detail.sha256, role: 'leaf', detail: null, name: '张三' },
    ] as const;
    line({ 'paths.verdict': () => ({ check: check({ valid: false, reasons: [...reasons], path: [leaf] }) }) });
    await act(async () => Promise.resolve());
    expect(screen.getByText('Chain not checked yet')).toBeDefined();
    expect(screen.queryByText(/Self-signed/)).toBeNull();
  });

  it('warns of a weak algorithm beside a chain that is valid', async () => {
    const weak = { certificate: detail.sha256, name: '张三', role: 'leaf' as const };
    const warnings: PathCheck['warnings'] = [{ code: 'weak-signature', ...weak, detail: 'sha1WithRSAEncryption' }];
    line({ 'paths.verdict': () => ({ check: check({ warnings }) }) });
    await screen.findByText('Chain complete');
    const text = screen.getByText(/The signature on the certificate “张三” uses sha1WithRSAEncryption/);
    expect(text.closest('li')?.className).toMatch(/warn/);
  });

  it('shows its error in Chinese', async () => {
    await startI18n('zh-CN');
    line({ 'paths.verdict': () => ({ check: broken }) });
    await screen.findByText(/中间证书“Middle”已于 2026\/05\/01/);
  });

  it('shows the start date of a certificate not yet valid, and asks for no issuer', async () => {
    const leafOf = { certificate: detail.sha256, name: '张三', role: 'leaf' as const };
    const reasons: PathCheck['reasons'] = [{ code: 'not-yet-valid', ...leafOf, detail: '2027-01-05T04:00:00Z' }];
    line({ 'paths.verdict': () => ({ check: check({ valid: false, sound: false, reasons }) }) });
    const text = await screen.findByText('Chain complete. Valid from 5 Jan 2027');
    expect(text.closest('li')?.className).not.toMatch(/bad|warn/);
    expect(screen.queryByRole('button', { name: 'Import CA certificate' })).toBeNull();
  });

  it('[V04] an untrusted root is no error, and leads to comparing its fingerprint', async () => {
    const bridge = line({
      'paths.verdict': () => ({ check: untrusted }),
      'anchors.lookAt': () => root,
      'anchors.add': () => own(),
    });
    const text = await screen.findByText('Root not trusted here');
    expect(screen.getByText(/^Signing in usually works · checked 26 Nov 2026/)).toBeTruthy();
    expect(text.closest('li')?.className).not.toMatch(/bad|warn/);
    await userEvent.click(screen.getByRole('button', { name: 'Trust this CA…' }));
    await screen.findByText('Self-signed (a root)');
    const action = screen.getByRole('button', { name: 'Trust this CA' });
    expect(action.hasAttribute('disabled')).toBe(true);
    await userEvent.type(screen.getByRole('textbox', { name: /First 8 characters/ }), '3F:2A:91:BC');
    await userEvent.click(action);
    await waitFor(() => expect(screen.queryByText('Self-signed (a root)')).toBeNull());
    expect(bridge.requests.find(({ call }) => call === 'anchors.add')?.input).toEqual({
      sha256: rootId,
      typed: '3F:2A:91:BC',
    });
  });

  it('[V04] the chain tab names the untrusted root and checks it again', async () => {
    const bridge = installBridge({
      'paths.verdict': () => ({ check: untrusted }),
      'paths.check': () => ({ check: check({}) }),
    });
    renderWithDialogs(<ChainTab detail={detail} />);
    await screen.findByText(/^Root “私有银行 Root” isn’t trusted on this computer/);
    await userEvent.click(screen.getByRole('button', { name: 'Check' }));
    await waitFor(() => expect(screen.queryByText(/isn’t trusted/)).toBeNull());
    expect(bridge.requests.map(({ call }) => call)).toContain('paths.check');
  });

  it('shows “not checked yet” until the background check has run', async () => {
    const verdicts: (PathCheck | null)[] = [null, check({})];
    const bridge = line({ 'paths.verdict': () => ({ check: verdicts.shift() ?? null }) });
    await screen.findByText('Chain not checked yet');
    await act(async () => bridge.emit('paths.changed', {}));
    await screen.findByText('Chain complete');
  });
});

describe('[V04] trusted CAs', () => {
  it('lists the user’s CAs with fingerprint and state, and counts the system’s', async () => {
    installBridge({
      'anchors.list': () => ({
        anchors: [own(), own({ sha256: 'c'.repeat(64), displayName: 'Other', trusted: false, confirmedAt: null })],
        system: 142,
      }),
    });
    renderWithDialogs(<AuthoritiesPane />);
    await screen.findByText('The system trusts 142 CAs.');
    const fingerprint = screen.getByRole('group', { name: 'SHA-256 of 私有银行 Root' });
    expect(fingerprint.textContent).toBe(rootId.toUpperCase());
    expect(fingerprint.previousElementSibling?.textContent).toBe('SHA-256 fingerprint');
    expect(screen.getByText('Trusted')).toBeTruthy();
    expect(screen.getByText('Not confirmed yet')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Confirm: 私有银行 Root' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Confirm: Other' })).toBeTruthy();
  });

  it('a file with several CAs asks which one, and wrong fingerprint digits are reported', async () => {
    const middle = { ...root, sha256: 'd'.repeat(64), displayName: 'Middle', selfIssued: false };
    const bridge = installBridge({
      'anchors.list': () => ({ anchors: [], system: 1 }),
      'anchors.chooseFile': () => ({ outcome: 'looked', authorities: [root, middle] }),
      'anchors.add': () => {
        throw new Refusal('fingerprint-differs');
      },
    });
    renderWithDialogs(<AuthoritiesPane />);
    await screen.findByText('You haven’t added any CAs yet.');
    expect(screen.getByText('The system trusts 1 CA.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Add a CA' }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose a file' }));
    await userEvent.click(await screen.findByRole('radio', { name: /Middle/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByText(/This isn’t a root/);
    await userEvent.type(screen.getByRole('textbox', { name: /First 8 characters/ }), '00000000');
    await userEvent.click(screen.getByRole('button', { name: 'Trust this CA' }));
    await screen.findByText(/What you typed doesn’t match/);
    const digits = screen.getByRole('textbox', { name: /First 8 characters/ });
    expect(digits.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(digits);
    expect(screen.getByText('Don’t copy the digits from the screen.')).toBeTruthy();
    expect(bridge.requests.find(({ call }) => call === 'anchors.add')?.input).toMatchObject({ sha256: middle.sha256 });
  });

  it('brings a CA that was just added into view, and nothing when the list opens', async () => {
    const other = own({ sha256: 'c'.repeat(64), displayName: 'Other' });
    const anchors = [own()];
    installBridge({ 'anchors.list': () => ({ anchors: [...anchors], system: 1 }) });
    const scrolled: string[] = [];
    Element.prototype.scrollIntoView = function note() {
      scrolled.push(this.querySelector('b')?.textContent ?? '');
    };
    renderWithDialogs(<AuthoritiesPane />);
    await screen.findByText('The system trusts 1 CA.');
    expect(scrolled).toEqual([]);
    anchors.push(other);
    act(() => useVault.setState({ status: { ...unlockedVault, revision: unlockedVault.revision + 1 } }));
    await screen.findByText('Other');
    expect(scrolled).toEqual(['Other']);
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('asks for confirmation before removing a CA', async () => {
    const bridge = installBridge({
      'anchors.list': () => ({ anchors: [own()], system: 0 }),
      'anchors.remove': () => ({}),
    });
    renderWithDialogs(<AuthoritiesPane />);
    await userEvent.click(await screen.findByRole('button', { name: 'Remove: 私有银行 Root' }));
    expect(bridge.requests.map(({ call }) => call)).not.toContain('anchors.remove');
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
    expect(bridge.requests.find(({ call }) => call === 'anchors.remove')?.input).toEqual({ sha256: rootId });
  });
});
