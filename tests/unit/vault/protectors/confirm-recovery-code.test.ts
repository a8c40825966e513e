// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { askedGroupsOf } from '../../../../main/vault/protectors/recovery-code.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const passphrase = 'xiao xing xing';

test('[K01] the recovery code takes effect when its two asked groups are confirmed, not before', async () => {
  const vault = newTestVault();
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  await expect(vault.confirmRecoveryCode(['0000', '0000'])).rejects.toMatchObject({ code: 'draft-expired' });
  const before = vault.revision;
  const made = await vault.createRecoveryCode();
  const { code, asked } = made;
  const [first, second] = askedGroupsOf(made);
  expect(asked[0]).toBeLessThan(asked[1]);
  expect(vault.revision).toBe(before);
  expect(await vault.status()).toMatchObject({ recoverySaved: false });
  await expect(vault.checkSecret({ kind: 'recovery-code', secret: code })).rejects.toMatchObject({
    code: 'not-available',
  });
  for (const [typed, wrong] of [
    [[first, 'UUUU'], [asked[1]]],
    [['UUUU', second], [asked[0]]],
    [[second, first], asked],
  ] as const) {
    await expect(vault.confirmRecoveryCode(typed)).rejects.toMatchObject({
      code: 'wrong-secret',
      details: { groups: wrong.map(String) },
    });
  }
  await vault.confirmRecoveryCode([first.toLowerCase(), second]);
  expect(await vault.status()).toMatchObject({ recoverySaved: true });
  const other = reopen(vault);
  await other.unlock({ kind: 'recovery-code', secret: code.toLowerCase().replaceAll('-', ' ') });
  expect(other.isUnlocked).toBe(true);
  const next = await vault.createRecoveryCode();
  await other.checkSecret({ kind: 'recovery-code', secret: code });
  await vault.confirmRecoveryCode(askedGroupsOf(next));
  await expect(other.checkSecret({ kind: 'recovery-code', secret: code })).rejects.toMatchObject({
    code: 'wrong-secret',
  });
  await other.checkSecret({ kind: 'recovery-code', secret: next.code });
});

test('[K01] a code without confirmation unlocks, and counts as saved once it was typed', async () => {
  const vault = newTestVault();
  const made = await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'create-now' });
  expect(made.protectors).toEqual(['passphrase', 'recovery-code']);
  const code = made.recoveryCode ?? '';
  expect(await vault.status()).toMatchObject({ recoverySaved: false });
  const wrong = (code.startsWith('0') ? '1' : '0') + code.slice(1);
  await expect(vault.checkSecret({ kind: 'recovery-code', secret: wrong })).rejects.toMatchObject({
    code: 'wrong-secret',
    details: { typingError: true, group: 1 },
  });
  expect(await vault.status()).toMatchObject({ recoverySaved: false });
  await vault.checkSecret({ kind: 'recovery-code', secret: code });
  expect(await vault.status()).toMatchObject({ recoverySaved: true });
});
