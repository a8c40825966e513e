// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useAppEvents } from '../../../renderer/app/use-app-events.ts';
import { CountdownBlock } from '../../../renderer/features/detail/header/countdown-block.tsx';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { openedWith } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { samplePlacement } from '../support/sample-stores.ts';
import { daysFromNow, expiring as detail, renewalFacts, successor } from '../support/sample-renewal.ts';

const { sha256 } = detail;
beforeEach(async () => {
  installMatchMedia();
  installBridge({ 'webEnrolments.list': () => ({ webEnrolments: [] }) });
  useGuide.setState({ guide: null, guided: null, early: {} });
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

const read = { places: [samplePlacement()], namesakes: [], readAt: '2026-11-28T07:40:00Z' };
const installed = { places: read, error: null };
const places = { places: null, error: null };
const button = async (name: string) => {
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(false));
  return screen.getByRole('button', { name });
};

/** Valid for a long time and backed up. */
const calm: Partial<CertificateDetail> = { status: 'valid', notAfter: daysFromNow(300), backup: 'current' };

describe('the button of the detail', () => {
  it.each([
    [renewalFacts(), '更新证书', true, {}],
    [renewalFacts({ from: daysFromNow(100) }), '更新证书', false, calm],
    [renewalFacts({ protocol: 'web' }), '如何更新', true, {}],
    [renewalFacts({ protocol: null, profileId: null }), '如何更新', true, {}],
  ])(
    '[E07] fits the CA’s protocol, and stands out from the renewal date: %j',
    async (renewal, name, standsOut, change) => {
      render(<CountdownBlock detail={{ ...detail, ...change }} renewal={renewal} places={installed} />);
      const pressed = await button(name);
      expect(pressed.className.includes('primary')).toBe(standsOut);
      await act(async () => fireEvent.click(pressed));
      expect(openedWith('renewal')).toEqual(name === '更新证书' ? { sha256 } : null);
      expect(useGuide.getState().guide).toEqual(name === '更新证书' ? null : { kind: 'renew', sha256, id: null });
    },
  );

  it.each([
    ['superseded', { status: 'superseded', supersededBy: successor }, '查看新证书'],
    ['expired and superseded', { status: 'expired', supersededBy: successor }, '查看新证书'],
    ['revoked', { status: 'revoked' }, '申请新证书'],
  ] as const)('[E07] a certificate that is %s leads to the new one before any check', async (_state, change, name) => {
    render(<CountdownBlock detail={{ ...detail, ...change, backup: 'none' }} renewal={null} places={places} />);
    const shown = await screen.findAllByRole('button');
    expect(shown.map(({ textContent }) => textContent)).toEqual([name]);
  });

  it('[E07] is missing while a check may change it, but renews a due certificate at once', async () => {
    const [calmOne, web] = [{ ...detail, ...calm, backup: 'none' as const }, renewalFacts({ protocol: 'web' })];
    const { rerender } = render(<CountdownBlock detail={calmOne} renewal={web} places={places} />);
    expect(screen.queryByRole('button')).toBeNull();
    const nowhere = { places: { ...read, places: [] }, error: null };
    rerender(<CountdownBlock detail={calmOne} renewal={web} places={nowhere} />);
    expect(await button('安装到浏览器')).toBeTruthy();
    installBridge({ 'renewals.of': () => renewalFacts(), 'certificates.detail': () => detail });
    rerender(<CountdownBlock detail={detail} renewal={null} places={places} />);
    fireEvent.click(await button('如何更新'));
    await waitFor(() => expect(openedWith('renewal')).toEqual({ sha256 }));
  });

  const loss = (kind: LossKind, replaced = false) => ({ kind, reportedAt: daysFromNow(-1), done: [], replaced });
  it.each([
    ['stolen', true, '补办'],
    ['key-exposed', true, '补办'],
    ['lost', false, '补办'],
    // Reported lost, but its key is available.
    ['lost', true, '更新证书'],
  ] as const)('[E07] [E08] reported %s, its key here: %j: the button reads %s', async (kind, hasPrivateKey, name) => {
    render(
      <CountdownBlock
        detail={{ ...detail, hasPrivateKey, loss: loss(kind) }}
        renewal={renewalFacts()}
        places={installed}
      />,
    );
    fireEvent.click(await button(name));
    expect(openedWith('loss')).toEqual(name === '补办' ? { start: sha256 } : null);
    expect(openedWith('renewal')).toEqual(name === '补办' ? null : { sha256 });
  });

  it('[E07] [E08] is missing for a replaced certificate', () => {
    render(
      <CountdownBlock detail={{ ...detail, loss: loss('stolen', true) }} renewal={renewalFacts()} places={installed} />,
    );
    expect(screen.queryByRole('button')).toBeNull();
  });
});

function Events() {
  useAppEvents(createRef());
  return null;
}

describe('[R02] the action of a notice', () => {
  it.each([
    ['the CA is known', renewalFacts(), true],
    [
      'the old one is still installed',
      renewalFacts({ protocol: null, left: 1, pair: { old: sha256, successor } }),
      true,
    ],
    ['the CA is unknown', renewalFacts({ protocol: null, profileId: null }), false],
  ])('%s: %j', async (_, renewal, opens) => {
    const bridge = installBridge({ 'renewals.of': () => renewal, 'certificates.detail': () => detail });
    render(<Events />);
    await act(async () => bridge.emit('reminders.open', { room: 'certificates', sha256 }));
    expect(useCertificates.getState().selected).toBe(sha256);
    await waitFor(() => expect(openedWith('renewal')).toEqual(opens ? { sha256 } : null));
  });
});

it('[R02] [E08] the action of a notice leads to 遗失补办 for a stolen certificate', async () => {
  const loss = { kind: 'stolen', reportedAt: daysFromNow(-1), done: [], replaced: false };
  const bridge = installBridge({
    'renewals.of': () => renewalFacts(),
    'certificates.detail': () => ({ ...detail, loss }),
  });
  render(<Events />);
  await act(async () => bridge.emit('reminders.open', { room: 'certificates', sha256 }));
  await waitFor(() => expect(openedWith('loss')).toEqual({ start: sha256 }));
  expect(openedWith('renewal')).toBeNull();
});
