// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Re-keys a vault. Arguments: folder, action (`remove-recovery-code`, `change-passphrase` from `stays` to `next`,
 * `resume`), passphrase for `resume`. Prints `ready`, the progress as `STEP FRACTION` except for `resume`, and `done`.
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
