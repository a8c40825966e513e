// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { webEnrolmentsWithVault } from '../../support/enrolment/web-enrolments-with-vault.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[E01] [L07] at start, only waiting enrolments are reported, so the page does not load twice for none', async () => {
  const { webEnrolments, profiles } = await webEnrolmentsWithVault(temporaryFolder());
  const changed = vi.fn<() => void>();
  webEnrolments.onChange(changed);
  await webEnrolments.watch();
  expect(changed).not.toHaveBeenCalled();
  const held = await profiles.addExample({ protocol: 'web' });
  await webEnrolments.start(held, { purpose: 'apply', renews: null, folder: null });
  changed.mockClear();
  await webEnrolments.watch();
  expect(changed).toHaveBeenCalledOnce();
});
