// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Contact,
  ContactResult,
  FetchedIssuers,
  RevocationPlan,
} from '../../../shared/schemas/trust/revocation.ts';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { ChainTab } from '../../../renderer/features/detail/tabs/chain-tab.tsx';
import { ArrivedPathPane } from '../../../renderer/features/trust/arrived-path-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const [sample] = sampleCertificates(Date.parse('2026-11-26T00:00:00Z')) as [CertificateDetail];
const sha256 = 'a'.repeat(64);
const contact = (name: string, about: string): Contact => ({
  kind: 'issuer',
  url: `http://ca.example/${name}.cer`,
  host: { ascii: 'ca.example', unicode: 'ca.example' },
  isPlain: true,
  certificate: about,
  name,
});
const first = contact('二级', sha256);
const above = contact('一级', 'b'.repeat(64));
const responder: Contact = { ...first, kind: 'ocsp', url: 'http://ocsp.example/' };
const planOf = (...contacts: Contact[]): RevocationPlan => ({
  canJudge: false,
  contacts,
  leftOut: 0,
  kept: 2,
  issuersAtHand: 0,
});
const went = (one: Contact, outcome: ContactResult['outcome']): ContactResult => ({ ...one, outcome, detail: null });
const check: PathCheck = {
  valid: false,
  sound: true,
  reasons: [{ code: 'no-issuer', certificate: sha256, name: '张三', role: 'leaf', detail: null }],
  path: [{ sha256, name: '张三' }],
  warnings: [],
  checkedAt: '2026-11-26T00:00:00Z',
};

/** Fakes main: steps through `plans` and `answers` independently, repeating the last of each. */
function bridge(plans: readonly RevocationPlan[], answers: readonly FetchedIssuers[] = []) {
  const turns = { plan: 0, fetch: 0 };
  const turn = <T,>(of: keyof typeof turns, all: readonly T[]): T => all[Math.min(turns[of]++, all.length - 1)] as T;
  const fake = installBridge({
    'paths.check': () => ({ check }),
    'revocation.plan': () => turn('plan', plans),
    'revocation.fetchIssuers': () => turn('fetch', answers),
  });
  return (name = 'revocation.fetchIssuers') =>
    fake.requests.filter(({ call }) => call === name).map(({ input }) => input);
}

async function open() {
  const user = userEvent.setup();
  renderWithDialogs(<ArrivedPathPane sha256={sha256} />);
  await user.click(await screen.findByRole('button', { name: 'Download the issuer’s certificate…' }));
  const dialog = within(await screen.findByRole('dialog'));
  return {
    user,
    dialog,
    agree: async () => user.click(await dialog.findByRole('button', { name: 'Agree and download' })),
  };
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(cleanup);

describe('[E06] a missing issuer', () => {
  it('is offered for download only if a certificate gives its address', async () => {
    bridge([planOf(responder)]);
    render(<ArrivedPathPane sha256={sha256} />);
    await screen.findByText(/CA certificate is missing/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is downloaded after consent for each level, and shown by name', async () => {
    const inputs = bridge(
      [planOf(first, responder), planOf(first, responder), planOf(above), planOf()],
      [
        { contacts: [went(first, 'answered')], kept: [{ sha256: 'b'.repeat(64), name: '二级' }], complete: false },
        { contacts: [went(above, 'answered')], kept: [{ sha256: 'c'.repeat(64), name: '一级' }], complete: true },
      ],
    );
    const { dialog, agree, user } = await open();
    expect(await dialog.findByText('http://ca.example/二级.cer')).toBeDefined();
    expect(dialog.queryByText('http://ocsp.example/')).toBeNull();
    expect(inputs()).toEqual([]);
    await agree();
    expect(await dialog.findByText('http://ca.example/一级.cer')).toBeDefined();
    await agree();
    expect(await dialog.findByText(/The chain is complete/)).toBeDefined();
    for (const name of ['二级', '一级'])
      expect(dialog.getByText(new RegExp(`“${name}” was added to the vault`))).toBeDefined();
    for (const { url } of [first, above]) expect(dialog.getByText(url)).toBeDefined();
    expect(inputs()).toEqual([
      { sha256, urls: [first.url], privateHosts: [] },
      { sha256, urls: [above.url], privateHosts: [] },
    ]);
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('a failed download shows its result and a next step, and a private host needs separate consent', async () => {
    const inputs = bridge(
      [planOf(first)],
      [
        { contacts: [went(first, 'address-refused')], kept: [], complete: false },
        { contacts: [went(first, 'other-certificate')], kept: [], complete: false },
      ],
    );
    const { dialog, agree, user } = await open();
    await agree();
    expect((await dialog.findByRole('alert')).textContent).toMatch(/Ask the issuer for the full chain/);
    await user.click(dialog.getByRole('button', { name: 'Contact hosts anyway' }));
    expect(await dialog.findByText('the response is for a different certificate')).toBeDefined();
    expect(inputs().at(-1)).toEqual({ sha256, urls: [first.url], privateHosts: ['ca.example'] });
    // The pressed button is gone, so the focus moves to a remaining one.
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Done' })));
  });

  it('is added from an earlier download without contacting a host', async () => {
    const inputs = bridge(
      [{ ...planOf(), issuersAtHand: 1 }],
      [{ contacts: [], kept: [{ sha256: 'b'.repeat(64), name: '二级' }], complete: true }],
    );
    const { dialog } = await open();
    expect(await dialog.findByText(/The chain is complete/)).toBeDefined();
    expect(dialog.queryByRole('button', { name: 'Agree and download' })).toBeNull();
    expect(inputs()).toEqual([{ sha256, urls: [], privateHosts: [] }]);
  });

  it('keeps its result open after the download completed the chain', async () => {
    const inputs = bridge(
      [planOf(first), planOf(first), planOf()],
      [{ contacts: [went(first, 'answered')], kept: [{ sha256: 'b'.repeat(64), name: '二级' }], complete: true }],
    );
    const user = userEvent.setup();
    const { rerender } = renderWithDialogs(<ChainTab detail={{ ...sample, chainState: 'incomplete' }} />);
    await user.click(await screen.findByRole('button', { name: 'Download the issuer’s certificate…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(await dialog.findByRole('button', { name: 'Agree and download' }));
    await dialog.findByText(/The chain is complete/);
    expect(inputs('paths.check')).toContainEqual({ sha256: sample.sha256 });
    rerender(<ChainTab detail={{ ...sample, chainState: 'complete' }} />);
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    expect(screen.queryByText('Chain incomplete')).toBeNull();
  });
});
