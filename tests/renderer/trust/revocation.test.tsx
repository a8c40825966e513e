// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { Contact, ContactResult, RevocationCheck } from '../../../shared/schemas/trust/revocation.ts';
import { RevocationLine } from '../../../renderer/features/detail/checks/revocation-line.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { openedWith, renderWithDialogs } from '../support/dialogs.tsx';
import { installMatchMedia } from '../support/fake-bridge.ts';
import {
  answer,
  installRevocation,
  list,
  plan,
  responder,
  revoked,
  sample,
  sha256,
} from '../support/fake-revocation.ts';

async function open(detail: CertificateDetail = sample) {
  const user = userEvent.setup();
  renderWithDialogs(
    <ul>
      <RevocationLine detail={detail} />
    </ul>,
  );
  await user.click(screen.getByRole('button', { name: 'Check whether this certificate is revoked' }));
  return { user, dialog: await screen.findByRole('dialog') };
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(cleanup);

const check: RevocationCheck = {
  sha256,
  status: 'good',
  source: 'ocsp',
  checkedAt: '2026-11-25T08:00:00Z',
  goodUntil: null,
  revokedAt: null,
  reason: null,
};

describe('[V02] the line of the checklist', () => {
  it.each([
    [null, 'Revocation not checked', 'Optional · Needs an internet connection'],
    [check, 'Not revoked', /25 Nov 2026/],
    [{ ...check, status: 'unknown' as const, source: null }, 'Revocation unknown', /25 Nov 2026/],
    [
      { ...check, status: 'revoked' as const, revokedAt: '2026-11-20T10:00:00Z', reason: '1' },
      'Revoked on 20 Nov 2026: its key was compromised',
      /25 Nov 2026/,
    ],
  ])('shows the result of the last check, case %#: %s', async (last, title, when) => {
    installRevocation({ last });
    render(<RevocationLine detail={sample} />);
    expect(await screen.findByText(title)).toBeDefined();
    expect(screen.getByText(when)).toBeDefined();
  });

  it('is absent for a root, which cannot be revoked', () => {
    installRevocation();
    render(<RevocationLine detail={{ ...sample, issuer: sample.subject }} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('[V02] the dialog', () => {
  it('names every host in Unicode and punycode, and contacts none before consent', async () => {
    const main = installRevocation();
    const { user, dialog } = await open();
    const addresses = within(await within(dialog).findByRole('list', { name: 'Addresses' }));
    expect(addresses.getByText('证书.example')).toBeDefined();
    expect(addresses.getByText('xn--1jqs90m.example')).toBeDefined();
    expect(addresses.getAllByText(/Not encrypted/)).toHaveLength(1);
    expect(main.inputs()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(main.inputs()).toEqual([]);
  });

  it('contacts the hosts that were shown, and shows the result with its time', async () => {
    const main = installRevocation();
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    const result = await within(dialog).findByRole('alert');
    expect(result.textContent).toContain('Not revoked');
    expect(result.textContent).toMatch(/Checked on 26 Nov 2026 \d\d:\d\d(?!:)/);
    expect(main.inputs()).toEqual([{ sha256, urls: [responder.url, list.url], privateHosts: [] }]);
    expect(within(dialog).getByText('responded')).toBeDefined();
    expect(within(dialog).queryByText('not needed')).toBeNull();
  });

  it('says when and why a certificate was revoked, and what to do next', async () => {
    installRevocation({ answers: [revoked] });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    const result = await within(dialog).findByRole('alert');
    expect(result.textContent).toMatch(/张三: revoked on 20 Nov 2026.*\(its key was compromised\)/);
    await user.click(within(result).getByRole('button', { name: 'Apply for a new certificate' }));
    expect(openedWith('enrolment.apply')?.replaced).toMatchObject({ sha256 });
    expect(useRoute.getState().room).toBe('enrolment');
  });

  it('never treats a missing answer as good, and contacts a private host only with separate consent', async () => {
    const refused = answer({
      revocation: 'unknown',
      statuses: [],
      contacts: [{ ...responder, url: 'http://[fd00::1]:8080/', outcome: 'address-refused', detail: null }],
    });
    const main = installRevocation({ answers: [refused, answer()] });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('may or may not be revoked');
    await user.click(within(dialog).getByRole('button', { name: 'Contact hosts anyway' }));
    await waitFor(() => expect(within(dialog).getByRole('alert').textContent).toContain('Not revoked'));
    expect(main.inputs()[1]).toEqual({ sha256, urls: ['http://[fd00::1]:8080/'], privateHosts: ['fd00::1'] });
  });

  it('asks for consent again after it downloaded a missing issuer', async () => {
    const issuer: Contact = { ...list, kind: 'issuer', url: 'https://ca.example/ca.cer' };
    const first = { ...plan, canJudge: false, contacts: [issuer] };
    const fetched = answer({ contacts: [{ ...issuer, outcome: 'answered', detail: null }] });
    const main = installRevocation({ plans: [first, plan, plan], answers: [fetched, answer()] });
    const { user, dialog } = await open();
    expect(await within(dialog).findByText(/issuer’s certificate is missing/)).toBeDefined();
    await user.click(within(dialog).getByRole('button', { name: 'Agree and check' }));
    expect(await within(dialog).findByText('证书.example')).toBeDefined();
    expect(main.inputs()).toHaveLength(1);
    await user.click(within(dialog).getByRole('button', { name: 'Agree and check' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Not revoked');
    expect(main.inputs()[1]).toMatchObject({ urls: [responder.url, list.url] });
  });

  it('says that a certificate on hold may be released, and offers no new application', async () => {
    const statuses = revoked.statuses.map((status) => ({ ...status, reason: 6 }));
    installRevocation({ answers: [{ ...revoked, statuses }] });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    const result = await within(dialog).findByRole('alert');
    expect(result.textContent).toMatch(/^On hold.*on hold since 20 Nov 2026.*ask the CA before/);
    expect(within(dialog).queryByRole('button', { name: 'Apply for a new certificate' })).toBeNull();
  });

  it('asks a second time before it contacts the address in a revocation list', async () => {
    const changes: Contact = { ...list, kind: 'delta', url: 'https://ca.example/delta.crl' };
    const first = answer({
      contacts: [
        { ...list, outcome: 'answered', detail: null },
        { ...changes, outcome: 'not-agreed', detail: null },
      ],
      lacksChanges: true,
    });
    const one = { ...plan, contacts: [list] };
    const more = { ...plan, contacts: [changes], kept: 1 };
    const main = installRevocation({ plans: [one, more, one, more], answers: [first, revoked] });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    expect(await within(dialog).findByText(/get the latest changes to the revocation list/)).toBeDefined();
    expect(within(dialog).getByText(changes.url)).toBeDefined();
    expect(main.inputs()).toHaveLength(1);
    // Declining keeps the earlier answer and shows what is missing.
    await user.click(within(dialog).getByRole('button', { name: 'Skip' }));
    const result = await within(dialog).findByRole('alert');
    expect(result.textContent).toMatch(
      /Not revoked when the revocation list was issued.*You skipped the latest changes/,
    );
    expect(within(dialog).getByText('not contacted, because you didn’t agree')).toBeDefined();
    expect(main.inputs()).toHaveLength(1);
  });

  it('contacts no host if the list is stored and its changes are declined', async () => {
    const changes: Contact = { ...list, kind: 'delta', url: 'https://ca.example/delta.crl' };
    const only = { ...plan, contacts: [changes], kept: 1 };
    const named: ContactResult = { ...changes, outcome: 'not-agreed', detail: null };
    const main = installRevocation({ plans: [only], answers: [answer({ contacts: [named], lacksChanges: true })] });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Skip' }));
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(/You skipped the latest changes/);
    expect(main.inputs()).toEqual([{ sha256, urls: [], privateHosts: [] }]);
  });

  it('keeps the first results beside those of the second round', async () => {
    const changes: Contact = { ...list, kind: 'delta', url: 'https://ca.example/delta.crl' };
    const silent: ContactResult = { ...responder, outcome: 'unreachable', detail: 'ECONNREFUSED' };
    const got: ContactResult = { ...list, outcome: 'answered', detail: null };
    const named: ContactResult = { ...changes, outcome: 'not-agreed', detail: null };
    const again: ContactResult = { ...responder, outcome: 'not-agreed', detail: null };
    const main = installRevocation({
      plans: [plan, { ...plan, contacts: [responder, changes] }],
      answers: [
        answer({ contacts: [silent, got, named] }),
        answer({ contacts: [again, got, { ...named, outcome: 'answered' }] }),
      ],
    });
    const { user, dialog } = await open();
    await user.click(await within(dialog).findByRole('button', { name: 'Agree and check' }));
    await within(dialog).findByText(/get the latest changes/);
    // The responder was already approved and queried: no second request.
    expect(within(dialog).queryByText(responder.url)).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Agree and check' }));
    const result = await within(dialog).findByRole('alert');
    expect(result.textContent).not.toMatch(/couldn’t be downloaded/);
    expect(main.inputs()[1]).toMatchObject({ urls: [changes.url] });
    expect(within(dialog).getByText('can’t be reached (ECONNREFUSED)')).toBeDefined();
    expect(within(dialog).getAllByText('downloaded')).toHaveLength(2);
  });

  it.each([
    [true, /don’t list a usable address for checking revocation/],
    [false, /can’t tell whether a response is genuine/],
  ])('says why there is no host to ask (path valid: %s)', async (canJudge, text) => {
    installRevocation({ plans: [{ canJudge, contacts: [], leftOut: 0, kept: 0, issuersAtHand: 0 }] });
    const { dialog } = await open();
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(text);
    expect(within(dialog).queryByRole('button', { name: 'Agree and check' })).toBeNull();
    expect(within(dialog).queryByRole('button', { name: 'Cancel' })).toBeNull();
  });
});
