import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault } from '../../../main/vault/open-vault.ts';
import { makeIdentityFiles } from '../openssl-identity.ts';
import { askFor, askForKey } from '../enrolment/ask-for.ts';
import { testVaultOptions } from '../vault-test-options.ts';
import { cliBundle } from '../run-cli.ts';
import { wholeVault } from './whole-vault.ts';

/**
 * Makes tests/golden/backup-vN.tar with the built command line, and a JSON of what comes back from it. One per version of
 * the container, made once by the last code that wrote that version, never made again. Arguments: the file without `.tar`.
 * The secrets are for tests only.
 */
const [out = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'cs-golden-backup-'));
const vault = join(folder, 'vault');
const passphrase = '金色 backup passphrase';
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return join(folder, name);
};
const secret = file('passphrase', passphrase);
const cli = (...argv: readonly string[]): Record<string, unknown> => {
  const words = [cliBundle, ...argv, '--json', '--vault', vault];
  const { ok, value } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as {
    ok: boolean;
    value: Record<string, unknown>;
  };
  if (!ok) throw new Error(argv.join(' '));
  return value;
};
/** Version 2 brought where a certificate was proved to work. */
async function proveFirst(): Promise<void> {
  const opened = openVault(vault, testVaultOptions());
  const [first] = opened.listRows({ search: '' });
  const proof = { kind: 'signed', at: '2026-11-25T12:00:00.000Z', passed: true, host: null } as const;
  if (first) await opened.installed.keep([{ ...proof, storeId: 'firefox:default', sha256: first.sha256 }], 'Firefox');
  opened.close();
}

/** Version 3 brought profiles of authorities and requests on their way. */
async function requestOne(): Promise<void> {
  const opened = openVault(vault, testVaultOptions());
  await opened.unlock({ kind: 'passphrase', secret: passphrase });
  await askFor(opened);
  // Version 6 told which keys an authority made.
  await askForKey(opened, Buffer.from('PKCS#7'));
  opened.close();
}

/** Version 5 brought trust anchors, losses, and the pages that certificates came by. */
async function ledgerOfFive(): Promise<void> {
  const opened = openVault(vault, testVaultOptions());
  await opened.unlock({ kind: 'passphrase', secret: passphrase });
  const [first, second] = opened.listRows({ search: '' });
  if (!first || !second) throw new Error('no certificates');
  const { sha256 } = first;
  await opened.anchors.add({ sha256, der: opened.getDer(sha256) ?? new Uint8Array(), name: first.subject });
  await opened.losses.report(second.sha256, 'stolen');
  await opened.losses.mark(second.sha256, 'told', true);
  const at = '2026-11-26T01:00:00.000Z';
  const page = { id: randomUUID(), profileName: '示例机构', profileHost: 'ca.example.com', purpose: 'apply' } as const;
  await opened.visits.link({ ...page, renews: null, startedAt: at, certificate: sha256, endedAt: at });
  opened.close();
}

try {
  const made = cli('vault', 'init', '--passphrase-file', secret)['vaultCreated'] as { recoveryCode: string };
  const opening = ['--passphrase-file', secret];
  const keys = [['rsa:2048'], ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['ed25519']];
  for (const [index, key] of keys.entries()) {
    const subject = `/CN=金色 ${index}/O=测试银行`;
    const { p12, sha256 } = makeIdentityFiles(folder, `g${index}`, { subject, key, days: 10_000 });
    cli('import', p12, '--password-file', join(folder, `g${index}.password`), ...opening);
    const described = [
      '--label',
      `标签 ${index}`,
      '--place',
      '网上银行',
      '--note',
      '备注：柜台\n第二行',
      '--tag',
      '+银行',
    ];
    if (index < 2) cli('set', sha256, ...described, ...opening);
  }
  cli('watch', 'add', '--name', '工行 U盾', '--until', '2031-01-02');
  await proveFirst();
  await requestOne();
  await ledgerOfFive();
  const code = file('code', made.recoveryCode);
  const created = cli('backup', 'create', '--to', folder, ...opening, '--recovery-code-file', code);
  copyFileSync((created['backup'] as { file: string }).file, `${out}.tar`);
  const certificates = [...(await wholeVault(vault, passphrase))].map(([sha256, row]) => ({ sha256, row }));
  const installedIn = ['firefox:default'];
  const golden = {
    passphrase,
    recoveryCode: made.recoveryCode,
    watched: ['工行 U盾'],
    installedIn,
    profiles: 1,
    requests: 2,
    authorityKeys: 1,
    anchors: 1,
    losses: 1,
    visits: 1,
    certificates,
  };
  writeFileSync(`${out}.json`, `${JSON.stringify(golden, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
