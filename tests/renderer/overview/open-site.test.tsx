// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { bankId, sampleBank } from '../support/guide-room.tsx';
import { openOverview, press, sampleSummaries } from '../support/overview-room.tsx';
import { samplePlacement } from '../support/sample-stores.ts';

const now = Date.now();

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
  useEnrolment.setState({ profiles: null, requests: [], error: null });
});

async function openCard(bank: HeldProfile) {
  const notAfter = new Date(now + 263 * 86_400_000).toISOString();
  const change = { notAfter, status: 'valid', hasPrivateKey: true, backup: 'current', loss: null } as const;
  const [one] = sampleSummaries(now, change) as [CertificateSummary];
  const placement = samplePlacement({ storeName: 'Edge' });
  const bridge = await openOverview({
    overview: { certificates: [one] },
    answers: {
      'profiles.list': () => ({ profiles: [bank], examples: [] }),
      'requests.list': () => ({ requests: [] }),
      'webEnrolments.authorityOf': () => ({ profileId: bank.id }),
      'webEnrolments.openAddress': () => ({ opened: true, browser: 'Edge', failed: null }),
      'stores.places': () => ({ places: [placement], namesakes: [], readAt: notAfter }),
    },
  });
  await screen.findByText('保险库 · Edge');
  return { bridge, storeId: placement.storeId };
}

it('[L09] [E07] a card opens the bank’s site in the browser that has the certificate', async () => {
  const { bridge, storeId } = await openCard(sampleBank());
  await screen.findByRole('button', { name: '打开网站' });
  await press('打开网站');
  expect(bridge.requests.find(({ call }) => call === 'webEnrolments.openAddress')?.input).toEqual({
    profileId: bankId,
    storeId,
  });
});

it('[L09] [E07] a card offers no site whose address was not compared', async () => {
  const { bridge } = await openCard(sampleBank({ confirmedAt: null }));
  await expect.poll(() => bridge.requests.some(({ call }) => call === 'webEnrolments.authorityOf')).toBe(true);
  expect(screen.queryByRole('button', { name: '打开网站' })).toBeNull();
  const card = within(screen.getByRole('list', { name: '您的证书' }));
  expect(card.getByText('详情')).toBeDefined();
});
