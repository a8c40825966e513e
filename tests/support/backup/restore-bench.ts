// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';
import { runCli } from '../cli/run-cli.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';
import { scalarOf, tracesOf, type Trace } from './secret-traces.ts';

const passphrase = 'kanarienvogel 备份 passphrase 7Qx';
const origin = { via: 'file', fileName: '网银.p12', path: null, downloadedFrom: null } as const;

/** Vaults and a backup to start each round with, and the secrets they contain. */
export interface RestoreBench {
  readonly passphrase: string;
  readonly passphraseFile: string;
  /** Name of the backup in `backups`. */
  readonly earlier: string;
  readonly backedUp: readonly string[];
  /** Folders of the backed-up vault, an empty one, and one that overlaps with it but differs. */
  readonly vaults: Readonly<Record<'whole' | 'empty' | 'differing', string>>;
  readonly backups: string;
  readonly traces: readonly Trace[];
}

/**
 * @param folder receives the vaults, backup and passphrase file, and isn't searched
 * @param work folder of the rounds, where the backup is created
 */
export async function makeRestoreBench(folder: string, work: string, identities: number): Promise<RestoreBench> {
  const vaults = { whole: join(folder, 'whole'), empty: join(folder, 'empty'), differing: join(folder, 'differing') };
  const [backups, passphraseFile] = [join(folder, 'backups'), join(folder, 'passphrase')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(passphraseFile, passphrase, { mode: 0o600 });
  const made = await Promise.all(
    Array.from({ length: identities }, async (_, index) => await makeIdentity(`CN=用户${index},O=Bank`)),
  );
  const own = await Promise.all(Array.from({ length: 3 }, async (_, index) => await makeIdentity(`CN=own${index}`)));

  await inNewVault(vaults.whole, async (vault) => {
    await take(vault, made);
    for (const [index, { sha256 }] of made.entries())
      await vault.annotate(sha256, {
        label: `标签 ${index}`,
        note: noteOf('theirs', sha256),
        place: '抽屉',
        tags: ['银行'],
      });
    // Set up backup access with the test vault's cheap work factor.
    await vault.backups.access(passphrase, { withPassphrase: true });
  });
  await inNewVault(vaults.empty, async () => await Promise.resolve());
  await inNewVault(vaults.differing, async (vault) => {
    await take(vault, own);
    const some = made.slice(0, Math.ceil(identities / 2));
    await take(vault, some.slice(0, -2));
    await vault.importItems({ certificates: some.slice(-2).map(({ certificate }) => certificate), keys: [], origin });
    for (const [index, { sha256 }] of [...own, ...some].entries())
      if (index % 3 > 0) await vault.annotate(sha256, { label: `我的 ${index}`, note: noteOf('ours', sha256) });
  });
  const earlier = await backUpIn(work, vaults.whole, backups, passphraseFile);
  const secrets = [...made, ...own].flatMap(({ sha256, key }, index) => [
    ...tracesOf(`key ${index}`, scalarOf(key.pkcs8)),
    ...tracesOf(`note ${index}`, Buffer.from(noteOf('theirs', sha256))),
    ...tracesOf(`other note ${index}`, Buffer.from(noteOf('ours', sha256))),
  ]);
  return {
    passphrase,
    passphraseFile,
    earlier,
    backedUp: made.map(({ sha256 }) => sha256),
    vaults,
    backups,
    traces: [...secrets, ...tracesOf('the passphrase', Buffer.from(passphrase))],
  };
}

/** Contains part of the fingerprint, reversed so that it occurs nowhere else. */
const noteOf = (whose: string, sha256: string): string =>
  `note ${whose} ${sha256.slice(0, 24).split('').toReversed().join('')}`;

async function inNewVault(folder: string, fill: (vault: Vault) => Promise<void>): Promise<void> {
  const vault = createVault(folder, testVaultOptions());
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  await fill(vault);
  vault.close();
}

async function take(vault: Vault, identities: readonly TestIdentity[]): Promise<void> {
  const certificates = identities.map(({ certificate }) => certificate);
  await vault.importItems({ certificates, keys: identities.map(({ key }) => key), origin });
}

/** The vault's history records the backup's path, so create the backup where the rounds use it. */
async function backUpIn(work: string, vault: string, backups: string, passphraseFile: string): Promise<string> {
  mkdirSync(join(work, 'backups'), { recursive: true });
  cpSync(vault, join(work, 'vault'), { recursive: true });
  const secret = ['--passphrase-file', passphraseFile];
  const at = ['--json', '--vault', join(work, 'vault')];
  const { json, stderr } = await runCli(['backup', 'create', '--to', join(work, 'backups'), ...secret, ...at]);
  if (json?.ok !== true) throw new Error(`backup create: ${JSON.stringify(json)} ${stderr}`);
  cpSync(join(work, 'vault'), vault, { recursive: true });
  cpSync(join(work, 'backups'), backups, { recursive: true });
  return String(json.value.backup.file).slice(join(work, 'backups').length + 1);
}
