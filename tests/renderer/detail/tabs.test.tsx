// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OverviewTab } from '../../../renderer/features/detail/tabs/overview-tab.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const [sample] = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 1) as [CertificateDetail];

beforeEach(async () => {
  installMatchMedia();
  installBridge({});
  await startI18n('en');
});
afterEach(cleanup);

it('[L03] the overview shows the tags', () => {
  render(
    <OverviewTab detail={{ ...sample, tags: ['Renew first', 'Beijing'] }} places={{ places: null, error: null }} />,
  );
  expect(screen.getByText(/^Renew first.+Beijing$/)).toBeDefined();
});
