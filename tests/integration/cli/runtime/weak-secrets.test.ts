// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { missingTools, skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const missing = missingTools('openssl');
type Answer = Awaited<ReturnType<typeof runCli>>;
const errorOf = ({ code, json }: Answer) => [code, json?.error?.code, json?.error?.details];
const guessable = [3, 'passphrase-weak', { reason: 'guessable', minimum: 8 }];

test.skipIf(missing.length > 0)(
  `[K01] [K04] [B01] [F06] weak secrets are refused, except by export with --allow-weak${skipReason(missing)}`,
  async () => {
    const vault = await newCliVault();
    const at = (name: string): string => join(vault.folder, name);
    writeFileSync(at('weak'), 'password1');
    const opened = ['--passphrase-file', vault.passphraseFile];
    const zhang = makeIdentityFiles(vault.folder, 'zhang', { subject: '/CN=张三', days: 200 });
    writeFileSync(at('file-password'), zhang.password);
    const imported = await vault.cli('import', zhang.p12, '--password-file', at('file-password'), ...opened);
    const id: string = imported.json?.value.items[0].added[0];

    const init = await runCli(['vault', 'init', '--passphrase-file', at('weak'), '--vault', at('other'), '--json']);
    expect(errorOf(init)).toEqual(guessable);
    expect(existsSync(at('other/vault.sqlite'))).toBe(false);
    const change = await vault.cli('vault', 'passphrase', ...opened, '--new-passphrase-file', at('weak'));
    expect(errorOf(change)).toEqual(guessable);
    mkdirSync(at('backups'));
    const backup = await vault.cli('backup', 'create', '--to', at('backups'), '--password-file', at('weak'), ...opened);
    expect(errorOf(backup)).toEqual(guessable);

    const output = at('out.p12');
    const argv = ['export', id, '--format', 'p12', '--password-file', at('weak'), '-o', output, ...opened];
    expect(errorOf(await vault.cli(...argv))).toEqual(guessable);
    expect(existsSync(output)).toBe(false);
    const words = await runCli([...argv, '--vault', at('vault')], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(words.stderr).toContain('新密码太短或容易猜到');
    expect((await vault.cli(...argv, '--allow-weak')).code).toBe(0);
    expect(existsSync(output)).toBe(true);
  },
);
