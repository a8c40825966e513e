// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';
import { rowsOf } from './vault-database.ts';
import { newTestVault, reopen, temporaryFolder } from './vault-fixture.ts';
import { testVaultOptions } from './vault-test-options.ts';

export const origin = { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
export const old = '旧的主密码 old';
export const fresh = '新的主密码 new';

export interface Filled {
  readonly vault: Vault;
  readonly identities: readonly TestIdentity[];
  readonly code: string;
}

export async function filledVault(count = 3, osStore = testVaultOptions().osStore): Promise<Filled> {
  const vault = newTestVault({ osStore });
  const made = await vault.initialiseProtectors({ passphrase: old, useOsStore: true, recoveryCode: 'create-now' });
  const identities: TestIdentity[] = [];
  for (let index = 0; index < count; index += 1) identities.push(await makeIdentity(`CN=${index}`));
  for (const { certificate, key } of identities) {
    await vault.importItems({ certificates: [certificate], keys: [key], origin });
  }
  const [first] = identities;
  if (first) await vault.annotate(first.sha256, { note: '备注 note' });
  return { vault, identities, code: made.recoveryCode ?? '' };
}

/** Checks that every key and the note decrypt after reopening the vault and unlocking it with this secret. */
export async function expectWhole({ vault, identities }: Filled, kind: 'passphrase' | 'recovery-code', secret: string) {
  const other = reopen(vault);
  await other.unlock({ kind, secret });
  await other.rekeyingSettled();
  for (const { sha256, key } of identities) {
    const opened = await other.withPrivateKey(sha256, async (pkcs8) => Promise.resolve(Buffer.from(pkcs8)));
    expect(opened.equals(key.pkcs8)).toBe(true);
  }
  expect(await other.readNote(identities[0]?.sha256 ?? '')).toBe('备注 note');
  expect((await other.verify()).findings).toEqual([]);
  other.close();
}

export async function expectRefused(vault: Vault, kind: 'passphrase' | 'recovery-code', secret: string, code: string) {
  const other = reopen(vault);
  await expect(other.unlock({ kind, secret })).rejects.toMatchObject({ code });
  other.close();
}

export const keysOf = (vault: Vault) =>
  rowsOf(vault.folder, 'SELECT spki_sha256, envelope FROM keys ORDER BY spki_sha256');
/** Leaves out unlocks and locks, which every check adds. */
export const eventsOf = (vault: Vault) =>
  rowsOf(vault.folder, `SELECT event, detail FROM log WHERE event NOT IN ('unlocked', 'locked') ORDER BY seq`).map(
    (row) => `${String(row['event'])} ${String(row['detail'])}`,
  );
export const stagingOf = (vault: Vault) => [
  ...rowsOf(vault.folder, 'SELECT id FROM pending_rekey'),
  ...rowsOf(vault.folder, 'SELECT id FROM pending_protectors'),
  ...rowsOf(vault.folder, 'SELECT id FROM pending_envelopes'),
];
export const recipientOf = (vault: Vault) => rowsOf(vault.folder, 'SELECT recipient FROM vault')[0]?.['recipient'];

/** Returns a copy made after the first batch of 50, with staged rows as after a kill. */
export async function cutShort(
  change: (vault: Vault, control: object) => Promise<void>,
  filled: Filled,
): Promise<Filled> {
  const folder = join(temporaryFolder(), 'killed');
  const progress = (fraction: number | null) => {
    if (fraction !== null && fraction > 0 && fraction < 1) cpSync(filled.vault.folder, folder, { recursive: true });
  };
  await change(filled.vault, { progress });
  filled.vault.close();
  const vault = openVault(folder, testVaultOptions());
  return { ...filled, vault };
}
