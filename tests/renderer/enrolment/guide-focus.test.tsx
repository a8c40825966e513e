// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { leaveGuide, openRenewGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { goTo, useRoute } from '../../../renderer/state/route-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installMatchMedia } from '../support/fake-bridge.ts';
import { openGuideRoom } from '../support/guide-room.tsx';

afterEach(cleanup);

it('[E11] [U02] the guide opened from a certificate gets the focus, and Escape returns to the certificate', async () => {
  installMatchMedia();
  await startI18n('en');
  const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
  openGuideRoom({ certificates: [zhang] });
  goTo('certificates');
  await act(async () => openRenewGuide(zhang.sha256));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('complementary')));
  expect(useRoute.getState().room).toBe('enrolment');
  const field = document.createElement('input');
  screen.getByRole('complementary').append(field);
  await userEvent.type(field, '{Escape}');
  expect(useRoute.getState().room).toBe('enrolment');
  act(() => screen.getByRole('complementary').focus());
  await userEvent.keyboard('{Escape}');
  expect(useRoute.getState().room).toBe('certificates');
  goTo('enrolment');
  await userEvent.keyboard('{Escape}');
  expect(useRoute.getState().room).toBe('enrolment');
});

it('[E11] [U02] Escape no longer returns once the user left the page another way', async () => {
  installMatchMedia();
  const [zhang] = sampleCertificates(Date.now()) as [CertificateDetail];
  openGuideRoom({ certificates: [zhang] });
  goTo('certificates');
  await act(async () => openRenewGuide(zhang.sha256));
  cleanup();
  expect(leaveGuide()).toBeNull();
});
