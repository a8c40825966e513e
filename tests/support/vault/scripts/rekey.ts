// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Re-keys a vault until killed. The arguments are folder and action. `remove-recovery-code` keeps the passphrase
 * `stays`. `change-passphrase` changes `stays` to `next`. `resume` unlocks with the third argument and continues.
 * Prints `ready`, `rekeying FRACTION` after each batch, then `done`.
 */
const [folder = '', action = '', secret = 'stays'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const progress = (fraction: number | null, step: string) => say(`${step} ${fraction}`);

const vault = openVault(folder, testVaultOptions());
if (action === 'remove-recovery-code') {
  await vault.unlock({ kind: 'passphrase', secret: 'stays' });
  say('ready');
  await vault.protectorChanges.removeProtector('recovery-code', 'stays', { progress });
} else if (action === 'change-passphrase') {
  say('ready');
  await vault.protectorChanges.changePassphrase('stays', 'next', { rekey: true }, { progress });
} else {
  say('ready');
  await vault.unlock({ kind: 'passphrase', secret });
  await vault.rekeyingSettled();
}
say('done');
vault.close();
