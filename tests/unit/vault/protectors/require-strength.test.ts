// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createVaultAccess } from '../../../../main/vault/vault-access.ts';
import { requireStrength } from '../../../../main/vault/protectors/require-strength.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { testPassphraseFiles, testVaultOptions } from '../../../support/vault/vault-test-options.ts';

test.each([
  ['seven characters', 'kV7#mPq', 'short'],
  ['seven characters that are eight before NFC', 'kV7#mPe\u0301', 'short'],
  ['a common password', 'password1234', 'guessable'],
  ['a keyboard pattern', 'qwertyuiop12', 'guessable'],
  ['one letter', 'aaaaaaaaaaaaaaaaaaaa', 'guessable'],
  ['six Chinese characters', '另一个主密码', 'short'],
])('[K01] [K04] refuses %s as a new passphrase', async (_what, secret, reason) => {
  const refused = { code: 'passphrase-weak', details: { reason, minimum: 8 } };
  await expect(requireStrength(secret)).rejects.toMatchObject(refused);
});

test.each(['kV7#mPq2x', 'correct horse battery', '我的主密码 4711', '平安是福家和万事兴'])(
  '[K01] accepts %s as a new passphrase',
  async (secret) => {
    await expect(requireStrength(secret)).resolves.toBeUndefined();
  },
);

test('[K01] [K04] [B01] creates no passphrase file under a weak passphrase, and leaves no vault behind', async () => {
  const files = testPassphraseFiles(10, requireStrength);
  const weak = { code: 'passphrase-weak' };
  await expect(files.encrypt('password1', new Uint8Array(32))).rejects.toMatchObject(weak);
  const access = createVaultAccess(temporaryFolder(), { ...testVaultOptions({ files }), unlockAtStart: false });
  await expect(access.createWithProtectors({ passphrase: 'password1' })).rejects.toMatchObject(weak);
  await expect(access.protectWithPassphrase('p')).rejects.toMatchObject(weak);
  expect(await access.current()).toBeNull();
  const made = await access.createWithProtectors({ passphrase: 'correct horse battery' });
  expect(made.protectors).toContain('passphrase');
  const vault = await access.require();
  const change = vault.protectorChanges.changePassphrase('correct horse battery', 'letmein1', { rekey: false }, {});
  await expect(change).rejects.toMatchObject(weak);
  access.close();
});
