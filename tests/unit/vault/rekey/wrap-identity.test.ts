// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { decryptWith, newIdentity } from '../../../../main/vault/age/age-files.ts';
import { wrapIdentity } from '../../../../main/vault/rekey/wrap-identity.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';

test('[K04] staging keeps the recovery code confirmed, and needs the passphrase for its protector', async () => {
  const { clock, osStore, files } = testVaultOptions();
  const kit = {
    files,
    osStore,
    clock,
    random: () => new Uint8Array(),
    accepted: { has: () => false, accept: () => undefined },
    newId: () => 'id',
  };
  const recovery = await newIdentity();
  const next = await newIdentity();
  const row = {
    id: 'r',
    kind: 'recovery-code',
    createdAt: '2026-01-01T00:00:00Z',
    envelope: new Uint8Array([1]),
    wrappingRecipient: recovery.recipient,
    codeEnvelope: new Uint8Array([2]),
    confirmedAt: '2026-01-02T00:00:00Z',
    token: null,
  } as const;
  const twin = await wrapIdentity(kit, row, next.identity, null);
  expect(twin).toMatchObject({ id: 'r', codeEnvelope: row.codeEnvelope, confirmedAt: row.confirmedAt });
  const opened = await decryptWith(recovery.identity, twin.envelope);
  expect(
    Buffer.from(opened ?? [])
      .toString()
      .trim(),
  ).toBe(Buffer.from(next.identity).toString());
  await expect(wrapIdentity(kit, { ...row, kind: 'passphrase' }, next.identity, null)).rejects.toMatchObject({
    code: 'secret-required',
  });
});
