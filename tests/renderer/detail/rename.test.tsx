// SPDX-License-Identifier: Apache-2.0
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MetadataForm } from '../../../renderer/features/detail/metadata-form.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

afterEach(cleanup);

it('[L02] renaming starts with the displayed name selected, and keeps it unless it is changed', async () => {
  await startI18n('en');
  installMatchMedia();
  const [sample] = sampleCertificates(Date.now(), 1) as [CertificateDetail];
  const detail = { ...sample, displayName: '林晓雯', label: null, place: null };
  const bridge = installBridge({ 'certificates.annotate': () => detail });
  render(<MetadataForm detail={detail} onClose={() => undefined} />);
  const [name, place] = screen.getAllByRole('textbox') as [HTMLInputElement, HTMLInputElement];
  expect(name.value).toBe('林晓雯');
  expect([name.selectionStart, name.selectionEnd]).toEqual([0, 3]);
  fireEvent.change(place, { target: { value: 'bank' } });
  fireEvent.submit(name.form as HTMLFormElement);
  await waitFor(() =>
    expect(bridge.requests.find(({ call }) => call === 'certificates.annotate')?.input).toMatchObject({
      label: null,
      place: 'bank',
    }),
  );
});
