// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../../../main/vault/open-vault.ts';
import { makeIdentityFiles } from '../openssl/openssl-identity.ts';
import { askFor, askForKey } from '../enrolment/ask-for.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';
import { cliBundle } from '../cli/run-cli.ts';
import { wholeVault, type WholeRow } from './whole-vault.ts';

export interface WholeBackup {
  readonly file: string;
  readonly passphrase: string;
  readonly recoveryCode: string;
  readonly certificates: readonly { readonly sha256: string; readonly row: WholeRow }[];
}

/** Creates a vault in `folder` with a row of nearly every kind, and a backup of it, mostly using the built CLI. */
export async function makeWholeBackup(folder: string): Promise<WholeBackup> {
  mkdirSync(folder, { recursive: true });
  const vault = join(folder, 'vault');
  const passphrase = '金色 backup passphrase';
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const cli = (...argv: readonly string[]): Record<string, unknown> => {
    const words = [cliBundle, ...argv, '--json', '--vault', vault];
    const { ok, value } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as {
      ok: boolean;
      value: Record<string, unknown>;
    };
    if (!ok) throw new Error(argv.join(' '));
    return value;
  };
  const opening = ['--passphrase-file', file('passphrase', passphrase)];
  const { recoveryCode } = cli('vault', 'init', ...opening)['vaultCreated'] as { recoveryCode: string };
  const keys = [['rsa:2048'], ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['ed25519']];
  for (const [index, key] of keys.entries()) {
    const subject = `/CN=金色 ${index}/O=测试银行`;
    const { p12, sha256 } = makeIdentityFiles(folder, `g${index}`, { subject, key, days: 10_000 });
    cli('import', p12, '--password-file', join(folder, `g${index}.password`), ...opening);
    const place = ['--place', '网上银行', '--note', '备注：柜台\n第二行', '--tag', '+银行'];
    if (index < 2) cli('set', sha256, '--label', `标签 ${index}`, ...place, ...opening);
  }
  cli('watch', 'add', '--name', '工行 U盾', '--until', '2031-01-02');
  await addRows(vault, passphrase);
  const code = ['--recovery-code-file', file('code', recoveryCode)];
  const created = cli('backup', 'create', '--to', folder, ...opening, ...code);
  const certificates = [...(await wholeVault(vault, passphrase))].map(([sha256, row]) => ({ sha256, row }));
  return { file: (created['backup'] as { file: string }).file, passphrase, recoveryCode, certificates };
}

/** Adds a proof, requests, an anchor, a loss and a web enrolment without the CLI. */
async function addRows(folder: string, passphrase: string): Promise<void> {
  // The CLI, not this process, created and accepted the vault.
  const accepted = { has: () => true, accept: () => undefined };
  const vault = openVault(folder, testVaultOptions({ accepted }));
  await vault.unlock({ kind: 'passphrase', secret: passphrase });
  const [first, second] = vault.listRows({ search: '' });
  if (!first || !second) throw new Error('no certificates');
  const { sha256 } = first;
  const proof = { kind: 'signed', at: '2026-11-25T12:00:00.000Z', passed: true, host: null } as const;
  await vault.installed.keep([{ ...proof, storeId: 'firefox:default', sha256 }], 'Firefox');
  await askFor(vault);
  await askForKey(vault, Buffer.from('PKCS#7'));
  await vault.anchors.add({ sha256, der: vault.getDer(sha256) ?? new Uint8Array(), name: first.subject });
  await vault.losses.report([second.sha256], 'stolen');
  await vault.losses.mark([second.sha256], 'notified', true);
  await vault.losses.mark([second.sha256], 'confirmed', true);
  const at = '2026-11-26T01:00:00.000Z';
  const page = { id: randomUUID(), profileName: '示例机构', profileHost: 'ca.example.com', purpose: 'apply' } as const;
  const steps = { 'sign-in': at };
  await vault.webEnrolments.link({ ...page, renews: null, startedAt: at, certificate: sha256, endedAt: at, steps });
  vault.close();
}
