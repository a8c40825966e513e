// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DetailContent } from '../../../renderer/features/detail/detail-content.tsx';
import { OverviewTab } from '../../../renderer/features/detail/tabs/overview-tab.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const [sample, other] = sampleCertificates(Date.parse('2026-11-24T12:00:00Z'), 2) as [
  CertificateDetail,
  CertificateDetail,
];

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

it('[L03] the chosen tab stays when another certificate is shown', async () => {
  const { rerender } = renderWithDialogs(<DetailContent detail={sample} />);
  await userEvent.click(screen.getByRole('tab', { name: 'Details' }));
  await act(async () => rerender(<DetailContent detail={other} />));
  expect(screen.getByRole('tab', { name: 'Details' }).ariaSelected).toBe('true');
});

it('[L03] validity is exact to the second with its zone, and the import to the minute in local time', async () => {
  renderWithDialogs(<DetailContent detail={sample} />);
  await userEvent.click(screen.getByRole('tab', { name: 'Details' }));
  const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;
  expect(fact('Valid until')).toMatch(/ \d\d:\d\d:\d\d \S/u);
  expect(fact('Imported')).toMatch(/^\d+ \w+ \d{4} \d\d:\d\d$/u);
});
