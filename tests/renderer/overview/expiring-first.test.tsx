// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { maxOverviewCards } from '../../../shared/domain/certificates/certificate-states.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { reported } from '../support/fake-losses.ts';
import { openOverview, sampleSummaries } from '../support/overview-room.tsx';
import { samplePlacement } from '../support/sample-stores.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

it.each([
  [['notified'], 'Notified, revocation not confirmed yet'],
  [['notified', 'confirmed'], 'Revocation confirmed'],
] as const)('[L07] [E08] cards and rows say how far the report of a theft is: %j', async (done, words) => {
  const notAfter = new Date(Date.now() + 263 * 86_400_000).toISOString();
  const [one] = sampleSummaries(Date.now(), { status: 'valid', notAfter, loss: reported('stolen', [...done]) });
  const certificates = [one as CertificateSummary];
  await openOverview({ overview: { certificates } });
  expect(screen.getByText(`Reported as stolen · ${words}`)).toBeTruthy();
  cleanup();
  await openOverview({ overview: { certificates, own: maxOverviewCards + 1 } });
  const list = screen.getByRole('list', { name: 'First to expire' });
  expect(within(list).getByText(words)).toBeTruthy();
  expect(list.querySelector('.lucide-life-buoy')).not.toBeNull();
});

it('[L07] [L09] of many certificates, the first are listed before their places are read', async () => {
  const certificates = sampleSummaries(Date.now()).slice(0, 3);
  let placesAsked = 0;
  await openOverview({
    overview: { certificates, own: maxOverviewCards + 1 },
    answers: {
      'stores.places': () => {
        placesAsked += 1;
        return { places: [samplePlacement({ storeName: 'Edge' })], namesakes: [], readAt: '2026-11-24T12:00:00Z' };
      },
    },
  });
  const list = screen.getByRole('list', { name: 'First to expire' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  expect(placesAsked).toBe(0);
  await waitFor(() => expect(placesAsked).toBe(3));
  expect(await within(list).findAllByText(/Edge/)).toHaveLength(3);
});
